import { child, type JsonNode, type JsonPath } from './json.ts';

/** An element that FHIR R4 writes otherwise, or not at all: the mark of another version. */
interface VersionMark {
  readonly types: readonly string[];
  readonly path: JsonPath;
  /** What the element looks like in the other version; R4's own shape does not match. */
  readonly shape: JsonNode['type'] | 'any';
  readonly version: string;
  readonly inR4: string;
}

const WITH_CONTEXT = [
  'Observation', 'Condition', 'Procedure', 'DiagnosticReport', 'CarePlan', 'MedicationRequest',
];

/** From the "R3 Diff" and "R4 Diff" tabs of the resources' pages at hl7.org/fhir. */
const MARKS: readonly VersionMark[] = [
  { types: ['AllergyIntolerance', 'Condition'], path: ['clinicalStatus'], shape: 'string',
    version: 'STU3', inR4: 'clinicalStatus is a CodeableConcept' },
  { types: ['AllergyIntolerance', 'Condition'], path: ['verificationStatus'], shape: 'string',
    version: 'STU3', inR4: 'verificationStatus is a CodeableConcept' },
  { types: WITH_CONTEXT, path: ['context'], shape: 'object',
    version: 'STU3', inR4: 'context is called encounter' },
  { types: ['MedicationRequest'], path: ['requester', 'agent'], shape: 'any',
    version: 'STU3', inR4: 'requester is a Reference' },
  { types: ['Immunization'], path: ['notGiven'], shape: 'any',
    version: 'STU3', inR4: 'the status not-done says it' },
  { types: ['Procedure'], path: ['notDone'], shape: 'any',
    version: 'STU3', inR4: 'the status not-done says it' },
  { types: ['MedicationStatement'], path: ['taken'], shape: 'any',
    version: 'STU3', inR4: 'the status says it' },
  { types: ['Claim', 'ExplanationOfBenefit'], path: ['organization'], shape: 'any',
    version: 'STU3', inR4: 'organization is called provider' },
  { types: ['Encounter'], path: ['class'], shape: 'string',
    version: 'DSTU2', inR4: 'class is a Coding' },
  { types: ['Encounter'], path: ['class'], shape: 'array',
    version: 'R5', inR4: 'class is one Coding' },
  { types: ['AllergyIntolerance'], path: ['type'], shape: 'object',
    version: 'R5', inR4: 'type is a code' },
  { types: ['MedicationRequest', 'MedicationStatement', 'MedicationAdministration'],
    path: ['medication'], shape: 'any',
    version: 'R5', inR4: 'it is medicationCodeableConcept or medicationReference' },
];

/** The first sign in a resource that it was written for another version of FHIR, or null. */
export function otherVersion(
  resource: JsonNode, resourceType: string,
): { readonly node: JsonNode; readonly path: JsonPath; readonly sentence: string } | null {
  for (const { types, path, shape, version, inR4 } of MARKS) {
    if (!types.includes(resourceType)) continue;
    const node = child(resource, ...path);
    if (node === undefined || (shape !== 'any' && node.type !== shape)) continue;
    return { node, path, sentence: `This is written for FHIR ${version}; in R4 ${inR4}.` };
  }
  return null;
}
