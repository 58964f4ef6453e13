import type { RecordFacts } from './record-facts.ts';

/** One item of a snapshot, as far as telling it from another goes. */
export interface Comparable {
  readonly custodian: string;
  readonly resourceType: string;
  readonly section: string;
  /** The record that this one is a copy of, or its own name. */
  readonly origin: string;
  readonly facts: RecordFacts;
}

/** How two items are known to be the same: the surest first. */
export const LIKENESSES = ['copy', 'identifier', 'code-and-day', 'words-and-day'] as const;
export type Likeness = (typeof LIKENESSES)[number];

export interface Duplicate {
  /** Index of the other item. */
  readonly other: number;
  readonly by: Likeness;
}

/**
 * For each item those at other custodians that tell the same: a copy of one record, the same
 * business identifier on the same type of resource, or, in one section on one day, the same code
 * or, last, the same words. In order of place, each by the surest likeness.
 */
export function duplicatesOf(all: readonly Comparable[]): Duplicate[][] {
  const holders = new Map<string, number[]>();
  const keys = all.map(keysOf);
  keys.forEach((own, index) => {
    for (const { key } of own) holders.set(key, [...holders.get(key) ?? [], index]);
  });
  return all.map((item, index) => {
    const found = new Map<number, Likeness>();
    for (const { key, by } of keys[index] ?? []) {
      for (const other of holders.get(key) ?? []) {
        const elsewhere = all[other]?.custodian !== item.custodian;
        if (elsewhere && !found.has(other)) found.set(other, by);
      }
    }
    return [...found].map(([other, by]) => ({ other, by })).sort((a, b) => a.other - b.other);
  });
}

/** In the order of LIKENESSES. */
function keysOf({ origin, resourceType, section, facts }: Comparable): { key: string; by: Likeness }[] {
  const { identifiers, codes, text, day } = facts;
  return [
    { key: `copy ${origin}`, by: 'copy' },
    ...identifiers.map((identifier) =>
      ({ key: `identifier ${resourceType} ${identifier}`, by: 'identifier' as const })),
    ...(day === null ? [] : codes.map((code) =>
      ({ key: `code ${section} ${day} ${code}`, by: 'code-and-day' as const }))),
    ...(day === null || text === '' ? []
      : [{ key: `words ${section} ${day} ${text}`, by: 'words-and-day' as const }]),
  ];
}
