import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cliqueNetwork } from './testing/clique-network.ts';
import { chainsOf, everyone, partedCases, partedDelay, playParted, probabilistic, split, told as toldOf }
  from './testing/parted-network.ts';
import type { Told } from './testing/parted-network.ts';
import type { ProtocolNetwork } from './testing/test-network.ts';
import type { CliqueMessage } from './clique-messages.ts';
import { hashOf, SECOND } from './testing/troubled-network.ts';

interface Values {
  readonly height: number;
  readonly difficulty: number;
  readonly signer: string;
  readonly depth: number;
  readonly heads: number;
  readonly whose: string;
}

const told = (network: ProtocolNetwork<CliqueMessage>, kind: string): Told<Values>[] => toldOf(network, kind);

describe('with no delay and all signers up', () => {
  it.each([1, 2, 3, 4, 7])('of %i, every block is in turn and the interval is the period', (members) => {
    const network = cliqueNetwork({
      members, delay: () => 0, emptyBlocks: true, blockIntervalMicros: 15 * SECOND,
      invariants: probabilistic(members) });
    network.run(40 * 15 * SECOND);
    const sealed = told(network, 'sealed');
    expect(sealed.map(({ at, member, values }) => [at, member, values.difficulty])).toEqual(
      everyone(40).map((index) => [(index + 1) * 15 * SECOND, (index + 1) % members, 2]));
    expect(network.sent.get('new-block') ?? 0).toBe(40 * (members - 1));
  });

  it('with one of N down, its heights are taken by others, out of turn', () => {
    const network = cliqueNetwork({
      members: 5, delay: () => 10_000, emptyBlocks: true, blockIntervalMicros: 15 * SECOND,
      invariants: probabilistic(5) });
    network.crash(3);
    network.run(60 * 16 * SECOND, () => network.decisionsOf(0).length === 50);
    const chain = told(network, 'confirmed').filter(({ member }) => member === 0)
      .map(({ values }) => values);
    for (const [index, { height, signer, difficulty }] of chain.entries()) {
      const turn = height % 5;
      // Whoever has taken its height may not take its own soon after.
      const isAble = turn !== 3 && !chain.slice(Math.max(0, index - 2), index)
        .some((each) => each.signer === `validator-${turn}`);
      expect([height, signer === `validator-${turn}`, difficulty]).toEqual([height, isAble, isAble ? 2 : 1]);
    }
    expect(chain.filter(({ height }) => height % 5 === 3)).toHaveLength(10);
  });
});

describe('a network cut in two halves', () => {
  const play = (tieRule: 'first-seen' | 'shortest' | 'eip-3436'): ProtocolNetwork<CliqueMessage> => {
    // Of the two that may sign block 2 out of turn it is member 3 whose luck is better.
    const network = cliqueNetwork({ members: 4, tieRule, confirmations: 4, invariants: probabilistic(4),
      below: (self, n) => (self === 3 ? 0 : n - 1) });
    network.submit('a', SECOND);
    network.run(2 * SECOND + SECOND / 2);
    split(network, [[1, 2], [0, 3]]);
    network.run(30 * SECOND);
    split(network, [[1, 2], [0, 3]], true);
    network.run(300 * SECOND);
    return network;
  };

  it('comes to the deadlock that is known of go-ethereum, which is reported as one', () => {
    const network = play('first-seen');
    expect(told(network, 'deadlocked').map(({ values }) => [values.heads, values.whose]))
      .toEqual([[2, 'validator-0, validator-3; validator-1, validator-2']]);
    expect(network.decisions).toEqual([]);
  });

  it.each(['shortest', 'eip-3436'] as const)('goes on where ties are decided: %s', (tieRule) => {
    const network = play(tieRule);
    expect(told(network, 'deadlocked')).toEqual([]);
    for (const member of everyone(4)) {
      expect(network.application(member).decidedTransactions.has('a')).toBe(true);
    }
  });
});

describe('after a partition has healed', () => {
  it.each(['first-seen', 'shortest', 'eip-3436'] as const)(
    'all come to one chain with everything in it, or to a deadlock that is reported: %s', (tieRule) => {
      const seen = { deadlocks: 0, depth: 0 };
      fc.assert(fc.property(partedCases, (one) => {
        const { members, seed, confirmations } = one;
        const network = cliqueNetwork({ members, seed, tieRule, confirmations,
          invariants: probabilistic(members), delay: partedDelay(one),
          skew: (member) => hashOf(seed, member) % 100_000 });
        const given = playParted(network, one);
        const deadlocks = told(network, 'deadlocked').length;
        seen.deadlocks += deadlocks > 0 ? 1 : 0;
        for (const { values } of told(network, 'reorganised')) seen.depth = Math.max(seen.depth, values.depth);
        if (deadlocks > 0) return;
        const chains = chainsOf(network, members);
        for (const chain of chains) expect(chain).toEqual(chains[0]);
        for (const name of given) expect(network.application(0).decidedTransactions.has(name)).toBe(true);
      }), { seed: 225, numRuns: 300 });
      // The cases are such that something comes of them.
      expect(seen.depth).toBeGreaterThan(1);
      expect(seen.deadlocks > 0).toBe(tieRule !== 'eip-3436');
    });
});
