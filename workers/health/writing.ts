import { canonicalText, utf8 } from '../crypto/canonical.ts';
import type { Plain } from '../crypto/canonical.ts';
import { fromUtf8 } from '../crypto/utf8.ts';
import { assert } from '../kernel/assert.ts';
import { displayOf } from './display.ts';
import { appended, fieldTexts, objectText } from './fields.ts';
import type { FieldTexts } from './fields.ts';
import { child } from './json.ts';
import { readStrictly } from './json-strict.ts';
import type { Section } from './sections.ts';

/** Who writes, and when; it stands in the resource as FHIR's own provenance elements have it. */
export interface Authorship {
  /** A person of the scenario and her organisation, by name. */
  readonly author: string;
  readonly organisation: string;
  /** Whose chart it is, as the chart has the name. */
  readonly patient: string;
  /** FHIR instant. */
  readonly at: string;
}

/** What a clinician writes into each section; what is not here takes more than a line. */
const TYPES: Readonly<Partial<Record<Section, string>>> = {
  allergies: 'AllergyIntolerance', medications: 'MedicationStatement', conditions: 'Condition',
  immunizations: 'Immunization', results: 'Observation', vitals: 'Observation',
  'social-history': 'Observation', procedures: 'Procedure', alerts: 'Flag',
};

const CATEGORIES: Readonly<Partial<Record<Section, string>>> = {
  results: 'laboratory', vitals: 'vital-signs', 'social-history': 'social-history',
};

export function isWritable(section: Section): boolean {
  return TYPES[section] !== undefined;
}

export function isAmendable(resourceType: string): boolean {
  return resourceType === 'MedicationRequest' || Object.values(TYPES).includes(resourceType);
}

/**
 * A valid R4 resource of the section, from one line of words. Coded by text alone: a code would be
 * this program's guess. An observation is written "name: value", its value "number unit" or text.
 */
export function writeResource(
  section: Section, id: string, words: string, authorship: Authorship,
): Uint8Array {
  const type = TYPES[section] ?? 'Basic';
  const { patient, at } = authorship;
  const author = authorOf(authorship);
  const subject = { type: 'Patient', display: patient };
  const fields = fieldsOf({
    resourceType: type, id, meta: { versionId: '1', lastUpdated: at },
    ...statusOf(type), ...categoryOf(section),
  });
  for (const [name, text] of saying(type, words, null)) fields.set(name, text);
  const rest = WHOM_AND_WHEN[type]?.(subject, author, at) ?? {};
  for (const [name, text] of fieldsOf(rest)) fields.set(name, text);
  return utf8(objectText(fields));
}

/**
 * The next version of a resource, which says `words` instead of what it said. Everything else stays
 * as it was written, but for its narrative, which would say the old; a note says who changed it.
 */
export function amendResource(
  bytes: Uint8Array, version: number, words: string, authorship: Authorship,
): Uint8Array {
  const text = fromUtf8(bytes) ?? '';
  const reading = readStrictly(text);
  const fields = fieldTexts(text);
  assert(reading.ok && fields !== null, 'a record is the JSON of a resource');
  const { root } = reading;
  const type = String(child(root, 'resourceType')?.value);
  const before = displayOf(text, root, type, () => undefined);
  for (const name of [...fields.keys()]) {
    if (name === 'text' || /^(medication|value)[A-Z]/.test(name)) fields.delete(name);
  }
  const label = type === 'Observation' ? before.split(': ')[0] ?? null : null;
  for (const [name, value] of saying(type, words, label)) fields.set(name, value);
  if (type === 'Observation') fields.set('status', '"amended"');
  const meta = fieldTexts(fields.get('meta') ?? '{}') ?? new Map<string, string>();
  meta.set('versionId', canonicalText(String(version)));
  meta.set('lastUpdated', canonicalText(authorship.at));
  fields.set('meta', objectText(meta));
  if (type !== 'Flag') {
    fields.set('note', appended(fields.get('note'), canonicalText({
      authorString: authorOf(authorship).display, time: authorship.at, text: `Before: ${before}`,
    })));
  }
  return utf8(objectText(fields));
}

type Values = { readonly [name: string]: Plain };
type Reference = { readonly type: string; readonly display: string };

function authorOf({ author, organisation }: Authorship): Reference {
  return { type: 'Practitioner', display: `${author}, ${organisation}` };
}

type Rest = (subject: Reference, author: Reference, at: string) => Values;

/** Element names of each resource's page in FHIR R4, https://hl7.org/fhir/R4/. */
const WHOM_AND_WHEN: Readonly<Record<string, Rest>> = {
  AllergyIntolerance: (patient, recorder, recordedDate) => ({ patient, recordedDate, recorder }),
  MedicationStatement: (subject, informationSource, dateAsserted) =>
    ({ subject, dateAsserted, informationSource }),
  Condition: (subject, recorder, recordedDate) => ({ subject, recordedDate, recorder }),
  Immunization: (patient, actor, at) =>
    ({ patient, occurrenceDateTime: at, recorded: at, performer: [{ actor }] }),
  Observation: (subject, performer, at) =>
    ({ subject, effectiveDateTime: at, issued: at, performer: [performer] }),
  Procedure: (subject, actor, at) =>
    ({ subject, performedDateTime: at, recorder: actor, performer: [{ actor }] }),
  Flag: (subject, author, start) => ({ subject, period: { start }, author }),
};

function statusOf(type: string): Values {
  switch (type) {
    case 'AllergyIntolerance': return {
      clinicalStatus: coded('allergyintolerance-clinical', 'active'),
      verificationStatus: coded('allergyintolerance-verification', 'confirmed'),
    };
    case 'Condition': return {
      clinicalStatus: coded('condition-clinical', 'active'),
      verificationStatus: coded('condition-ver-status', 'confirmed'),
    };
    case 'Observation': return { status: 'final' };
    case 'Immunization':
    case 'Procedure': return { status: 'completed' };
    default: return { status: 'active' };
  }
}

function categoryOf(section: Section): Values {
  const category = CATEGORIES[section];
  return category === undefined ? {} : { category: [coded('observation-category', category)] };
}

function coded(system: string, code: string): Values {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] };
}

/** What the words say, as fields of the type. `label`: an observation's name, kept where it is. */
function saying(type: string, words: string, label: string | null): FieldTexts {
  const concept = (text: string): string => canonicalText({ text });
  switch (type) {
    case 'MedicationStatement':
    case 'MedicationRequest': return new Map([['medicationCodeableConcept', concept(words)]]);
    case 'Immunization': return new Map([['vaccineCode', concept(words)]]);
    case 'Observation': return observation(words, label);
    default: return new Map([['code', concept(words)]]);
  }
}

function observation(words: string, label: string | null): FieldTexts {
  const [, name = words, value = null] = /^([^:]+): *(\S.*)$/.exec(words) ?? [];
  const fields: FieldTexts = new Map();
  if (name !== label) fields.set('code', canonicalText({ text: name }));
  if (value === null) return fields;
  const [, number, unit] = /^(-?(?:0|[1-9]\d*)(?:\.\d+)?) ?(.*)$/.exec(value) ?? [];
  if (number === undefined) return fields.set('valueString', canonicalText(value));
  // The digits as they were typed: 10.50 is measured more finely than 10.5.
  const quantity = new Map([['value', number]]);
  if (unit !== undefined && unit !== '') quantity.set('unit', canonicalText(unit));
  return fields.set('valueQuantity', objectText(quantity));
}

function fieldsOf(values: Values): FieldTexts {
  return new Map(Object.entries(values).map(([name, value]) => [name, canonicalText(value)]));
}
