import fc from 'fast-check';
import { Invariants } from '../invariants.ts';
import type { Wire } from '../protocol.ts';
import type { ProtocolNetwork } from './test-network.ts';
import { hashOf, SECOND } from './troubled-network.ts';

/** What is held against a protocol whose decisions may be taken back. */
export const probabilistic = (members: number): Invariants =>
  new Invariants({ members, signers: () => 1, finality: 'probabilistic' });

export const everyone = (members: number): number[] => [...Array(members).keys()];

export interface PartedCase {
  readonly members: number;
  readonly seed: number;
  /** A bit for each member: which side of the cut it is on. */
  readonly side: number;
  readonly cutAt: number;
  readonly heals: number;
  readonly confirmations: number;
  /** When each is submitted, at first to one member more each time. */
  readonly transactions: readonly number[];
  readonly restarts: readonly { readonly member: number; readonly at: number; readonly for: number }[];
}

/** Moments and lengths in seconds. */
export const partedCases: fc.Arbitrary<PartedCase> = fc.record({
  members: fc.integer({ min: 2, max: 7 }),
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  side: fc.integer({ min: 0, max: 127 }),
  cutAt: fc.nat(60), heals: fc.nat(120), confirmations: fc.integer({ min: 1, max: 4 }),
  transactions: fc.array(fc.nat(150), { minLength: 1, maxLength: 6 }),
  restarts: fc.array(fc.record({ member: fc.nat(6), at: fc.nat(100), for: fc.nat(60) }), { maxLength: 2 }),
});

/** Up to 400 ms a message, by the case's own luck. */
export const partedDelay = ({ seed }: PartedCase) =>
  (from: number, to: number, message: Wire, at: number): number =>
    hashOf(seed, from, to, message.occasion, at) % 400_000;

/** When all has healed and everybody is up, and has been given everything: 60 + 120 s, 100 + 60 s. */
const ROUND_SECONDS = 200;

/** Plays a case until long after all has healed; returns what was given, by name. */
export function playParted<M extends Wire>(network: ProtocolNetwork<M>, one: PartedCase): string[] {
  const { members } = one;
  const sides = [0, 1].map((side) => everyone(members).filter((each) => ((one.side >> each) & 1) === side));
  network.at(one.cutAt * SECOND, () => split(network, sides));
  network.at((one.cutAt + one.heals) * SECOND, () => split(network, sides, true));
  const down = new Set<number>();
  for (const { member, at, for: time } of one.restarts) {
    if (member >= members || down.has(member)) continue;
    down.add(member);
    network.at(at * SECOND, () => network.crash(member));
    network.at((at + time) * SECOND + 1, () => network.restart(member));
  }
  const given: string[] = [];
  one.transactions.forEach((second, index) => {
    const to = everyone(members).filter((member) => !down.has(member)).slice(0, 1 + index);
    network.submit(`t${index}`, second * SECOND, to);
    // In the end it has come round to all.
    network.submit(`t${index}`, ROUND_SECONDS * SECOND);
    given.push(`t${index}`);
  });
  network.run(3_000 * SECOND);
  return given;
}

/** Cuts, or heals, all links between the sides. */
export function split<M extends Wire>(
  network: ProtocolNetwork<M>, sides: readonly (readonly number[])[], heals = false,
): void {
  for (const [index, side] of sides.entries()) {
    for (const other of sides.slice(index + 1).flat()) {
      for (const member of side) {
        if (heals) network.heal(member, other);
        else network.cut(member, other);
      }
    }
  }
}

/** The digests that each member has decided. */
export function chainsOf<M extends Wire>(network: ProtocolNetwork<M>, members: number): string[][] {
  return everyone(members).map((member) => network.application(member).chain.map(({ digest }) => digest));
}

/** An outcome of a validator, as the test network writes them down. */
export interface Told<V> {
  readonly at: number;
  readonly member: number;
  readonly values: V;
}

export function told<V, M extends Wire>(network: ProtocolNetwork<M>, kind: string): Told<V>[] {
  return network.outcomes.map((line) => /^(\d+) (\d+) consensus\.(\S+) (.*)$/.exec(line)!)
    .filter(([, , , name]) => name === kind)
    .map(([, at, member, , values]) =>
      ({ at: Number(at), member: Number(member), values: JSON.parse(values!) as V }));
}
