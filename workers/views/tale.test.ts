import { describe, expect, it } from 'vitest';
import { accessShown, grantInForce, leakHappened } from '../access/entries.ts';
import { needBegan, needMet } from '../health/entries.ts';
import { NONE, Trace } from '../kernel/trace.ts';
import type { EntryKind, Values } from '../kernel/trace.ts';
import { blockAppended } from '../ledger/entries.ts';
import { netCut } from '../net/entries.ts';
import { storyAct } from '../world/entries.ts';
import { taleOf } from './tale.ts';

const SCRIPT = { story: [{ line: 9, text: 'day 1 00:00 porter sits down at ward-3' }], conditionals: [], reactions: [] };
const SECOND = 1_000_000;

class Told {
  readonly trace = new Trace({ keepMessages: false });

  put<K extends EntryKind>(at: number, kind: K, values: Values<K>, cause: number = NONE): number {
    return this.trace.record(kind, at, 'someone', cause, NONE, values);
  }

  get lines(): string[] {
    return taleOf(this.trace, SCRIPT).map(({ sentence }) => sentence);
  }
}

const shown = (section: string, records: number): Values<typeof accessShown> => ({
  request: 'r', person: 'porter', principal: 'dr-rivas', patient: 'ana', section, records,
  enabledBy: NONE });

describe('a run told as a story', () => {
  it('tells sections that come one by one as one reading, and what it took beneath the leak', () => {
    const told = new Told();
    const act = told.put(0, storyAct, { act: 1, text: 'sits' });
    told.put(1, accessShown, shown('allergies', 4), act);
    told.put(900, accessShown, shown('results', 0), act);
    for (const record of ['a', 'b']) {
      told.put(1_000, leakHappened, { kind: 'unauthorised', holder: 'porter', owner: 'dr-rivas',
        record, patient: 'ana', section: 'allergies', enabledBy: NONE }, act);
    }
    const [reads, leak] = taleOf(told.trace, SCRIPT);
    expect(reads?.sentence).toBe('porter reads ana\'s allergies (4 records) and results (nothing on '
      + 'record) in dr-rivas\'s session.');
    expect(leak?.sentence).toMatch(/^2 LEAKS, unauthorised: porter has read 2 records of ana's allergies/);
    expect(leak?.under).toEqual(['It took: line 9, \u201cporter sits down at ward-3\u201d.']);
  });

  it('tells what happens node by node once, with the last to know, and leaves blocks out', () => {
    const told = new Told();
    ['boise', 'tampa', 'reno'].forEach((node, index) => {
      const row = told.put(index * 40_000, blockAppended, {
        height: 3, hash: 'h', parent: 'p', stateDigest: 's', transactions: 1, proposer: 'boise',
        round: 0 });
      told.put(index * 40_000, grantInForce, {
        grant: 'ana-grant-1', node, patient: 'ana', grantee: 'dr-rivas', height: 3, enabledBy: row });
    });
    expect(told.lines).toEqual(['ana-grant-1 is in force at boise, by block 3; of 3 the last to know '
      + 'is reno, 80ms later.']);
  });

  it('says when a need is not met in time, though nothing happens then', () => {
    const told = new Told();
    const need = { need: 'need-1', person: 'dr-rivas', patient: 'ana', sections: 'allergies',
      purpose: 'treatment', withinMicros: 10 * SECOND, endsAt: 100 * SECOND };
    told.put(0, needBegan, need);
    told.put(5 * SECOND, netCut, { a: 'us-west', b: 'us-east' });
    told.put(20 * SECOND, needMet, { need: 'need-1', person: 'dr-rivas', patient: 'ana',
      waitMicros: 20 * SECOND });
    expect(taleOf(told.trace, SCRIPT).map(({ at }) => at / SECOND)).toEqual([0, 5, 10, 20]);
    expect(told.lines[2]).toMatch(/^TOO LATE: dr-rivas has waited 10s for ana's allergies/);
  });

  it('says nothing of the kind of a need that is met in time, or of one that is still open', () => {
    const told = new Told();
    const need = { person: 'dr-rivas', patient: 'ana', sections: 'allergies', purpose: 'treatment',
      withinMicros: 10 * SECOND, endsAt: 100 * SECOND };
    told.put(0, needBegan, { ...need, need: 'need-1' });
    told.put(1, needBegan, { ...need, need: 'need-2' });
    told.put(SECOND, needMet, { need: 'need-1', person: 'dr-rivas', patient: 'ana', waitMicros: 1 });
    expect(told.lines.some((line) => line.startsWith('TOO LATE'))).toBe(false);
  });
});
