import { canonicalText } from '../crypto/canonical.ts';
import type { JsonNode } from './json.ts';
import { readStrictly } from './json-strict.ts';

/**
 * An object's properties in their order, each with its value exactly as it was written, so that a
 * resource can be changed in one place and stay as it is in all others: 1.0 stays 1.0.
 */
export type FieldTexts = Map<string, string>;

/** Null where the text is no JSON object. */
export function fieldTexts(text: string): FieldTexts | null {
  const reading = readStrictly(text);
  if (!reading.ok || reading.root.type !== 'object') return null;
  return new Map((reading.root.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key === undefined || value === undefined ? []
      : [[String(key.value), sourceOf(text, value)] as const];
  }));
}

export function objectText(fields: FieldTexts): string {
  return `{${[...fields].map(([name, value]) => `${canonicalText(name)}:${value}`).join(',')}}`;
}

/** One more item at the end of a list; a list of one where there was none. */
export function appended(list: string | undefined, item: string): string {
  if (list === undefined) return `[${item}]`;
  const reading = readStrictly(list);
  if (!reading.ok || reading.root.type !== 'array') return `[${item}]`;
  const items = (reading.root.children ?? []).map((node) => sourceOf(list, node));
  return `[${[...items, item].join(',')}]`;
}

/** The value of a list's or object's place, as it was written. */
export function sourceOf(text: string, node: JsonNode): string {
  return text.slice(node.offset, node.offset + node.length);
}
