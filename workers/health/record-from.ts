import { fromUtf8 } from '../crypto/utf8.ts';
import { assert } from '../kernel/assert.ts';
import type { FhirRecord } from './bundle.ts';
import { dateOf, displayOf } from './display.ts';
import { child, items, stringOf, type JsonNode } from './json.ts';
import { readStrictly } from './json-strict.ts';
import { recordedBy } from './recorded-by.ts';
import { sectionOf } from './sections.ts';

/** A record of one resource that stands by itself, such as one just written; id is its name. */
export function recordFrom(id: string, bytes: Uint8Array): FhirRecord {
  const text = fromUtf8(bytes) ?? '';
  const reading = readStrictly(text);
  assert(reading.ok, 'a record is the JSON of a resource');
  const { root } = reading;
  const resourceType = stringOf(child(root, 'resourceType')) ?? '';
  const section = sectionOf(resourceType, categoriesOf(root));
  assert(section !== null, 'a record belongs to a patient');
  return {
    id, resourceType, section, bytes,
    display: displayOf(text, root, resourceType, () => undefined), date: dateOf(root),
    recordedBy: recordedBy(root, () => undefined),
  };
}

/** The codes of a resource's categories, in their order. */
export function categoriesOf(resource: JsonNode): string[] {
  const categories = child(resource, 'category');
  const list = categories?.type === 'array' ? items(categories) : categories ? [categories] : [];
  return list.flatMap((category) => items(child(category, 'coding')))
    .flatMap((coding) => stringOf(child(coding, 'code')) ?? []);
}
