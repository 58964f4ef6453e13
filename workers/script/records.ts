import { assert } from '../kernel/assert.ts';
import type { RecordsPath } from './names.ts';

/** The patient and sections of a list such as `ana/allergies, ana/medications`. */
export function chartOf(records: readonly RecordsPath[]): { patient: string; sections: string[] } {
  const [first] = records;
  assert(first !== undefined, 'A list in a form holds one item at least.');
  return { patient: first.patient, sections: sectionsOf(records) };
}

export function sectionsOf(records: readonly RecordsPath[]): string[] {
  return records.map((path) => path.section);
}
