import { utf8 } from '../../crypto/canonical.ts';
import { fromHex, sha256 } from '../../crypto/hash.ts';
import type { Digest } from '../../crypto/hash.ts';
import type { Transaction } from '../transaction.ts';
import { refuse, type BlockContext, type ContractOutcome, type StateView } from './contract.ts';
import { fieldProblem } from './fields.ts';
import { isOrganisation, readIdentity } from './identity.ts';

/** What records exist, who keeps each, and a commitment to its bytes; never the record itself. */
export type RecordIndexCall = {
  readonly contract: 'record-index';
  readonly action: 'register';
  readonly body: RecordRegistration & { readonly content?: RecordContent };
};

export type RecordRegistration = {
  /** FHIR's `Type/id`, unique within the patient's chart. */
  readonly record: string;
  readonly patient: string;
  readonly section: string;
  readonly resourceType: string;
  /** 1, then one more for each new version of the same resource. */
  readonly version: number;
  readonly custodian: string;
  /** Over the stored bytes; salted or not is a setting. */
  readonly commitment: Digest;
};

/** The record itself, where it is on the chain; bytes in lower-case hex. */
export type RecordContent =
  | { readonly form: 'plaintext'; readonly salt: string; readonly text: string }
  | { readonly form: 'ciphertext'; readonly sealed: string };

/** What the state keeps: the content stays in its block, and only its form is remembered. */
export type IndexedRecord = RecordRegistration & {
  readonly height: number;
  readonly onChain?: RecordContent['form'];
};

/** Every registered version, by record id and then version; of one section when it is given. */
export function indexedRecords(
  state: StateView,
  patient: string,
  section?: string,
): readonly IndexedRecord[] {
  const entries = state.entries(`record/${patient}/`);
  const bySection = SORTED.get(entries) ?? new Map<string, readonly IndexedRecord[]>();
  SORTED.set(entries, bySection);
  const key = section ?? '';
  let sorted = bySection.get(key);
  if (sorted === undefined) {
    sorted = entries
      .map((entry) => entry.value as IndexedRecord)
      .filter((record) => section === undefined || record.section === section)
      .sort((a, b) =>
        a.record < b.record ? -1 : a.record > b.record ? 1 : a.version - b.version);
    bySection.set(key, sorted);
  }
  return sorted;
}

/** Sorted once for each list of entries: a state hands out the same frozen list every time. */
const SORTED = new WeakMap<object, Map<string, readonly IndexedRecord[]>>();

/** What readers see: the latest version of each record, without what was erased. */
export function liveRecords(
  state: StateView,
  patient: string,
  section?: string,
): readonly IndexedRecord[] {
  const [entries, erased] = indexParts(state, patient);
  let live = LIVE.get(entries);
  if (live?.erased !== erased) LIVE.set(entries, live = { erased, bySection: new Map() });
  const key = section ?? '';
  let records = live.bySection.get(key);
  if (records === undefined) {
    live.bySection.set(key, records = recordsAt(state, patient, section, Infinity));
  }
  return records;
}

/** By the list of what is registered, as long as what is erased of it stays the same. */
const LIVE = new WeakMap<object, {
  readonly erased: object; readonly bySection: Map<string, readonly IndexedRecord[]>;
}>();

/** All that the index says of a patient: the same lists as long as none of it is written. */
function indexParts(state: StateView, patient: string): readonly [object, object] {
  return [state.entries(`record/${patient}/`), state.entries(erasedKey(patient, ''))];
}

/** The same as it stood at an earlier height, but for what was erased since. */
export function recordsAt(
  state: StateView,
  patient: string,
  section: string | undefined,
  height: number,
): readonly IndexedRecord[] {
  const versions = indexedRecords(state, patient, section)
    .filter((record) => record.height <= height);
  return versions.filter((record, index) =>
    versions[index + 1]?.record !== record.record && !isErased(state, patient, record.record));
}

/** FHIR's name for one version of a resource (R4 §3.1.0.1): a record of its own to whoever reads. */
export function versionedName({ record, version }: { record: string; version: number }): string {
  return version === 1 ? record : `${record}/_history/${version}`;
}

/** The record of which this is a version. */
export function recordNamed(versioned: string): string {
  return versioned.replace(/\/_history\/\d+$/, '');
}

/** The custodian has said that the keys of every version are destroyed. */
export function isErased(state: StateView, patient: string, record: string): boolean {
  return state.get(erasedKey(patient, record)) !== undefined;
}

export function erasedKey(patient: string, record: string): string {
  return `erased/${patient}/${record}`;
}

export function readRecord(
  state: StateView,
  patient: string,
  record: string,
  version: number,
): IndexedRecord | undefined {
  return state.get(recordKey(patient, record, version)) as IndexedRecord | undefined;
}

const RECORD_FIELDS = {
  record: 'id', patient: 'name', section: 'name', resourceType: 'name', version: 'integer',
  custodian: 'name', commitment: 'digest',
} as const;

export function executeRecordIndex(
  transaction: Transaction & RecordIndexCall,
  state: StateView,
  context: BlockContext,
): ContractOutcome {
  const { sender } = transaction;
  const { content, ...body } = transaction.body;
  const problem = fieldProblem('record-index.register', body, RECORD_FIELDS)
    ?? contentProblem(content, body.commitment);
  if (problem !== null) return refuse(problem);
  const { record, patient, version, custodian } = body;
  if (!isOrganisation(readIdentity(state, custodian))) {
    return refuse(`${custodian} is not a registered organisation.`);
  }
  if (sender !== custodian) {
    return refuse(`Only ${custodian} can register its records, and ${sender} signed.`);
  }
  if (readIdentity(state, patient)?.kind !== 'patient') {
    return refuse(`${patient} is not a registered patient.`);
  }
  if (readRecord(state, patient, record, version) !== undefined) {
    return refuse(`Version ${version} of ${record} is already registered.`);
  }
  if (version === 0) return refuse(`Versions of ${record} are counted from 1.`);
  if (isErased(state, patient, record)) {
    return refuse(`${record} was erased; what comes after it needs another id.`);
  }
  if (version > 1) {
    const before = readRecord(state, patient, record, version - 1);
    if (before === undefined) return refuse(`Version ${version - 1} of ${record} is missing.`);
    if (before.custodian !== custodian) {
      return refuse(`${record} is kept by ${before.custodian}, not by ${custodian}.`);
    }
  }
  const indexed: IndexedRecord = {
    ...body, height: context.height, ...content === undefined ? {} : { onChain: content.form },
  };
  return { writes: [{ key: recordKey(patient, record, version), value: indexed }] };
}

/** Plaintext is checked against its commitment by everyone; of ciphertext nobody can say anything. */
function contentProblem(content: RecordContent | undefined, commitment: Digest): string | null {
  if (content === undefined) return null;
  if (!isContent(content)) {
    return 'A record on the chain is plaintext with its salt, or ciphertext, its bytes hexadecimal.';
  }
  if (content.form === 'ciphertext') return null;
  const salt = fromHex(content.salt);
  const text = utf8(content.text);
  const bytes = new Uint8Array(salt.length + text.length);
  bytes.set(salt);
  bytes.set(text, salt.length);
  return sha256(bytes) === commitment ? null
    : 'The record is not the one that its commitment is to.';
}

/** A dishonest custodian's content is whatever it likes. */
function isContent(content: unknown): content is RecordContent {
  if (typeof content !== 'object' || content === null) return false;
  const { form, salt, text, sealed, ...more } = content as Readonly<Record<string, unknown>>;
  if (Object.keys(more).length > 0) return false;
  return form === 'plaintext' ? isHex(salt) && typeof text === 'string' && sealed === undefined
    : form === 'ciphertext' && isHex(sealed) && salt === undefined && text === undefined;
}

function isHex(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{2})*$/.test(value);
}

/** The version stands before the id because an id may hold any character. */
function recordKey(patient: string, record: string, version: number): string {
  return `record/${patient}/${version}/${record}`;
}
