import { child, property, type JsonNode } from './json.ts';

/**
 * Elements that FHIR R4 makes compulsory (cardinality 1..), for the types that charts are made of:
 * from each resource's page at hl7.org/fhir/R4. `[x]` is a choice of types.
 */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  AllergyIntolerance: ['patient'],
  CarePlan: ['status', 'intent', 'subject'],
  Condition: ['subject'],
  Consent: ['status', 'scope', 'category'],
  Coverage: ['status', 'beneficiary', 'payor'],
  DiagnosticReport: ['status', 'code'],
  DocumentReference: ['status', 'content'],
  Encounter: ['status', 'class'],
  Flag: ['status', 'code', 'subject'],
  Goal: ['lifecycleStatus', 'description', 'subject'],
  Immunization: ['status', 'vaccineCode', 'patient', 'occurrence[x]'],
  MedicationAdministration: ['status', 'medication[x]', 'subject', 'effective[x]'],
  MedicationRequest: ['status', 'intent', 'medication[x]', 'subject'],
  MedicationStatement: ['status', 'medication[x]', 'subject'],
  Observation: ['status', 'code'],
  Procedure: ['status', 'subject'],
  Provenance: ['target', 'recorded', 'agent'],
};

/** What JSON an element is, where a chart goes by it. */
const SHAPES: Readonly<Record<string, JsonNode['type']>> = {
  status: 'string', intent: 'string', code: 'object', vaccineCode: 'object', subject: 'object',
  patient: 'object',
};

/** Each compulsory element that is missing, or is no JSON of its kind, with the node to point at. */
export function requiredFaults(
  resource: JsonNode, type: string,
): { readonly node: JsonNode; readonly element: string; readonly sentence: string }[] {
  return (REQUIRED[type] ?? []).flatMap((element) => {
    const node = child(resource, element);
    const shape = SHAPES[element];
    if (node !== undefined && (shape === undefined || node.type === shape)) return [];
    if (node !== undefined) {
      return [{ node, element, sentence: `${element} of ${article(type)} is ${
        shape === 'object' ? 'a JSON object' : 'text in quotes'}.` }];
    }
    if (isThere(resource, element)) return [];
    return [{ node: resource, element,
      sentence: `${capital(article(type))} has ${element.replace('[x]', ' with its type')}, and this `
        + 'one has none.' }];
  });
}

/** As a choice of types, or as an extension that says why it is absent (R4 §2.6.2.1). */
function isThere(resource: JsonNode, element: string): boolean {
  if (property(resource, `_${element}`) !== undefined) return true;
  if (!element.endsWith('[x]')) return false;
  const stem = element.slice(0, -'[x]'.length);
  return (resource.children ?? []).some(({ children }) => {
    const name = String(children?.[0]?.value ?? '');
    return name.startsWith(stem) && /^[A-Z]/.test(name.slice(stem.length));
  });
}

function article(type: string): string {
  return `${/^[AEIO]/.test(type) ? 'an' : 'a'} ${type}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
