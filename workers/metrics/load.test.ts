import { describe, expect, it } from 'vitest';
import { consensusProposed, consensusRoundChanged } from '../consensus/entries.ts';
import { NONE, Trace } from '../kernel/trace.ts';
import { blockAppended } from '../ledger/entries.ts';
import { loadFinal, loadRefused, loadSubmitted, nodeCrashed } from '../world/entries.ts';
import { decisionsIn } from './decisions.ts';
import { loadRow, perSecond, sentIn } from './load.ts';
import { metricsOf } from './metrics.ts';
import { longestDowntime, recoveriesIn } from './recovery.ts';

const SECOND = 1_000_000;

const block = (height: number, hash = `h${height}`) => ({
  height, hash, parent: '', proposer: 'x', stateDigest: '', transactions: 1, round: 0,
});

/** Five sent at 0, 1, 2, 3, 4 s: final at 1, 3 and 7 s, refused at 3 s, and one still waiting. */
function story(): Trace {
  const trace = new Trace({ keepMessages: false });
  const at = (second: number, body: () => [Parameters<Trace['record']>[0], object]): void => {
    const [kind, values] = body();
    trace.record(kind, second * SECOND, 'x', NONE, NONE, values as never);
  };
  at(0, () => [loadSubmitted, { load: 1, number: 1 }]);
  at(0.5, () => [consensusProposed, { height: 1, round: 0, digest: 'h1', transactionsBytes: 1 }]);
  at(1, () => [loadSubmitted, { load: 1, number: 2 }]);
  at(1, () => [blockAppended, block(1)]);
  at(1, () => [loadFinal, { load: 1, number: 1, height: 1 }]);
  at(2, () => [loadSubmitted, { load: 1, number: 3 }]);
  at(2.5, () => [nodeCrashed, { lostDisk: 0 }]);
  at(3, () => [loadSubmitted, { load: 1, number: 4 }]);
  at(3, () => [loadRefused, { load: 1, number: 4, why: 'It is full.' }]);
  at(3, () => [blockAppended, block(2)]);
  at(3, () => [loadFinal, { load: 1, number: 2, height: 2 }]);
  at(4, () => [loadSubmitted, { load: 1, number: 5 }]);
  at(7, () => [blockAppended, block(3)]);
  at(7, () => [loadFinal, { load: 1, number: 3, height: 3 }]);
  return trace;
}

describe('a load', () => {
  it('has the columns of Caliper by its formulas', () => {
    expect(loadRow('all', sentIn(story()))).toEqual({
      name: 'all', succ: 3, fail: 2, unfinished: 1,
      // Five in the four seconds from the first to the last that was sent.
      sendRateTps: 5 / 4,
      // 1 s, 2 s and 5 s.
      maxLatencySeconds: 5, minLatencySeconds: 1, avgLatencySeconds: 8 / 3,
      // Four ended, the last of them at 7 s; three of them well.
      throughputTps: 4 / 7, committedTps: 3 / 7,
      // Nearest rank of 1, 2, 5, ∞, ∞.
      latencySecondsP50: 5, latencySecondsP90: null, latencySecondsP95: null, latencySecondsP99: null,
    });
  });

  it('has its throughput in windows of one second', () => {
    expect(perSecond(sentIn(story()))).toEqual([0, 1, 0, 1, 0, 0, 0, 1]);
  });

  it('has nothing to say of nothing', () => {
    expect(loadRow('all', [])).toMatchObject({ succ: 0, fail: 0, sendRateTps: null,
      maxLatencySeconds: null, avgLatencySeconds: null, throughputTps: null, latencySecondsP50: null });
    expect(metricsOf(new Trace({ keepMessages: false }), 1, [])).toMatchObject({
      'load.succeeded': 0, 'load.downtimeSecondsMax': null, 'load.recoverySecondsP100': null });
  });

  it('is served again after a fault when what was sent after it is final', () => {
    const trace = story();
    expect(recoveriesIn(trace, sentIn(trace)).map(({ at, recoveryMicros }) => [at, recoveryMicros]))
      .toEqual([[2.5 * SECOND, null]]);
    trace.record(loadFinal, 8 * SECOND, 'x', NONE, NONE, { load: 1, number: 5, height: 4 });
    expect(recoveriesIn(trace, sentIn(trace))[0]?.recoveryMicros).toBe(5.5 * SECOND);
  });

  it('is down for the longest stretch without a block while something waited', () => {
    const trace = story();
    // From 3 s to 7 s; from 7 s to the end where the run goes on longer.
    expect(longestDowntime(trace, sentIn(trace), 8 * SECOND)).toBe(4 * SECOND);
    expect(longestDowntime(trace, sentIn(trace), 20 * SECOND)).toBe(13 * SECOND);
  });

  it('is never down where nothing waits', () => {
    const trace = new Trace({ keepMessages: false });
    for (const second of [100, 200]) {
      trace.record(loadSubmitted, second * SECOND, 'x', NONE, NONE, { load: 1, number: second });
      trace.record(blockAppended, (second + 1) * SECOND, 'x', NONE, NONE, block(second));
      trace.record(loadFinal, (second + 1) * SECOND, 'x', NONE, NONE,
        { load: 1, number: second, height: second });
    }
    expect(longestDowntime(trace, sentIn(trace), 300 * SECOND)).toBe(SECOND);
  });
});

describe('decisions', () => {
  it('count a block once, a stale one where another took its height, a failed round once', () => {
    const trace = story();
    const propose = (height: number, digest: string): void => {
      trace.record(consensusProposed, 8 * SECOND, 'x', NONE, NONE,
        { height, round: 0, digest, transactionsBytes: 1 });
    };
    propose(1, 'h1');
    propose(2, 'other');
    // Under way still: no block of its height is final.
    propose(4, 'h4');
    for (const who of ['x', 'y']) {
      trace.record(consensusRoundChanged, 9 * SECOND, who, NONE, NONE, { height: 4, round: 1 });
    }
    expect(decisionsIn(trace)).toEqual(
      { leaderChanges: 1, proposed: 3, givenUp: 1, waits: [0.5 * SECOND] });
  });
});
