import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordFrom } from './record-from.ts';
import type { FhirRecord } from './bundle.ts';
import { duplicatesOf, LIKENESSES } from './duplicates.ts';
import type { Comparable, Duplicate } from './duplicates.ts';
import { factsOf } from './record-facts.ts';
import { assembleSnapshot } from './snapshot.ts';
import type { SnapshotInput } from './snapshot.ts';

function allergy(id: string, more: object): FhirRecord {
  return recordFrom(id, new TextEncoder().encode(JSON.stringify({
    resourceType: 'AllergyIntolerance', id: 'a', ...more })));
}

const penicillin = { code: { coding: [{ system: 's', code: '91936005' }], text: 'Penicillin' } };
const boise = allergy('AllergyIntolerance/a', { ...penicillin, recordedDate: '2020-05-01',
  recorder: { display: 'Dr Chen' } });
const lisboa = allergy('lisboa/AllergyIntolerance/b', { ...penicillin, recordedDate: '2020-05-01' });

function input(more: Partial<SnapshotInput>): SnapshotInput {
  const contents = new Map([boise, lisboa].map((record) => [record.id, record]));
  return {
    person: 'dr-rivas', patient: 'ana', at: 5, asked: ['allergies'], shown: [], refused: [], keptBack: [],
    listed: [], versions: [], erased: new Set(), silent: new Map(), abroad: new Map(), contents,
    ...more,
  };
}

const part = (custodian: string, ...names: string[]): SnapshotInput['shown'][number] =>
  ({ section: 'allergies', custodian, names });

describe('a snapshot', () => {
  it('says of each record where it comes from, and who recorded it', () => {
    const { sections } = assembleSnapshot(input({
      shown: [part('boise', boise.id)],
      versions: [{ record: boise.id, version: 1, custodian: 'boise', height: 3 }],
    }));
    expect(sections[0]?.items).toEqual([{
      display: 'Penicillin', date: '2020-05-01', resourceType: 'AllergyIntolerance',
      record: boise.id, version: 1, custodian: 'boise', height: 3,
      recordedBy: 'recorder Dr Chen', marks: [],
    }]);
  });

  it('marks what a newer version has overtaken', () => {
    const { sections, sentence } = assembleSnapshot(input({
      shown: [part('boise', boise.id)],
      versions: [1, 2].map((version) =>
        ({ record: boise.id, version, custodian: 'boise', height: 3 * version })),
    }));
    expect(sections[0]?.items[0]?.marks).toEqual([{ kind: 'stale',
      sentence: 'This is version 1; version 2 is final at boise since block 6.' }]);
    expect(sentence).toBe('Of ana\'s chart dr-rivas has 1 record from 1 custodian: 1 stale.');
  });

  it('says of what is not there apart from what is', () => {
    const { sentence } = assembleSnapshot(input({
      shown: [part('boise', boise.id)], listed: [part('boise', boise.id), part('reno', 'x')],
    }));
    expect(sentence).toBe('Of ana\'s chart dr-rivas has 1 record from 1 custodian. Missing: records that reno keeps.');
  });

  it('marks a copy whose origin says something else by now, and not one that says the same', () => {
    const copy = { ...boise, id: `tampa/copy/${boise.id}` };
    const newer = allergy(boise.id, { code: { text: 'Penicillin V' } });
    const of = (changed: boolean): string[] => assembleSnapshot(input({
      shown: [part('tampa', copy.id)],
      versions: [
        { record: copy.id, version: 1, custodian: 'tampa', height: 0 },
        ...[1, ...changed ? [2] : []].map((version) =>
          ({ record: boise.id, version, custodian: 'boise', height: version })),
      ],
      contents: new Map([[copy.id, copy], [boise.id, boise],
        [`${boise.id}/_history/2`, newer]]),
    })).sections[0]?.items[0]?.marks.map(({ kind }) => kind) ?? [];
    expect(of(false)).toEqual([]);
    expect(of(true)).toEqual(['stale']);
  });

  it('tells what is missing from what is withheld, each with its reason', () => {
    const { sections } = assembleSnapshot(input({
      listed: ['boise', 'lisboa', 'tampa', 'reno'].map((custodian) =>
        ({ section: 'allergies', custodian })),
      shown: [part('boise', boise.id)],
      refused: [{ section: 'allergies', custodian: 'tampa', reason: 'No grant.' }],
      keptBack: [{ section: 'allergies', custodian: 'boise', records: 2, told: false }],
      silent: new Map([['lisboa', 'is down']]),
    }));
    expect(sections[0]?.gaps).toEqual([
      { kind: 'missing', custodian: 'lisboa', sentence: 'lisboa keeps some of it and is down.' },
      { kind: 'missing', custodian: 'reno',
        sentence: 'reno keeps some of it and has not answered.' },
      { kind: 'withheld', custodian: 'tampa', sentence: 'tampa withholds it: No grant.' },
      { kind: 'withheld', custodian: 'boise',
        sentence: 'boise keeps 2 records of it back by the patient\'s wish, and does not say so.' },
    ]);
  });

  it('says how two records are known to be the same, what was erased, and what is foreign', () => {
    const { sections } = assembleSnapshot(input({
      shown: [part('boise', boise.id), part('lisboa', lisboa.id)],
      erased: new Set([boise.id]), abroad: new Map([['lisboa', 'eu-west']]),
    }));
    expect(sections[0]?.items.map(({ marks }) => marks.map(({ kind }) => kind)))
      .toEqual([['erased', 'duplicated'], ['duplicated', 'untranslated']]);
    expect(sections[0]?.items[1]?.marks[0]?.sentence)
      .toBe(`Also at boise, as ${boise.id}: the same code on the same day.`);
  });
});

describe('duplicates', () => {
  const name = fc.constantFrom('x', 'y', 'z');
  const item: fc.Arbitrary<Comparable> = fc.record({
    custodian: fc.constantFrom('boise', 'tampa', 'lisboa'),
    resourceType: fc.constantFrom('Condition', 'Observation'),
    section: fc.constantFrom('conditions', 'results'), origin: fc.string({ maxLength: 2 }),
    facts: fc.record({
      identifiers: fc.uniqueArray(name, { maxLength: 2 }),
      codes: fc.uniqueArray(name, { maxLength: 2 }),
      text: fc.constantFrom('', 'x', 'y'), day: fc.constantFrom(null, '2020-01-01', '2020-01-02'),
    }),
  });

  it('are those that a look at every pair finds', () => {
    fc.assert(fc.property(fc.array(item, { maxLength: 12 }), (items) => {
      expect(duplicatesOf(items)).toEqual(everyPair(items));
    }));
  });

  it('are mutual, and never at one custodian', () => {
    fc.assert(fc.property(fc.array(item, { maxLength: 12 }), (items) => {
      const found = duplicatesOf(items);
      found.forEach((others, index) => {
        for (const { other, by } of others) {
          expect(found[other]).toContainEqual({ other: index, by });
          expect(items[other]?.custodian).not.toBe(items[index]?.custodian);
        }
      });
    }));
  });

  it('are not found by an id that a server gave', () => {
    const other = allergy('lisboa/AllergyIntolerance/a', {});
    expect(factsOf(other)).toEqual({ identifiers: [], codes: [], text: '', day: null });
  });
});

/** The dumb twin: each likeness in words, tried on each pair. */
function everyPair(items: readonly Comparable[]): Duplicate[][] {
  return items.map((one, index) => items.flatMap((two, other): Duplicate[] => {
    if (one.custodian === two.custodian || index === other) return [];
    const shares = (a: readonly string[], b: readonly string[]): boolean =>
      a.some((each) => b.includes(each));
    const sameDay = one.section === two.section && one.facts.day !== null
      && one.facts.day === two.facts.day;
    const alike = {
      copy: one.origin === two.origin,
      identifier: one.resourceType === two.resourceType
        && shares(one.facts.identifiers, two.facts.identifiers),
      'code-and-day': sameDay && shares(one.facts.codes, two.facts.codes),
      'words-and-day': sameDay && one.facts.text !== '' && one.facts.text === two.facts.text,
    };
    const by = LIKENESSES.find((likeness) => alike[likeness]);
    return by === undefined ? [] : [{ other, by }];
  }));
}
