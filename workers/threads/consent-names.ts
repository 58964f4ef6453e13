/** HL7's sample Consents by short names: hl7/consent-example-basic and so on. */
const SAMPLE = /^hl7\/[A-Za-z0-9-]+$/;

export function isSample(name: string): boolean {
  return SAMPLE.test(name);
}

/** Where the sample lies below public/fhir. */
export function sampleConsent(name: string): string {
  return `hl7-r4-examples/Consent-${name.replace(/^hl7\//, '')}.json`;
}
