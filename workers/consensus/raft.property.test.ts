import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RaftNetwork } from './testing/raft-network.ts';

const SECOND = 1_000_000;

/** A number from names alone: luck must not depend on the order of calls. */
function hash(seed: number, ...parts: readonly (number | string)[]): number {
  let state = 0x811c9dc5 ^ seed;
  for (const character of parts.join('/')) {
    state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  }
  state ^= state >>> 15;
  state = Math.imul(state, 0x2c1b3c6d);
  return (state ^ (state >>> 12)) >>> 0;
}

type Fault = 'crash' | 'restart' | 'pause' | 'resume' | 'cut' | 'one-way' | 'heal' | 'add' | 'drop';
const FAULTS: readonly Fault[] = ['crash', 'restart', 'pause', 'resume', 'cut', 'one-way', 'heal'];
/** Members that ask for others, or for themselves, to be added and dropped; more often dropped. */
const CHANGES: readonly Fault[] = [...FAULTS, 'drop', 'drop', 'drop', 'add', 'add'];

interface Case {
  readonly members: number;
  readonly seed: number;
  readonly preVote: boolean;
  readonly slow: boolean;
  readonly faults: readonly { kind: Fault; a: number; b: number; at: number }[];
  readonly transactions: readonly number[];
}

const casesOf = (faults: readonly Fault[]): fc.Arbitrary<Case> => fc.constantFrom(1, 2, 3, 4, 5, 7)
  .chain((members) => fc.record({
  members: fc.constant(members),
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  preVote: fc.boolean(),
  slow: fc.boolean(),
  faults: fc.array(fc.record({
    kind: fc.constantFrom<Fault[]>(...faults), a: fc.nat(members - 1), b: fc.nat(members - 1),
    at: fc.nat(200),
  }), { maxLength: 14 }),
  transactions: fc.array(fc.nat(220), { minLength: 1, maxLength: 6 }),
}));

const HEALED_AT = 230;

function play(one: Case, idle: 'closed-form' | 'simulated' = 'closed-form'): RaftNetwork {
  const { members, seed } = one;
  const network = new RaftNetwork({
    members, preVote: one.preVote, idle,
    timeout: (member, term) => 5 * SECOND + (hash(seed, 'timeout', member, term) % (5 * SECOND)),
    pulse: (from, to) => 5_000 + (hash(seed, 'pulse', Math.min(from, to), Math.max(from, to)) % 150_000),
    delay: (from, to, message, sentAt) => {
      const random = hash(seed, from, to, message.occasion, Math.floor(sentAt / 1000));
      return one.slow && sentAt < HEALED_AT * SECOND ? random % (9 * SECOND) : random % 150_000;
    },
  });
  const down = new Set<number>();
  const asleep = new Set<number>();
  for (const { kind, a, b, at } of [...one.faults].sort((x, y) => x.at - y.at)) {
    network.at(at * SECOND + (hash(seed, kind, a, b, at) % SECOND), () => {
      if (kind === 'crash' && !down.has(a)) { down.add(a); asleep.delete(a); network.crash(a); }
      if (kind === 'restart' && down.delete(a)) network.restart(a);
      if (kind === 'pause' && !down.has(a)) { asleep.add(a); network.pause(a); }
      if (kind === 'resume' && asleep.delete(a)) network.resume(a);
      if (kind === 'cut' && a !== b) network.cut(a, b);
      if (kind === 'one-way' && a !== b) network.cutOneWay(a, b);
      if (kind === 'heal') network.heal(a, b);
      if (kind === 'add' || kind === 'drop') network.wish(a, kind, b);
    });
  }
  network.at(HEALED_AT * SECOND, () => {
    for (const member of down) network.restart(member);
    for (const member of asleep) network.resume(member);
    network.healAll();
  });
  one.transactions.forEach((second, index) => {
    network.submit(`t${index}`, second * SECOND + (hash(seed, index) % SECOND));
    // Whoever was down then has it from the others later.
    network.submit(`t${index}`, (HEALED_AT + 1) * SECOND);
  });
  return network;
}

function isWhole(network: RaftNetwork, one: Case): void {
  expect(network.leaders()).toHaveLength(1);
  for (let member = 0; member < one.members; member += 1) {
    for (const index of one.transactions.keys()) {
      expect(network.application(member).decidedTransactions.has(`t${index}`)).toBe(true);
    }
    expect(network.application(member).chain.map(({ digest }) => digest))
      .toEqual(network.application(0).chain.map(({ digest }) => digest));
    expect(network.servers(member)).toEqual(network.servers(0));
  }
}

function cannotBeToldApart(one: Case): void {
  const closed = play(one);
  const simulated = play(one, 'simulated');
  closed.run(700 * SECOND);
  simulated.run(700 * SECOND);
  expect(closed.outcomes).toEqual(simulated.outcomes);
  expect(closed.decisions).toEqual(simulated.decisions);
  expect(closed.sent.length).toBe(simulated.sent.length);
}

describe.each([['', FAULTS], [', and whoever joins or leaves', CHANGES]])(
  'whatever crashes, sleeps, is cut off or late%s', (_more, faults) => {
    it('Raft stays safe, and decides everything at all once the network is whole again', () => {
      fc.assert(fc.property(casesOf(faults), (one) => {
        // Figure 3 of the paper is checked at every election, append and commit while it runs.
        const network = play(one);
        network.run(900 * SECOND);
        isWhole(network, one);
      }), { seed: 2014, numRuns: 200 });
    });

    it('closed form and simulated heartbeats cannot be told apart by any outcome', () => {
      fc.assert(fc.property(casesOf(faults), cannotBeToldApart), { seed: 2014, numRuns: 200 });
    });
  });
