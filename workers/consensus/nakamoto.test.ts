import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childOf, genesisOf, hasWork, mineBlock } from './nakamoto-block.ts';
import { blocksMessage, compactBlock } from './nakamoto-messages.ts';
import type { NakamotoMessage } from './nakamoto-messages.ts';
import { payloadOf } from './testing/chain-application.ts';
import { nakamotoNetwork } from './testing/nakamoto-network.ts';
import { chainsOf, everyone, partedCases, partedDelay, playParted, probabilistic, told as toldOf }
  from './testing/parted-network.ts';
import type { Told } from './testing/parted-network.ts';
import type { ProtocolNetwork } from './testing/test-network.ts';
import { SECOND } from './testing/troubled-network.ts';

interface Values {
  readonly height: number;
  readonly digest: string;
  readonly depth: number;
}

const told = (network: ProtocolNetwork<NakamotoMessage>, kind: string): Told<Values>[] => toldOf(network, kind);

/** 99 % of a standard normal lie within. */
const Z99 = 2.576;

describe('proof of work', () => {
  it('takes an exponential time, of which the mean is the interval', () => {
    const blocks = 4_000;
    const network = nakamotoNetwork({ members: 1, emptyBlocks: true, delay: () => 0,
      blockIntervalMicros: 600 * SECOND, invariants: probabilistic(1), confirmations: 1 });
    network.run(10 * blocks * 600 * SECOND, () => network.decisionsOf(0).length >= blocks);
    const at = told(network, 'mined').map((each) => each.at / SECOND);
    const gaps = at.map((moment, index) => moment - (at[index - 1] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    // The standard deviation of an exponential law is its mean.
    expect(Math.abs(mean - 600)).toBeLessThan((Z99 * 600) / Math.sqrt(gaps.length));
    const over = gaps.filter((gap) => gap > 600).length / gaps.length;
    expect(Math.abs(over - Math.exp(-1))).toBeLessThan(Z99 * Math.sqrt((0.368 * 0.632) / gaps.length));
  });

  it('gives each miner its part of the blocks', () => {
    const blocks = 4_000;
    const network = nakamotoNetwork({ members: 3, emptyBlocks: true, delay: () => 0, shares: [0.5, 0.3, 0.2],
      misses: false, blockIntervalMicros: 600 * SECOND, invariants: probabilistic(3), confirmations: 1 });
    network.run(10 * blocks * 600 * SECOND, () => network.decisionsOf(0).length >= blocks);
    const mined = told(network, 'mined');
    for (const [member, share] of [0.5, 0.3, 0.2].entries()) {
      const part = mined.filter((each) => each.member === member).length / mined.length;
      expect(Math.abs(part - share)).toBeLessThan(Z99 * Math.sqrt((share * (1 - share)) / mined.length));
    }
    expect(told(network, 'reorganised')).toEqual([]);
  });

  it('is of these very bytes: an altered block has none', () => {
    const payload = payloadOf({ height: 1, parent: 'genesis', proposer: 1, transactions: ['a'] });
    const block = mineBlock(
      { number: 1, parent: 'genesis', miner: 1, coinbase: 'new', payload: payload.digest }, payload);
    const altered = { ...block, header: { ...block.header, miner: 0 } };
    expect([hasWork(block), hasWork(altered)]).toEqual([true, false]);
    const network = nakamotoNetwork({ members: 2, invariants: probabilistic(2), misses: false });
    network.protocol(0).onMessage(1, compactBlock(altered), 0);
    expect(network.counts.get('consensus.forgeries')).toBe(1);
    network.protocol(0).onMessage(1, compactBlock(block), 0);
    expect(network.protocol(0).status().phase).toBe('mining');
  });
});

describe('the longest chain', () => {
  it('is followed, and the one that came first where two are as long', () => {
    const network = nakamotoNetwork({ members: 2, invariants: probabilistic(2), confirmations: 3, misses: false });
    const on = (parent: string, number: number, name: string): ReturnType<typeof mineBlock> => {
      const above = number === 1 ? 'genesis' : digests.get(parent)!;
      const payload = payloadOf({ height: number, parent: above, proposer: 1, transactions: [name] });
      const block = mineBlock({ number, parent, miner: 1, coinbase: 'new', payload: payload.digest }, payload);
      digests.set(block.hash, payload.digest);
      return block;
    };
    const digests = new Map<string, string>();
    const [a1, b1] = [on('genesis', 1, 'a1'), on('genesis', 1, 'b1')];
    const b2 = on(b1.hash, 2, 'b2');
    const hear = (block: ReturnType<typeof mineBlock>): void =>
      network.protocol(0).onMessage(1, compactBlock(block), 0);
    hear(a1);
    hear(b1);
    expect(told(network, 'reorganised')).toEqual([]);
    hear(b2);
    expect(told(network, 'reorganised').map(({ values }) => [values.height, values.depth])).toEqual([[1, 1]]);
    const b3 = on(b2.hash, 3, 'b3');
    hear(b3);
    expect(network.decisionsOf(0).map(({ height, digest }) => [height, digest]))
      .toEqual([[1, b1.payload.digest]]);
  });

  it('takes no block whose number does not follow, and none on top of it', () => {
    const payload = payloadOf({ height: 2, parent: 'genesis', proposer: 1, transactions: [] });
    const wrong = mineBlock(
      { number: 2, parent: 'genesis', miner: 1, coinbase: 'new', payload: payload.digest }, payload);
    const top = mineBlock(
      { number: 3, parent: wrong.hash, miner: 1, coinbase: 'new', payload: payload.digest }, payload);
    const network = nakamotoNetwork({ members: 2, invariants: probabilistic(2) });
    network.protocol(0).onMessage(1, blocksMessage(top.hash, [wrong, top]), 0);
    expect(network.counts.get('consensus.refusedBlocks')).toBe(2);
    expect(childOf(genesisOf(0), wrong).totalDifficulty).toBe(1);
  });
});

it('a network at rest finds nothing, and ends when all is confirmed', () => {
  const network = nakamotoNetwork({ members: 4, invariants: probabilistic(4), confirmations: 3 });
  network.run(3_600 * SECOND);
  expect(network.eventCount).toBe(0);
  network.submit('a', network.now + SECOND);
  network.run(2 * 3_600 * SECOND);
  const mined = told(network, 'mined').length;
  network.run(20 * 3_600 * SECOND);
  expect(told(network, 'mined').length).toBe(mined);
  for (const member of everyone(4)) {
    expect(network.application(member).decidedTransactions.has('a')).toBe(true);
    expect(network.protocol(member).status().phase).toBe('at rest');
  }
});

it('after a partition has healed and who was down is back, all come to one chain with everything in it', () => {
  const seen = { depth: 0 };
  fc.assert(fc.property(partedCases, (one) => {
    const { members, seed, confirmations } = one;
    const network = nakamotoNetwork({ members, seed, confirmations, blockIntervalMicros: 5 * SECOND,
      invariants: probabilistic(members), delay: partedDelay(one) });
    const given = playParted(network, one);
    for (const { values } of told(network, 'reorganised')) seen.depth = Math.max(seen.depth, values.depth);
    const chains = chainsOf(network, members);
    for (const chain of chains) expect(chain).toEqual(chains[0]);
    for (const name of given) expect(network.application(0).decidedTransactions.has(name)).toBe(true);
  }), { seed: 2008, numRuns: 150 });
  expect(seen.depth).toBeGreaterThan(1);
});
