/**
 * Words that other folders give their meaning. Repeated here because the language stands on
 * kernel and settings alone; tests/ compares each list with the folder that owns it.
 */

/** Regions of the network: workers/net/regions.ts says where they are and how far apart. */
export const REGION_WORDS: readonly string[] = [
  'us-east', 'us-west', 'us-california', 'eu-west', 'eu-central',
  'ap-tokyo', 'ap-singapore', 'ap-sydney', 'ap-seoul', 'sa-east',
];

/** Sections of a chart: workers/health/sections.ts says which FHIR resources are in each. */
export const SECTION_WORDS: readonly string[] = [
  'demographics', 'allergies', 'medications', 'conditions', 'immunizations', 'results', 'vitals',
  'social-history', 'surveys', 'procedures', 'encounters', 'care-plans', 'claims', 'imaging',
  'documents', 'devices', 'family-history', 'alerts', 'consents', 'other',
];

/** What sensitive records are about: workers/grants/labels.ts gives each its code. */
export const SENSITIVITY_WORDS: readonly string[] = [
  'psychiatry', 'mental-health', 'substance-use', 'hiv', 'sexually-transmitted', 'sexual-health',
  'abuse', 'violence', 'genetics',
];

/** HL7's sample Consents: public/fhir/hl7-r4-examples. */
export const SAMPLE_CONSENTS: readonly string[] = [
  'Emergency', 'Out', 'basic', 'notAuthor', 'notOrg', 'notThem', 'notThis', 'notTime',
  'smartonfhir',
];

/** Purposes of use, the top of HL7's v3-PurposeOfUse: scenarios/policies/schema.cedarschema. */
export const PURPOSE_WORDS: readonly string[] = [
  'treatment', 'emergency', 'payment', 'operations', 'research', 'public-health',
  'patient-request', 'marketing',
];

/** Sections that one line can write into: workers/health/writing.ts says as which resources. */
export const WRITABLE_WORDS: readonly string[] = [
  'allergies', 'medications', 'conditions', 'immunizations', 'results', 'vitals',
  'social-history', 'procedures', 'alerts',
];
