import type { Provision } from '../grants/provision.ts';
import { UNLIMITED } from '../grants/provision.ts';
import { FHIR_FILE_BYTES_MAX } from '../kernel/limits.ts';
import { BASES, CONSENT_ELEMENTS, SCOPE_SYSTEM, STATUSES } from './consent-codes.ts';
import { ConsentNotes } from './consent-notes.ts';
import { readProvision } from './consent-provision.ts';
import { child, items, property, stringOf, type JsonNode } from './json.ts';
import { readJson } from './json-reading.ts';
import type { FileProblem } from './bundle.ts';

/**
 * R4 forbids a type in the root provision and does not say what a root with conditions then is: the
 * scope of the base policy, or an exception to it. Either can be asked for (ADR 0043).
 */
export type RootReading = 'scope' | 'exception';

/** A Consent as far as it can be acted on. */
export interface Consent {
  readonly id: string | null;
  /** The reference, such as Patient/f001. */
  readonly patient: string;
  /**
   * Whom it names are ids of references (Organization/f001 is the organisation f001); moments are
   * microseconds since 1970-01-01T00:00Z. Null where it says nothing that can be acted on.
   */
  readonly provision: Provision | null;
  /** How it was read where it can be read otherwise, in sentences. */
  readonly notes: readonly string[];
  /** What it says that is not modelled, each with its place. */
  readonly notModelled: readonly { readonly pointer: string; readonly sentence: string }[];
}

export type ConsentReading =
  | { readonly ok: true; readonly consent: Consent }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** A FHIR R4 Consent from a file's text; all that is wrong comes back with its place. */
export function readConsent(
  text: string, path: string, rootReading: RootReading = 'scope',
): ConsentReading {
  const notes = new ConsentNotes(text, path);
  if (text.length > FHIR_FILE_BYTES_MAX) {
    return notes.failed({ offset: 0, sentence:
      `The file has more than ${FHIR_FILE_BYTES_MAX} bytes, the most that one may have.` });
  }
  const reading = readJson(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  if (!reading.ok) return notes.failed(reading.fault);
  const { root } = reading;
  const type = stringOf(child(root, 'resourceType'));
  if (type !== 'Consent') {
    return notes.failed({ offset: root.offset, sentence: type === null
      ? 'This is not FHIR: it has no resourceType.' : `This file holds one ${type}, not a Consent.` });
  }
  const consent = consentIn(root, notes, rootReading);
  return notes.result(consent);
}

function consentIn(root: JsonNode, notes: ConsentNotes, rootReading: RootReading): Consent {
  notes.knowsAll(root, 'Consent', CONSENT_ELEMENTS);
  const status = notes.required(root, 'Consent', 'status');
  const statusCode = stringOf(status);
  if (status !== undefined && !STATUSES.includes(statusCode ?? '')) {
    notes.problem(status, 'Consent.status', `A status is one of ${STATUSES.join(', ')}.`);
  }
  notes.required(root, 'Consent', 'scope');
  if (items(notes.required(root, 'Consent', 'category')).length === 0
    && property(root, 'category') !== undefined) {
    notes.problem(root, 'Consent.category', 'At least one category should be listed.');
  }
  const patient = stringOf(child(notes.required(root, 'Consent', 'patient'), 'reference'));
  if (patient === null && property(root, 'patient') !== undefined) {
    notes.problem(root, 'Consent.patient.reference', 'Whose consent is this? A reference is needed.');
  }
  if (property(root, 'policy') === undefined && property(root, 'policyRule') === undefined) {
    notes.problem(root, 'Consent', 'Either policy or policyRule is needed (invariant ppc-1).');
  }
  listUnread(root, notes);
  const provision = rules(root, notes, rootReading);
  const why = whyNotInForce(root, statusCode);
  if (why !== null) notes.note(why);
  return {
    id: stringOf(child(root, 'id')), patient: patient ?? '',
    provision: why === null ? provision : null, notes: notes.notes, notModelled: notes.notModelled,
  };
}

/** The base policy and the provisions together. */
function rules(root: JsonNode, notes: ConsentNotes, rootReading: RootReading): Provision | null {
  const base = baseOf(root, notes);
  const node = child(root, 'provision');
  if (node === undefined) return { ...UNLIMITED, type: base };
  if (property(node, 'type') !== undefined) {
    notes.note('The root provision has a type, which R4 says it should not have; it is taken at its '
      + 'word.');
    return readProvision(node, 'Consent.provision', null, notes);
  }
  const hasConditions = node.type === 'object' && (node.children ?? []).some(({ children }) =>
    !['id', 'extension', 'provision'].includes(String(children?.[0]?.value)));
  if (!hasConditions || rootReading === 'scope') {
    if (hasConditions) {
      notes.note('The root provision has conditions and, as R4 wants it, no type: they are read as '
        + `the scope of the base policy, which ${base === 'permit' ? 'permits' : 'denies'}. Some of `
        + 'HL7\u2019s own examples mean an exception to it instead.');
    }
    return readProvision(node, 'Consent.provision', base, notes);
  }
  notes.note('The root provision has conditions and no type: it is read as an exception to the base '
    + `policy, which ${base === 'permit' ? 'permits' : 'denies'} everything else.`);
  const exception = readProvision(
    node, 'Consent.provision', base === 'permit' ? 'deny' : 'permit', notes);
  return { ...UNLIMITED, type: base, exceptions: exception === null ? [] : [exception] };
}

function baseOf(root: JsonNode, notes: ConsentNotes): Provision['type'] {
  for (const coding of items(child(root, 'policyRule', 'coding'))) {
    const base = BASES.get(stringOf(child(coding, 'code')) ?? '');
    if (base !== undefined) return base;
  }
  if (stringOf(child(root, 'provision', 'type')) === null) {
    notes.note('No base policy that is known here (opt-in or opt-out) is named, so what no '
      + 'provision permits is denied.');
  }
  return 'deny';
}

function whyNotInForce(root: JsonNode, status: string | null): string | null {
  if (child(root, 'modifierExtension') !== undefined || child(root, 'implicitRules') !== undefined) {
    return 'It has a modifierExtension or implicitRules, which whoever does not know them must not '
      + 'pass over: nothing of it is acted on.';
  }
  if (status !== 'active') return `Its status is ${status ?? 'unknown'}: nothing of it is acted on.`;
  const scopes = items(child(root, 'scope', 'coding'));
  const isPrivacy = scopes.some((coding) => stringOf(child(coding, 'code')) === 'patient-privacy'
    && stringOf(child(coding, 'system')) === SCOPE_SYSTEM);
  return isPrivacy ? null
    : 'Its scope is not patient-privacy: it is not about who may read records, and nothing of it is '
      + 'acted on.';
}

const UNREAD: Readonly<Record<string, string>> = {
  text: 'The narrative is not read.',
  contained: 'Contained resources are not read.',
  extension: 'Extensions are not read.',
  category: 'What kind of consent it is decides nothing here.',
  dateTime: 'When it was made decides nothing; its periods do.',
  performer: 'Who agreed to it is not checked.',
  organization: 'Who keeps the Consent decides nothing here.',
  sourceAttachment: 'The document behind it is not read.',
  sourceReference: 'The document behind it is not read.',
  policy: 'The policies it points to are not read.',
  verification: 'Whether and by whom it was verified is not checked.',
};

function listUnread(root: JsonNode, notes: ConsentNotes): void {
  for (const [name, sentence] of Object.entries(UNREAD)) {
    if (property(root, name) !== undefined) notes.unmodelled(`Consent.${name}`, sentence);
  }
  if (child(root, 'policyRule', 'text') !== undefined) {
    notes.unmodelled('Consent.policyRule.text', 'The words of the policy are not read.');
  }
}
