/** The classes of a chart's records, in the order in which a chart is read. */
export const SECTIONS = [
  'demographics', 'allergies', 'medications', 'conditions', 'immunizations', 'results', 'vitals',
  'social-history', 'surveys', 'procedures', 'encounters', 'care-plans', 'claims', 'imaging',
  'documents', 'devices', 'family-history', 'alerts', 'consents', 'other',
] as const;

export type Section = (typeof SECTIONS)[number];

export function isSection(name: string): name is Section {
  return (SECTIONS as readonly string[]).includes(name);
}

/**
 * The section of a resource, or null for what belongs to no patient: directories of organisations,
 * people at work and places. `categories` are the codes of Observation.category and
 * DiagnosticReport.category; other types need none.
 */
export function sectionOf(resourceType: string, categories: readonly string[]): Section | null {
  if (DIRECTORY.has(resourceType)) return null;
  if (resourceType === 'Observation' || resourceType === 'DiagnosticReport') {
    for (const category of categories) {
      const section = BY_CATEGORY.get(category.toLowerCase());
      if (section !== undefined) return section;
    }
    return 'results';
  }
  return BY_TYPE.get(resourceType) ?? 'other';
}

const DIRECTORY: ReadonlySet<string> = new Set([
  'Organization', 'OrganizationAffiliation', 'Practitioner', 'PractitionerRole', 'Location',
  'HealthcareService', 'Endpoint', 'InsurancePlan', 'OperationOutcome',
]);

/** FHIR R4 value set observation-category, and of HL7 v2 table 0074 what is imaging. */
const BY_CATEGORY: ReadonlyMap<string, Section> = new Map<string, Section>([
  ['vital-signs', 'vitals'], ['laboratory', 'results'], ['lab', 'results'],
  ['social-history', 'social-history'], ['survey', 'surveys'], ['imaging', 'imaging'],
  ['exam', 'results'], ['procedure', 'results'], ['therapy', 'results'], ['activity', 'results'],
  ['rad', 'imaging'], ['rx', 'imaging'], ['ct', 'imaging'], ['nmr', 'imaging'], ['rus', 'imaging'],
]);

const TYPES_BY_SECTION: Readonly<Partial<Record<Section, readonly string[]>>> = {
  demographics: ['Patient', 'RelatedPerson', 'Person'],
  allergies: ['AllergyIntolerance'],
  medications: ['MedicationRequest', 'MedicationStatement', 'MedicationAdministration',
    'MedicationDispense', 'Medication'],
  conditions: ['Condition', 'ClinicalImpression', 'AdverseEvent'],
  immunizations: ['Immunization', 'ImmunizationEvaluation', 'ImmunizationRecommendation'],
  results: ['Specimen', 'MolecularSequence'],
  surveys: ['QuestionnaireResponse'],
  procedures: ['Procedure'],
  encounters: ['Encounter', 'EpisodeOfCare', 'Appointment'],
  'care-plans': ['CarePlan', 'CareTeam', 'Goal', 'ServiceRequest', 'NutritionOrder', 'Task',
    'RequestGroup', 'VisionPrescription'],
  claims: ['Claim', 'ClaimResponse', 'ExplanationOfBenefit', 'Coverage', 'Account', 'ChargeItem',
    'Invoice', 'CoverageEligibilityRequest', 'CoverageEligibilityResponse'],
  imaging: ['ImagingStudy', 'Media'],
  documents: ['Composition', 'DocumentReference', 'DocumentManifest', 'Binary'],
  devices: ['Device', 'DeviceUseStatement', 'DeviceRequest', 'DeviceMetric'],
  'family-history': ['FamilyMemberHistory'],
  alerts: ['Flag', 'DetectedIssue', 'RiskAssessment'],
  consents: ['Consent', 'Contract'],
};

const BY_TYPE: ReadonlyMap<string, Section> = new Map(SECTIONS.flatMap(
  (section) => (TYPES_BY_SECTION[section] ?? []).map((type) => [type, section] as const)));
