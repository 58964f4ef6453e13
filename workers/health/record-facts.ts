import { fromUtf8 } from '../crypto/utf8.ts';
import { child, items, stringOf, type JsonNode } from './json.ts';
import { readStrictly } from './json-strict.ts';
import type { FhirRecord } from './bundle.ts';

/** By what a record is recognised when another place tells the same thing. */
export interface RecordFacts {
  /** Business identifiers, `system|value`; FHIR's `id` is the server's own and says nothing. */
  readonly identifiers: readonly string[];
  /** Codes of what it is about, `system|code`. */
  readonly codes: readonly string[];
  /** The same in words, in lower case; '' where there are none. */
  readonly text: string;
  /** The day it is dated, YYYY-MM-DD; null where it is not dated to the day. */
  readonly day: string | null;
}

/** Read once for each record: a record's bytes never change. */
export function factsOf(record: FhirRecord): RecordFacts {
  let facts = FACTS.get(record.bytes);
  if (facts === undefined) {
    facts = readFacts(record);
    FACTS.set(record.bytes, facts);
  }
  return facts;
}

const FACTS = new WeakMap<Uint8Array, RecordFacts>();

function readFacts({ bytes, date }: FhirRecord): RecordFacts {
  const reading = readStrictly(fromUtf8(bytes) ?? '');
  const day = /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0] ?? null;
  if (!reading.ok) return { identifiers: [], codes: [], text: '', day };
  const { root } = reading;
  const concept = CONCEPTS.map((name) => child(root, name)).find((node) => node !== undefined);
  const codings = items(child(concept, 'coding'));
  return {
    identifiers: listed(child(root, 'identifier')).flatMap((node) => pair(node, 'value')),
    codes: codings.flatMap((node) => pair(node, 'code')),
    text: (stringOf(child(concept, 'text')) ?? stringOf(child(codings[0], 'display')) ?? '')
      .toLowerCase(),
    day,
  };
}

const CONCEPTS = ['code', 'medicationCodeableConcept', 'vaccineCode'];

function listed(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.type === 'array' ? items(node) : node === undefined ? [] : [node];
}

function pair(node: JsonNode, name: string): string[] {
  const value = stringOf(child(node, name));
  return value === null ? [] : [`${stringOf(child(node, 'system')) ?? ''}|${value}`];
}
