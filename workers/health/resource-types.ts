/**
 * The resource types of FHIR R4 (4.0.1), https://hl7.org/fhir/R4/valueset-resource-types.html,
 * without the two abstract ones (Resource, DomainResource).
 */
export const R4_RESOURCE_TYPES: ReadonlySet<string> = new Set(`
  Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment AppointmentResponse
  AuditEvent Basic Binary BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement
  CarePlan CareTeam CatalogEntry ChargeItem ChargeItemDefinition Claim ClaimResponse
  ClinicalImpression CodeSystem Communication CommunicationRequest CompartmentDefinition
  Composition ConceptMap Condition Consent Contract Coverage CoverageEligibilityRequest
  CoverageEligibilityResponse DetectedIssue Device DeviceDefinition DeviceMetric DeviceRequest
  DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference EffectEvidenceSynthesis
  Encounter Endpoint EnrollmentRequest EnrollmentResponse EpisodeOfCare EventDefinition Evidence
  EvidenceVariable ExampleScenario ExplanationOfBenefit FamilyMemberHistory Flag Goal
  GraphDefinition Group GuidanceResponse HealthcareService ImagingStudy Immunization
  ImmunizationEvaluation ImmunizationRecommendation ImplementationGuide InsurancePlan Invoice
  Library Linkage List Location Measure MeasureReport Media Medication MedicationAdministration
  MedicationDispense MedicationKnowledge MedicationRequest MedicationStatement MedicinalProduct
  MedicinalProductAuthorization MedicinalProductContraindication MedicinalProductIndication
  MedicinalProductIngredient MedicinalProductInteraction MedicinalProductManufactured
  MedicinalProductPackaged MedicinalProductPharmaceutical MedicinalProductUndesirableEffect
  MessageDefinition MessageHeader MolecularSequence NamingSystem NutritionOrder Observation
  ObservationDefinition OperationDefinition OperationOutcome Organization OrganizationAffiliation
  Parameters Patient PaymentNotice PaymentReconciliation Person PlanDefinition Practitioner
  PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson
  RequestGroup ResearchDefinition ResearchElementDefinition ResearchStudy ResearchSubject
  RiskAssessment RiskEvidenceSynthesis Schedule SearchParameter ServiceRequest Slot Specimen
  SpecimenDefinition StructureDefinition StructureMap Subscription Substance SubstanceNucleicAcid
  SubstancePolymer SubstanceProtein SubstanceReferenceInformation SubstanceSourceMaterial
  SubstanceSpecification SupplyDelivery SupplyRequest Task TerminologyCapabilities TestReport
  TestScript ValueSet VerificationResult VisionPrescription
`.trim().split(/\s+/));

/** Types that other versions of FHIR have and R4 has not: a sure sign of the version. */
export const OTHER_VERSION_TYPES: ReadonlyMap<string, string> = new Map([
  ...['BodySite', 'DataElement', 'DeviceComponent', 'EligibilityRequest', 'EligibilityResponse',
    'ExpansionProfile', 'ImagingManifest', 'ProcedureRequest', 'ProcessRequest', 'ProcessResponse',
    'ReferralRequest', 'Sequence', 'ServiceDefinition'].map((type) => [type, 'STU3'] as const),
  ...['Conformance', 'DeviceUseRequest', 'DiagnosticOrder', 'ImagingObjectSelection',
    'MedicationOrder', 'Order', 'OrderResponse'].map((type) => [type, 'DSTU2'] as const),
  ...['ActorDefinition', 'DeviceAssociation', 'DeviceDispense', 'DeviceUsage', 'EncounterHistory',
    'FormularyItem', 'GenomicStudy', 'ImagingSelection', 'InventoryItem', 'InventoryReport',
    'NutritionIntake', 'Permission', 'RequestOrchestration', 'Requirements', 'TestPlan',
    'Transport'].map((type) => [type, 'R5'] as const),
]);

/** The R4 type that a mistyped one surely means, or null: one slip, or the case of letters. */
export function meantType(written: string): string | null {
  const lower = written.toLowerCase();
  for (const type of R4_RESOURCE_TYPES) {
    if (type.toLowerCase() === lower || isOneSlip(type, written)) return type;
  }
  return null;
}

/** One letter added, left out, changed, or two neighbours swapped. */
function isOneSlip(right: string, written: string): boolean {
  let start = 0;
  while (start < right.length && right[start] === written[start]) start += 1;
  const rest = right.slice(start);
  const other = written.slice(start);
  const swapped = (other[1] ?? '') + (other[0] ?? '') + other.slice(2);
  return rest.slice(1) === other.slice(1) || rest.slice(1) === other || rest === other.slice(1)
    || (other.length > 1 && rest === swapped);
}
