import fc from 'fast-check';
import { expect } from 'vitest';
import type { Wire } from '../protocol.ts';
import { ProtocolNetwork } from './test-network.ts';
import type { TestNetworkOptions } from './test-network.ts';

export const SECOND = 1_000_000;

/** A number in [0, 2^32) from names alone: the delays must not depend on the order of calls. */
export function hashOf(seed: number, ...parts: readonly (number | string)[]): number {
  let state = 0x811c9dc5 ^ seed;
  for (const character of parts.join('/')) {
    state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  }
  state ^= state >>> 15;
  state = Math.imul(state, 0x2c1b3c6d);
  return (state ^ (state >>> 12)) >>> 0;
}

export type Trouble = 'crash' | 'restart' | 'twin' | 'mute-leader';

export interface TroubledCase {
  readonly members: number;
  readonly seed: number;
  /** From here on every message arrives within 100 ms (the papers' GST). */
  readonly stableAtSeconds: number;
  readonly faulty: readonly { member: number; kind: Trouble; at: number }[];
  readonly transactions: readonly number[];
}

/** Networks with at most `faultsOf(members)` faulty ones, and a while of wild delays. */
export function troubledCases(options: {
  readonly sizes: readonly number[];
  readonly faultsOf: (members: number) => number;
  readonly kinds?: readonly Trouble[];
}): fc.Arbitrary<TroubledCase> {
  const { sizes, faultsOf, kinds = ['crash', 'restart', 'twin', 'mute-leader'] } = options;
  return fc.constantFrom(...sizes).chain((members) => fc.record({
    members: fc.constant(members),
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    stableAtSeconds: fc.integer({ min: 0, max: 60 }),
    faulty: fc.uniqueArray(fc.record({
      member: fc.nat(members - 1), kind: fc.constantFrom(...kinds), at: fc.nat(40),
    }), { maxLength: faultsOf(members), selector: (fault) => fault.member }),
    transactions: fc.array(fc.nat(90), { minLength: 1, maxLength: 6 }),
  }));
}

/** `proposals` are the kinds of message by which a leader puts something forward. */
export function buildTroubled<M extends Wire>(
  { members, seed, stableAtSeconds, faulty, transactions }: TroubledCase,
  { create, proposals }: {
    create: NonNullable<TestNetworkOptions<M>['create']>; proposals: readonly string[];
  },
): ProtocolNetwork<M> {
  const stableAt = stableAtSeconds * SECOND;
  const those = (kind: Trouble): number[] =>
    faulty.filter((fault) => fault.kind === kind).map(({ member }) => member);
  const twins = new Map(those('twin').map((member) =>
    [member, (peer: number, copy: number) => (hashOf(seed, member, peer, copy) & 1) as 0 | 1]));
  const mute = new Set(those('mute-leader'));
  const network = new ProtocolNetwork<M>({
    create, members, twins,
    tamper: (from, _to, message) =>
      (mute.has(from) && proposals.includes(message.kind) ? null : message),
    delay: (from, to, message, sentAt) => {
      const random = hashOf(seed, from, to, message.occasion, Math.floor(sentAt / 1000));
      if (sentAt >= stableAt) return random % 100_000;
      return Math.min(random % (12 * SECOND), stableAt - sentAt + (random % 100_000));
    },
  });
  for (const { member, kind, at } of faulty) {
    if (kind !== 'crash' && kind !== 'restart') continue;
    network.at(at * SECOND, () => network.crash(member));
    if (kind === 'restart') {
      network.at(at * SECOND + (hashOf(seed, member) % (60 * SECOND)), () => network.restart(member));
    }
  }
  transactions.forEach((second, index) => {
    network.submit(`t${index}`, second * SECOND + (hashOf(seed, index) % SECOND));
    for (const member of twins.keys()) {
      network.at(second * SECOND, () => network.submitTo(member, 1, `twin-${member}-${index}`));
    }
  });
  return network;
}

/** Agreement and certificates are checked at every decision while it runs; here, termination. */
export function expectAllDecided<M extends Wire>(network: ProtocolNetwork<M>, one: TroubledCase): void {
  const faulty = new Set(one.faulty.map(({ member }) => member));
  const honest = [...Array(one.members).keys()].filter((member) => !faulty.has(member));
  for (const member of honest) {
    for (const index of one.transactions.keys()) {
      expect(network.application(member).decidedTransactions.has(`t${index}`)).toBe(true);
    }
    // A liar may keep its own blocks coming, and one of them from some: all else is equal.
    const [own, first] = [member, honest[0]!].map((each) =>
      network.application(each).chain.map(({ digest }) => digest));
    const common = Math.min(own!.length, first!.length);
    expect(own!.slice(0, common)).toEqual(first!.slice(0, common));
  }
}
