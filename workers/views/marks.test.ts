import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../contract.ts';
import { leakHappened } from '../access/entries.ts';
import { NONE, Trace } from '../kernel/trace.ts';
import { netCut, netHealed } from '../net/entries.ts';
import { marksOf, withVerdicts } from './marks.ts';

const check = (at: number | null): CheckResult =>
  ({
    text: 'every node agrees', line: 9, verdict: at === null ? 'undecided' : 'holds', at,
    sentence: 'They do.', then: 'They do.', onPurpose: null,
  });

describe('the marks of a run', () => {
  it('are one for a reading whose records arrive one after another, and another for the next', () => {
    const trace = new Trace({ keepMessages: false });
    const leak = (at: number, holder: string): void => {
      trace.record(leakHappened, at, holder, NONE, NONE, {
        kind: 'unauthorised', holder, owner: 'dr-rivas', record: `R/${at}`, patient: 'ana', section: 'allergies', enabledBy: NONE,
      });
    };
    leak(10, 'porter');
    trace.record(netCut, 20, 'network', NONE, NONE, { a: 'us-west', b: 'us-east' });
    leak(44_000, 'porter');
    leak(45_000, 'ellis');
    leak(46_000, 'porter');
    leak(9_000_000, 'porter');
    expect(marksOf(trace).map(({ at, kind, count }) => [at, kind, count])).toEqual([
      [10, 'leak', 3], [20, 'link', 1], [45_000, 'leak', 1], [9_000_000, 'leak', 1],
    ]);
  });

  it('have verdicts among them, after what happened at the same moment, and none undecided', () => {
    const trace = new Trace({ keepMessages: false });
    trace.record(netCut, 10, 'network', NONE, NONE, { a: 'us-west', b: 'us-east' });
    trace.record(netHealed, 20, 'network', NONE, NONE, { a: 'us-west', b: 'us-east' });
    const marks = withVerdicts(trace, marksOf(trace), [check(20), check(null), check(15), check(5)]);
    expect(marks.map(({ at, kind, row }) => [at, kind, row])).toEqual([
      [5, 'verdict', 0], [10, 'link', 0], [15, 'verdict', 0], [20, 'link', 1], [20, 'verdict', 1],
    ]);
  });
});
