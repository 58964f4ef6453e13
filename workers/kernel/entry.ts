import { assert } from './assert.ts';
import { ENTRY_FIELDS_MAX } from './limits.ts';

/** 'integer': a safe integer, 53 bits. 'text': any string, stored once however often it comes. */
export type FieldType = 'integer' | 'text';
export type Fields = Readonly<Record<string, FieldType>>;

/** One kind of trace entry: a folder declares its own in its `entries.ts`. */
export interface EntryKind<F extends Fields = Fields> {
  readonly name: string;
  readonly fields: F;
  /** In the order declared, which is the order they are hashed in. */
  readonly fieldNames: readonly string[];
}

type ValueOf<T> = T extends 'integer' ? number : string;

/** The values that an entry of this kind carries. */
export type Values<K> =
  K extends EntryKind<infer F> ? { readonly [P in keyof F]: ValueOf<F[P]> } : never;

/** The fields of a kind that hold integers, or text. */
export type FieldsOf<K, T extends FieldType> =
  K extends EntryKind<infer F>
    ? { [P in keyof F & string]: F[P] extends T ? P : never }[keyof F & string]
    : never;

/** `entryKind('net.cut', { a: 'text', b: 'text' })`. */
export function entryKind<const F extends Fields>(name: string, fields: F): EntryKind<F> {
  const fieldNames = Object.keys(fields);
  assert(/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)+$/.test(name), 'A kind is named folder.happened.');
  assert(fieldNames.length <= ENTRY_FIELDS_MAX, 'An entry has at most eight fields.');
  for (const field of fieldNames) {
    // Names like '0' would be reordered by the engine, and the order is hashed.
    assert(/^[a-z][A-Za-z0-9]*$/.test(field), 'A field has a name in camel case.');
  }
  return Object.freeze({ name, fields: Object.freeze({ ...fields }), fieldNames });
}
