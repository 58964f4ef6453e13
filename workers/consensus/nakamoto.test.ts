import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Invariants } from './invariants.ts';
import { childOf, genesisOf, hasWork, mineBlock } from './nakamoto-block.ts';
import { MINING_TIMER } from './nakamoto.ts';
import { blocksMessage, compactBlock } from './nakamoto-messages.ts';
import type { NakamotoMessage } from './nakamoto-messages.ts';
import { payloadOf } from './testing/chain-application.ts';
import { nakamotoNetwork } from './testing/nakamoto-network.ts';
import type { ProtocolNetwork } from './testing/test-network.ts';
import { hashOf, SECOND } from './testing/troubled-network.ts';

const promises = (members: number): Invariants =>
  new Invariants({ members, signers: 1, finality: 'probabilistic' });

const everyone = (members: number): number[] => [...Array(members).keys()];

interface Told {
  readonly at: number;
  readonly member: number;
  readonly values: { readonly height: number; readonly digest: string; readonly depth: number };
}

function told(network: ProtocolNetwork<NakamotoMessage>, kind: string): Told[] {
  return network.outcomes.map((line) => /^(\d+) (\d+) consensus\.(\S+) (.*)$/.exec(line)!)
    .filter(([, , , name]) => name === kind)
    .map(([, at, member, , values]) =>
      ({ at: Number(at), member: Number(member), values: JSON.parse(values!) as Told['values'] }));
}

const chains = (network: ProtocolNetwork<NakamotoMessage>, members: number): string[][] =>
  everyone(members).map((member) => network.application(member).chain.map(({ digest }) => digest));

/** 99 % of a standard normal lie within. */
const Z99 = 2.576;

describe('proof of work', () => {
  it('takes an exponential time, of which the mean is the interval', () => {
    const blocks = 4_000;
    const network = nakamotoNetwork({ members: 1, emptyBlocks: true, delay: () => 0,
      blockIntervalMicros: 600 * SECOND, invariants: promises(1), confirmations: 1 });
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
      misses: false, blockIntervalMicros: 600 * SECOND, invariants: promises(3), confirmations: 1 });
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
    const network = nakamotoNetwork({ members: 2, invariants: promises(2), misses: false });
    network.protocol(0).onMessage(1, compactBlock(altered), 0);
    expect(network.counts.get('consensus.forgeries')).toBe(1);
    network.protocol(0).onMessage(1, compactBlock(block), 0);
    expect(network.protocol(0).status().phase).toBe('mining');
  });
});

describe('the longest chain', () => {
  it('is followed, and the one that came first where two are as long', () => {
    const network = nakamotoNetwork({ members: 2, invariants: promises(2), confirmations: 3, misses: false });
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
    const network = nakamotoNetwork({ members: 2, invariants: promises(2) });
    network.protocol(0).onMessage(1, blocksMessage(top.hash, [wrong, top]), 0);
    expect(network.counts.get('consensus.refusedBlocks')).toBe(2);
    expect(childOf(genesisOf(0), wrong).totalDifficulty).toBe(1);
  });
});

it('a network at rest finds nothing, and ends when all is confirmed', () => {
  const network = nakamotoNetwork({ members: 4, invariants: promises(4), confirmations: 3 });
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
  expect(MINING_TIMER).toBe('mining');
});

it('after a partition has healed and who was down is back, all come to one chain with everything in it', () => {
  const seen = { depth: 0 };
  fc.assert(fc.property(fc.record({
    members: fc.integer({ min: 2, max: 7 }),
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    side: fc.integer({ min: 0, max: 127 }),
    cutAt: fc.nat(60), heals: fc.nat(120), confirmations: fc.integer({ min: 1, max: 4 }),
    transactions: fc.array(fc.nat(150), { minLength: 1, maxLength: 6 }),
    restarts: fc.array(fc.record({ member: fc.nat(6), at: fc.nat(100), for: fc.nat(60) }), { maxLength: 2 }),
  }), (one) => {
    const { members, seed, transactions } = one;
    const network = nakamotoNetwork({ members, seed, confirmations: one.confirmations,
      invariants: promises(members), blockIntervalMicros: 5 * SECOND,
      delay: (from, to, message, at) => hashOf(seed, from, to, message.occasion, at) % 400_000 });
    const sides = [0, 1].map((side) => everyone(members).filter((each) => ((one.side >> each) & 1) === side));
    const across = (link: (a: number, b: number) => void): void => {
      for (const a of sides[0]!) for (const b of sides[1]!) link(a, b);
    };
    network.at(one.cutAt * SECOND, () => across((a, b) => network.cut(a, b)));
    network.at((one.cutAt + one.heals) * SECOND, () => across((a, b) => network.heal(a, b)));
    const down = new Set<number>();
    for (const { member, at, for: time } of one.restarts) {
      if (member >= members || down.has(member)) continue;
      down.add(member);
      network.at(at * SECOND, () => network.crash(member));
      network.at((at + time) * SECOND + 1, () => network.restart(member));
    }
    transactions.forEach((second, index) => network.submit(`t${index}`, second * SECOND,
      everyone(members).filter((member) => !down.has(member)).slice(0, 1 + index)));
    network.run(3_000 * SECOND);
    for (const { values } of told(network, 'reorganised')) seen.depth = Math.max(seen.depth, values.depth);
    const all = chains(network, members);
    for (const chain of all) expect(chain).toEqual(all[0]);
    const everything = transactions.map((_, index) => `t${index}`).filter((_, index) =>
      everyone(members).filter((member) => !down.has(member)).slice(0, 1 + index).length > 0);
    for (const name of everything) expect(network.application(0).decidedTransactions.has(name)).toBe(true);
  }), { seed: 2008, numRuns: 150 });
  expect(seen.depth).toBeGreaterThan(1);
});
