import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_TIMER, BlockTimer } from './block-timer.ts';

/** Plays a timer against a list of moments at which something becomes pending. */
function play(
  idle: 'closed-form' | 'simulated', interval: number, pendingAt: readonly number[], until: number,
  emptyBlocks = false,
) {
  let due: number | null = null;
  let idleTicks = 0;
  let timersSet = 0;
  let pending = 0;
  const begun: number[] = [];
  const timer = new BlockTimer({ blockIntervalMicros: interval, emptyBlocks, idle }, {
    setTimer: (name, at) => {
      expect(name).toBe(BLOCK_TIMER);
      timersSet += 1;
      due = at;
    },
    cancelTimer: () => {
      due = null;
    },
    count: (_name, n) => {
      idleTicks += n;
    },
  });
  const fireUntil = (moment: number) => {
    while (due !== null && due <= moment) {
      const at = due;
      due = null;
      if (timer.onTick(pending > 0)) {
        begun.push(at);
        pending = 0;
        timer.restart(at, false); // decided at once
      }
    }
  };
  timer.restart(0, false);
  for (const at of pendingAt) {
    fireUntil(at - 1);
    pending += 1;
    timer.onPending(at);
    fireUntil(at);
  }
  fireUntil(until);
  timer.countIdle(until);
  return { begun, idleTicks, timersSet };
}

describe('the block timer', () => {
  it('begins a height at the first tick of the grid after something became pending', () => {
    expect(play('closed-form', 10, [34], 100).begun).toEqual([40]);
    expect(play('closed-form', 10, [3], 100).begun).toEqual([10]);
  });

  it('makes what arrives in the microsecond of a tick wait for the next', () => {
    expect(play('closed-form', 10, [40], 100).begun).toEqual([50]);
    expect(play('simulated', 10, [40], 100).begun).toEqual([50]);
    expect(play('closed-form', 10, [41], 100).begun).toEqual([50]);
    expect(play('closed-form', 10, [39], 100).begun).toEqual([40]);
  });

  it('sets no timer at rest in closed form, and counts the ticks it skips', () => {
    expect(play('closed-form', 10, [], 1000)).toEqual({ begun: [], idleTicks: 100, timersSet: 0 });
    expect(play('closed-form', 10, [34], 34)).toEqual({ begun: [], idleTicks: 3, timersSet: 1 });
  });

  it('begins at every tick when blocks may be empty', () => {
    expect(play('closed-form', 10, [], 45, true).begun).toEqual([10, 20, 30, 40]);
    expect(play('simulated', 10, [20, 21], 45, true).begun).toEqual([10, 20, 30, 40]);
  });

  it('asks for the tick after a decision when something is left pending', () => {
    const set: number[] = [];
    const timer = new BlockTimer(
      { blockIntervalMicros: 10, emptyBlocks: false, idle: 'closed-form' },
      { setTimer: (_, at) => void set.push(at), cancelTimer: () => 0, count: () => 0 },
    );
    timer.restart(7, true);
    expect(set).toEqual([17]);
    expect(timer.onTick(true)).toBe(true);
  });

  it('is not put off by more that becomes pending, nor counts ticks of a height begun', () => {
    const set: number[] = [];
    let idleTicks = 0;
    const timer = new BlockTimer(
      { blockIntervalMicros: 10, emptyBlocks: false, idle: 'closed-form' },
      { setTimer: (_, at) => void set.push(at), cancelTimer: () => 0, count: (_, n) => {
        idleTicks += n;
      } },
    );
    timer.restart(0, false);
    for (const at of [3, 4, 10]) timer.onPending(at);
    expect(set).toEqual([10]);
    expect(timer.onTick(true)).toBe(true);
    timer.countIdle(95);
    expect(idleTicks).toBe(0);
  });

  it('goes back to rest when what was pending is gone at the tick', () => {
    const set: number[] = [];
    const timer = new BlockTimer(
      { blockIntervalMicros: 10, emptyBlocks: false, idle: 'closed-form' },
      { setTimer: (_, at) => void set.push(at), cancelTimer: () => 0, count: () => 0 },
    );
    timer.restart(0, false);
    timer.onPending(3);
    expect(timer.onTick(false)).toBe(false);
    timer.onPending(25);
    expect(set).toEqual([10, 30]);
  });

  it('does the same in closed form as when every tick is simulated', () => {
    const moments = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 12 });
    fc.assert(fc.property(fc.integer({ min: 5, max: 60 }), moments, (interval, unsorted) => {
      const pendingAt = unsorted.sort((a, b) => a - b);
      const closed = play('closed-form', interval, pendingAt, 1000);
      const simulated = play('simulated', interval, pendingAt, 1000);
      expect(closed.begun).toEqual(simulated.begun);
      expect(closed.idleTicks).toBe(simulated.idleTicks);
    }), { seed: 2002_03613, numRuns: 300 });
  });
});
