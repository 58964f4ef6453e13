import { fromUtf8 } from '../crypto/utf8.ts';
import { CONFIDENTIALITY_SYSTEM, SENSITIVITY_SYSTEM } from '../grants/labels.ts';
import { SENSITIVE_CODES } from './sensitive-codes.ts';

/**
 * The security labels of a record, sorted. Those that the record bears itself (meta.security, codes
 * of v3-ActCode and v3-Confidentiality) are taken as they stand. A record without any is labelled
 * from the codes in it, and then as restricted (R): what FHIR's community calls a security labelling
 * service, and here an approximation (sensitive-codes.ts, docs/CONSENT.md).
 */
export function labelsOf(bytes: Uint8Array): readonly string[] {
  let labels = KNOWN.get(bytes);
  if (labels === undefined) {
    labels = readLabels(JSON.parse(fromUtf8(bytes) ?? 'null') as unknown);
    KNOWN.set(bytes, labels);
  }
  return labels;
}

/** A record's bytes never change, and are asked about at every decision. */
const KNOWN = new WeakMap<Uint8Array, readonly string[]>();

function readLabels(resource: unknown): readonly string[] {
  const borne = new Set<string>();
  const meta = isObject(resource) && isObject(resource['meta']) ? resource['meta'] : {};
  eachCoding(meta['security'], (system, code) => {
    if (system === SENSITIVITY_SYSTEM || system === CONFIDENTIALITY_SYSTEM) borne.add(code);
  });
  if (borne.size > 0) return sorted(borne);
  const derived = new Set<string>();
  eachCoding(resource, (system, code) => {
    for (const label of SENSITIVE_CODES.get(`${system}|${code}`) ?? []) derived.add(label);
  });
  if (derived.size > 0) derived.add('R');
  return sorted(derived);
}

/** Every { system, code } below a value, wherever it stands. */
function eachCoding(value: unknown, take: (system: string, code: string) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) eachCoding(item, take);
  } else if (isObject(value)) {
    const { system, code } = value;
    if (typeof system === 'string' && typeof code === 'string') take(system, code);
    for (const part of Object.values(value)) eachCoding(part, take);
  }
}

function sorted(labels: ReadonlySet<string>): readonly string[] {
  return Object.freeze([...labels].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
