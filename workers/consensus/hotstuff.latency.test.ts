import { describe, expect, it } from 'vitest';
import { hotstuffNetwork } from './testing/hotstuff-network.ts';
import type { HotStuffStyle } from './testing/hotstuff-network.ts';
import { awsMicros, kth, TestDice } from './testing/latency.ts';

const SECOND = 1_000_000;
const EVERYONE = [0, 1, 2, 3];

/** Three rounds trips to the leader, each until n − f have answered, and its last word. */
function predictedBasic(leader: number): number[] {
  const roundTrip = kth(EVERYONE.map((member) => 2 * awsMicros(leader, member)), 3);
  return EVERYONE.map((member) => 3 * roundTrip + awsMicros(leader, member));
}

describe('basic HotStuff', () => {
  it('decides when order statistics predict, to the microsecond', () => {
    // View 1 is the leader's, member 1 in Ireland under rotation.
    const network = hotstuffNetwork({ variant: 'basic', leader: 'rotating' },
      { members: 4, delay: awsMicros });
    network.submit('a', 1);
    network.run(20 * SECOND);
    expect(EVERYONE.map((member) => network.decisionsOf(member)[0]!.at - 2 * SECOND))
      .toEqual(predictedBasic(1));
  });

  it.each([4, 7, 16])('takes 8(n − 1) messages a decision for n = %i', (n) => {
    const network = hotstuffNetwork({ variant: 'basic', leader: 'rotating' }, { members: n });
    network.submit('a', 1);
    network.run(20 * SECOND);
    expect(Object.fromEntries(network.sent)).toEqual({
      prepare: n - 1, 'pre-commit': n - 1, commit: n - 1, decide: n - 1, vote: 3 * (n - 1),
      'new-view': n - 1,
    });
  });
});

/** Views and messages while one block after another is decided, without a pause between them. */
function chained(members: number, blocks: number, delay: () => number): {
  micros: number; views: number; sent: Map<string, number>;
} {
  const style: HotStuffStyle = { variant: 'chained', leader: 'rotating' };
  const network = hotstuffNetwork(style, {
    members, delay, blockIntervalMicros: 1, emptyBlocks: true, requestTimeoutMicros: 3 * SECOND,
  });
  const views = (): number => network.protocol(0).status().round;
  network.run(10_000 * SECOND, () => network.decisionsOf(0).length === 1);
  const [from, at] = [views(), network.now];
  network.sent.clear();
  network.run(10_000 * SECOND, () => network.decisionsOf(0).length === 1 + blocks);
  return { micros: network.now - at, views: views() - from, sent: network.sent };
}

/**
 * A view from order statistics alone: from one proposal to the next, when the next leader has heard
 * it and has n − f votes: its own then, the proposer's after one delay, the others' after two.
 */
function meanView(members: number, draws: number, delay: () => number): number {
  let sum = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const heard = delay();
    const votes = [heard, delay()];
    for (let other = 2; other < members; other += 1) votes.push(delay() + delay());
    sum += Math.max(heard, kth(votes, members - Math.floor((members - 1) / 3)));
  }
  return sum / draws;
}

describe('chained HotStuff', () => {
  it.each([[4, 150], [16, 40]])(
    'of n = %i, in %i blocks under N(250, 50) ms, has views as long as order statistics say',
    (members, blocks) => {
      const [played, predicting] = [new TestDice(members), new TestDice(members + 1)];
      const micros = (dice: TestDice): number =>
        Math.max(0, Math.round(250_000 + 50_000 * dice.normal()));
      const { micros: took, views } = chained(members, blocks, () => micros(played));
      const predicted = meanView(members, 20_000, () => micros(predicting));
      expect(Math.abs(took / views / predicted - 1)).toBeLessThan(0.02);
    });

  it.each([4, 7, 16])('takes 2(n − 1) messages a view for n = %i', (n) => {
    const { views, sent } = chained(n, 20, () => 10_000);
    expect([...sent.keys()].sort()).toEqual(['generic', 'vote']);
    const all = [...sent.values()].reduce((sum, count) => sum + count, 0);
    // At the ends a view is counted by what of it falls inside.
    expect(Math.abs(all / (2 * (n - 1)) - views)).toBeLessThanOrEqual(1);
  });

  it('brings a block to its decision by three dummy nodes, and rests', () => {
    const network = hotstuffNetwork({ variant: 'chained', leader: 'stable' }, { members: 4 });
    network.submit('a', 1);
    network.run(20 * SECOND);
    expect(network.sent.get('generic')).toBe(4 * 3);
    expect(network.decisions).toHaveLength(4);
    const { eventCount } = network;
    network.run(100_000 * SECOND);
    expect(network.eventCount).toBe(eventCount);
  });
});

describe('the pacemaker', () => {
  const STYLES: readonly HotStuffStyle[] = [
    { variant: 'basic', leader: 'rotating' }, { variant: 'basic', leader: 'stable' },
    { variant: 'chained', leader: 'rotating' }, { variant: 'chained', leader: 'stable' },
  ];

  it.each(STYLES)('survives timeouts far below the round trip: $variant, $leader', (style) => {
    const dice = new TestDice(3);
    const network = hotstuffNetwork(style, {
      members: 16, requestTimeoutMicros: SECOND / 5,
      delay: () => Math.max(0, Math.round(500_000 + 100_000 * dice.normal())),
    });
    for (let block = 0; block < 5; block += 1) network.submit(`t${block}`, block * 60 * SECOND);
    network.run(1000 * SECOND);
    for (let member = 0; member < 16; member += 1) {
      expect(network.application(member).decidedTransactions.size).toBe(5);
    }
  });

  it('cannot help four members with one down, chained and rotating: the documented loss', () => {
    const network = hotstuffNetwork({ variant: 'chained', leader: 'rotating' }, { members: 4 });
    network.crash(3);
    network.submit('a', 1);
    network.run(5000 * SECOND);
    expect(network.decisions).toEqual([]);
    network.restart(3);
    network.run(20_000 * SECOND);
    expect(network.application(0).decidedTransactions.has('a')).toBe(true);
  });

  it.each(STYLES.filter(({ variant, leader }) => variant === 'basic' || leader === 'stable'))(
    'helps them in every other style: $variant, $leader', (style) => {
      const network = hotstuffNetwork(style, { members: 4 });
      network.crash(style.leader === 'stable' ? 0 : 1);
      network.submit('a', 1);
      network.run(100 * SECOND);
      expect(network.application(2).decidedTransactions.has('a')).toBe(true);
    });
});
