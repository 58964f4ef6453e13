import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grantEnded, grantSubmitted } from '../access/entries.ts';
import type { EventQuery } from '../contract.ts';
import { NONE, Trace } from '../kernel/trace.ts';
import { netCut } from '../net/entries.ts';
import { EventTable } from './event-table.ts';
import { sentenceOf } from './sentence.ts';

const ALL: EventQuery = {
  atMicros: Infinity, show: 'all', text: '', sort: 'at', descending: false, from: 0, count: 50,
};

function trace(): Trace {
  const made = new Trace({ keepMessages: false });
  made.record(netCut, 10, 'network', NONE, NONE, { a: 'us-west', b: 'us-east' });
  for (const [at, patient] of [[20, 'ben'], [20, 'ana'], [30, 'cy']] as const) {
    made.record(grantSubmitted, at, patient, NONE, NONE, {
      grant: `${patient}-1`, patient, type: 'permit', grantee: 'dr-rivas', sections: 'allergies',
      endsAt: 99, words: `Permits dr-rivas to read ${patient}\u2019s allergies.`, transaction: '00',
    });
  }
  made.record(grantEnded, 40, 'boise-clinic', NONE, NONE, { grant: 'ana-1', node: 'boise-clinic', how: 'revoked' });
  return made;
}

const rows = (query: Partial<EventQuery>): number[] =>
  new EventTable(trace()).page({ ...ALL, ...query }).events.map(({ row }) => row);

describe('the table of events', () => {
  it('holds what has happened by the moment and nothing later', () => {
    expect(rows({ atMicros: 9 })).toEqual([]);
    expect(rows({ atMicros: 20 })).toEqual([0, 1, 2]);
    expect(rows({})).toEqual([0, 1, 2, 3, 4]);
  });

  it('finds rows that have every word, in any order and case', () => {
    expect(rows({ text: 'RIVAS ana' })).toEqual([2]);
    expect(rows({ text: 'nobody' })).toEqual([]);
  });

  it('shows one family, and counts them all', () => {
    expect(rows({ show: 'grant' })).toEqual([1, 2, 3, 4]);
    expect(new EventTable(trace()).page({ ...ALL, show: 'net' }).families).toEqual([['grant', 4], ['net', 1]]);
  });

  it('sorts by who, and among equals by what came first', () => {
    expect(rows({ sort: 'entity' })).toEqual([2, 1, 4, 3, 0]);
    expect(rows({ sort: 'kind', descending: true })).toEqual([0, 3, 2, 1, 4]);
  });

  it('gives the last page where a later one is asked for', () => {
    const page = new EventTable(trace()).page({ ...ALL, from: 70, count: 2 });
    expect([page.total, page.from, page.events.length]).toEqual([5, 4, 1]);
  });

  it('agrees with a twin that filters sentence by sentence', () => {
    const made = trace();
    const table = new EventTable(made);
    fc.assert(fc.property(fc.constantFrom('ana', 'a', 'grant', 'rivas', 'z'), fc.integer({ min: 0, max: 50 }),
      fc.boolean(), (text, atMicros, descending) => {
        const twin = [0, 1, 2, 3, 4].filter((row) => made.at(row) <= atMicros
          && `${sentenceOf(made, row)} ${made.entity(row)} ${made.kind(row).name}`.toLowerCase().includes(text));
        const found = table.page({ ...ALL, text, atMicros, descending }).events.map(({ row }) => row);
        expect(found).toEqual(descending ? twin.reverse() : twin);
      }));
  });
});
