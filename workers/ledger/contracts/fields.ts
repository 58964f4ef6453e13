import type { Plain } from '../../crypto/canonical.ts';
import { isDigest } from '../../crypto/hash.ts';
import { NAME_LENGTH_MAX } from '../limits.ts';

/**
 * name: a text without '/', which separates the parts of a state key; id: a text that may hold one
 * (FHIR's `Type/id`) and so only ever ends a key; ids: a list of at least one, none twice; names:
 * the same, and it may be empty; any: checked by whoever knows it.
 */
export type FieldKind =
  | 'name' | 'id' | 'ids' | 'names' | 'optional-name' | 'digest' | 'integer' | 'text' | 'any';

const MEANING: Readonly<Record<FieldKind, string>> = {
  name: `a text of 1 to ${NAME_LENGTH_MAX} characters without "/"`,
  id: `a text of 1 to ${NAME_LENGTH_MAX} characters`,
  ids: 'a list of texts, at least one and none twice',
  names: 'a list of texts, none twice',
  'optional-name': `a text of at most ${NAME_LENGTH_MAX} characters without "/"`,
  digest: 'a SHA-256 in 64 lower-case hexadecimal digits',
  integer: 'a whole number that is not negative',
  text: `a text of at most ${NAME_LENGTH_MAX} characters`,
  any: 'a value',
};

/**
 * Why a body does not have exactly these fields, or null. Types cannot promise it: a dishonest
 * sender's body is whatever it likes.
 */
export function fieldProblem(
  call: string,
  body: Plain,
  fields: Readonly<Record<string, FieldKind>>,
): string | null {
  if (!isObject(body)) return `${call} needs a body with named fields.`;
  for (const name of Object.keys(fields)) {
    const kind = fields[name];
    const value = body[name];
    if (kind === undefined) continue;
    if (value === undefined) return `${call} needs ${name}: ${MEANING[kind]}.`;
    if (!isA(kind, value)) return `${call} needs ${name} to be ${MEANING[kind]}.`;
  }
  const extra = Object.keys(body).find((name) => !Object.hasOwn(fields, name));
  return extra === undefined ? null : `${call} has no field ${extra}.`;
}

function isA(kind: FieldKind, value: Plain): boolean {
  switch (kind) {
    case 'name':
      return isText(value) && value.length > 0 && !value.includes('/');
    case 'optional-name':
      return isText(value) && !value.includes('/');
    case 'id':
      return isText(value) && value.length > 0;
    case 'text':
      return isText(value);
    case 'ids':
      return isListOfTexts(value) && value.length > 0;
    case 'names':
      return isListOfTexts(value);
    case 'digest':
      return isDigest(value);
    case 'integer':
      return Number.isSafeInteger(value) && (value as number) >= 0;
    case 'any':
      return true;
  }
}

function isListOfTexts(value: Plain): value is readonly string[] {
  return Array.isArray(value) && new Set(value).size === value.length
    && value.every((item: Plain) => isText(item) && item.length > 0);
}

function isText(value: Plain): value is string {
  return typeof value === 'string' && value.length <= NAME_LENGTH_MAX;
}

function isObject(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    && !(value instanceof Uint8Array);
}
