/** Code systems that a FHIR R4 Consent speaks in, and what of them is understood here. */
export const SCOPE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/consentscope';
export const ACTION_SYSTEM = 'http://terminology.hl7.org/CodeSystem/consentaction';
export const ACT_CODE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
export const PARTICIPATION_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';
export const RESOURCE_TYPE_SYSTEM = 'http://hl7.org/fhir/resource-types';
/** Sections of a chart are the product's own classes: no HL7 code system has them all. */
export const SECTION_SYSTEM = 'urn:ledgerward:chart-section';

/** v3-ActConsentDirective: the base policy. */
export const BASES: ReadonlyMap<string, 'permit' | 'deny'> = new Map([
  ['OPTIN', 'permit'], ['OPTINR', 'permit'], ['OPTOUT', 'deny'], ['OPTOUTE', 'deny'],
]);

/** R4 value set consent-state-codes. */
export const STATUSES: readonly string[] = [
  'draft', 'proposed', 'active', 'rejected', 'inactive', 'entered-in-error',
];

/** Who reads: primary and other recipients of information. */
export const RECIPIENT_ROLES: readonly string[] = ['PRCP', 'IRCP'];
export const CUSTODIAN_ROLE = 'CST';

/** Of R4's consentaction, those that are reading a record here. */
export const READING_ACTIONS: readonly string[] = ['access', 'disclose'];
export const ACTIONS: readonly string[] = ['collect', 'access', 'use', 'disclose', 'correct'];

/** Elements of Consent and of Consent.provision in R4, those of every element left out. */
export const CONSENT_ELEMENTS: readonly string[] = [
  'resourceType', 'id', 'meta', 'implicitRules', 'language', 'text', 'contained', 'extension',
  'modifierExtension', 'identifier', 'status', 'scope', 'category', 'patient', 'dateTime',
  'performer', 'organization', 'sourceAttachment', 'sourceReference', 'policy', 'policyRule',
  'verification', 'provision',
];
export const PROVISION_ELEMENTS: readonly string[] = [
  'id', 'extension', 'modifierExtension', 'type', 'period', 'actor', 'action', 'securityLabel',
  'purpose', 'class', 'code', 'dataPeriod', 'data', 'provision',
];
