import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RoundChanges } from './round-changes.ts';
import { ROUND_DOUBLINGS_MAX, RoundTimer } from './round-timer.ts';
import { LoneValidator } from './testing/lone-validator.ts';

describe('the ROUND-CHANGEs of a height', () => {
  it('keep the latest of each validator, as a twin that keeps them all finds it', () => {
    const peers = new LoneValidator({ self: 0 });
    const cast = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 9 })), { maxLength: 20 });
    fc.assert(fc.property(cast, fc.nat(9), (messages, round) => {
      const changes = new RoundChanges(4);
      for (const [author, at] of messages) changes.add(author, peers.roundChangeOf(author, at));
      const latest = [0, 1, 2, 3].map((author) => Math.max(0, ...messages
        .filter(([sender]) => sender === author).map(([, at]) => at)));
      const above = latest.filter((at) => at > round);
      expect(changes.countAbove(round)).toBe(above.length);
      expect(changes.lowestAbove(round)).toBe(Math.min(Infinity, ...above));
      expect(changes.at(round).map(({ signed }) => signed.signer)).toEqual(
        latest.flatMap((at, author) => (at === round && at > 0 ? [`validator-${author}`] : [])));
      changes.clear();
      expect(changes.countAbove(0)).toBe(0);
    }), { seed: 2002_03613 });
  });

  it('do not take an older or the same round again', () => {
    const peers = new LoneValidator({ self: 0 });
    const changes = new RoundChanges(4);
    expect(changes.add(1, peers.roundChangeOf(1, 2))).toBe(true);
    expect(changes.add(1, peers.roundChangeOf(1, 2))).toBe(false);
    expect(changes.add(1, peers.roundChangeOf(1, 1))).toBe(false);
    expect(changes.add(1, peers.roundChangeOf(1, 3))).toBe(true);
  });
});

describe('the round timer', () => {
  it('doubles with each round, up to a bound that keeps it a safe number of microseconds', () => {
    const timer = new RoundTimer(4_000_000, { setTimer: () => 0, cancelTimer: () => 0 });
    expect([0, 1, 2, 10].map((round) => timer.timeout(round) / 4_000_000)).toEqual([1, 2, 4, 1024]);
    expect(timer.timeout(1000)).toBe(timer.timeout(ROUND_DOUBLINGS_MAX));
    expect(Number.isSafeInteger(timer.timeout(1000))).toBe(true);
  });

  it('is cancelled only while it runs', () => {
    const calls: string[] = [];
    const timer = new RoundTimer(5, {
      setTimer: (name, at) => void calls.push(`${name}@${at}`),
      cancelTimer: (name) => void calls.push(`cancel ${name}`),
    });
    timer.stop();
    timer.start(1, 100);
    expect(timer.isRunning).toBe(true);
    timer.stop();
    timer.stop();
    expect(calls).toEqual(['round@110', 'cancel round']);
    expect(timer.isRunning).toBe(false);
  });
});
