import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../contract.ts';
import { NONE, Trace } from '../kernel/trace.ts';
import { netCut, netHealed } from '../net/entries.ts';
import { marksOf, withVerdicts } from './marks.ts';

const check = (at: number | null): CheckResult =>
  ({
    text: 'every node agrees', line: 9, verdict: at === null ? 'undecided' : 'holds', at,
    sentence: 'They do.', then: 'They do.', onPurpose: null,
  });

describe('the marks of a run', () => {
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
