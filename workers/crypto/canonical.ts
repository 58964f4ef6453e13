import { assert, fail } from '../kernel/assert.ts';
import { toHex } from './hash.ts';
import { fromUtf8, utf8 } from './utf8.ts';

export { utf8 } from './utf8.ts';

/** What can be hashed. Declare bodies with `type`, not `interface`, and TypeScript accepts them. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/**
 * The one encoder of everything hashed: the JSON Canonicalization Scheme (RFC 8785) in UTF-8,
 * restricted to safe integers (no two engines need agree how to print a float), with byte arrays as
 * lower-case hex text. Throws on anything else (a float, undefined, a lone surrogate).
 */
export function canonical(value: Plain): Uint8Array {
  return utf8(canonicalText(value));
}

export function canonicalText(value: Plain): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      assert(Number.isSafeInteger(value), 'a hashed number is a safe integer');
      return String(value);
    case 'string':
      return quote(value);
    case 'object':
      return composite(value);
    default:
      return fail(`a ${typeof value} cannot be hashed`);
  }
}

/**
 * The value of canonical bytes, or null when these bytes are not exactly what `canonical` writes
 * for any value. Re-encoding is the test: then one value has one spelling, and a changed byte
 * either breaks the spelling or changes the value.
 */
export function parseCanonical(bytes: Uint8Array): Plain | null {
  const text = fromUtf8(bytes);
  if (text === null) return null;
  const value = parseJson(text);
  if (value === undefined || !isPlain(value)) return null;
  return canonicalText(value) === text ? value : null;
}

type Composite = Uint8Array | readonly Plain[] | { readonly [key: string]: Plain };

function composite(value: Composite): string {
  if (value instanceof Uint8Array) return `"${toHex(value)}"`;
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
  assert(Object.getPrototypeOf(value) === Object.prototype, 'a hashed object is plain data');
  // RFC 8785 §3.2.3: property names sort by UTF-16 code units, which is what < compares.
  const names = Object.keys(value);
  if (!isAscending(names)) names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  let text = '{';
  for (const name of names) {
    const member = value[name];
    if (member === undefined) fail(`a hashed object has no undefined member, and ${name} is one`);
    text += `${text.length > 1 ? ',' : ''}${quote(name)}:${canonicalText(member)}`;
  }
  return `${text}}`;
}

function isAscending(names: readonly string[]): boolean {
  for (let at = 1; at < names.length; at += 1) {
    if ((names[at - 1] ?? '') >= (names[at] ?? '')) return false;
  }
  return true;
}

function isList(value: Composite): value is readonly Plain[] {
  return Array.isArray(value);
}

// eslint-disable-next-line no-control-regex -- RFC 8785 §3.2.2.2 is about control characters.
const NEEDS_ESCAPE = /[\u0000-\u001f"\\]/;
// eslint-disable-next-line no-control-regex -- as above.
const ESCAPED = /[\u0000-\u001f"\\]/g;

function quote(text: string): string {
  return NEEDS_ESCAPE.test(text) ? `"${text.replace(ESCAPED, escapeOf)}"` : `"${text}"`;
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'], ['\\', '\\\\'], ['\b', '\\b'], ['\t', '\\t'], ['\n', '\\n'], ['\f', '\\f'],
  ['\r', '\\r'],
]);

function escapeOf(character: string): string {
  const code = character.charCodeAt(0);
  return SHORT_ESCAPES.get(character) ?? `\\u${code.toString(16).padStart(4, '0')}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

// Well-formedness of texts is not asked here: a lone surrogate, written as an escape, is not how
// `quote` writes it, so the comparison of spellings refuses it.
function isPlain(value: unknown): value is Plain {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.every(isPlain);
  return typeof value === 'object' && Object.values(value).every(isPlain);
}
