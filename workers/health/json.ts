/** A place in a JSON document's tree, with the span of text it was written in. */
export interface JsonNode {
  readonly type: 'object' | 'array' | 'property' | 'string' | 'number' | 'boolean' | 'null';
  /** In UTF-16 code units. */
  readonly offset: number;
  readonly length: number;
  /** Of a string, number, boolean or null. */
  readonly value?: string | number | boolean | null;
  /** Of a list its items, of an object its properties, of a property its key and value. */
  readonly children?: readonly JsonNode[];
}

/** Steps from the root: property names and array indices. */
export type JsonPath = readonly (string | number)[];

export interface JsonFault {
  /** In UTF-16 code units. */
  readonly offset: number;
  readonly path: JsonPath;
  readonly sentence: string;
}

export type JsonReading =
  | { readonly ok: true; readonly root: JsonNode }
  | { readonly ok: false; readonly fault: JsonFault };

/** How a text is read; what is wrong with one is said by some more exactly than by others. */
export type ReadJson = (text: string) => JsonReading;

/** FHIR nests under 20 deep; readers recurse, and 100,000 brackets must not end the tab. */
export const JSON_DEPTH_MAX = 200;

/** The value at a path below a node, or undefined. */
export function child(node: JsonNode | undefined, ...path: JsonPath): JsonNode | undefined {
  let current = node;
  for (const step of path) {
    if (current === undefined) return undefined;
    current = typeof step === 'number'
      ? (current.type === 'array' ? current.children?.[step] : undefined)
      : property(current, step)?.children?.[1];
  }
  return current;
}

/** The property itself: its key is child 0, its value child 1. */
export function property(node: JsonNode, name: string): JsonNode | undefined {
  if (node.type !== 'object') return undefined;
  return node.children?.find((candidate) => candidate.children?.[0]?.value === name);
}

export function items(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

/** The decoded text of a string, or null for anything else, the empty string included. */
export function stringOf(node: JsonNode | undefined): string | null {
  const value: unknown = node?.value;
  return node?.type === 'string' && typeof value === 'string' && value !== '' ? value : null;
}

/** A number as it was written: 1.0 and 1 are different measurements. */
export function numberAsWritten(text: string, node: JsonNode | undefined): string | null {
  return node?.type === 'number' ? text.slice(node.offset, node.offset + node.length) : null;
}

/** As FHIRPath writes it: entry[3].resource.id; the root is nothing. */
export function writePath(path: JsonPath): string {
  let written = '';
  for (const step of path) {
    if (typeof step === 'number') written += `[${step}]`;
    else written += written === '' ? step : `.${step}`;
  }
  return written;
}
