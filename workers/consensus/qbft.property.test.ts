import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsTolerated } from './quorum.ts';
import { TestNetwork } from './testing/test-network.ts';

const SECOND = 1_000_000;

/** A number in [0, below) from names alone: the delays must not depend on the order of calls. */
function hash(seed: number, ...parts: readonly (number | string)[]): number {
  let state = 0x811c9dc5 ^ seed;
  for (const character of parts.join('/')) {
    state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  }
  state ^= state >>> 15;
  state = Math.imul(state, 0x2c1b3c6d);
  return (state ^ (state >>> 12)) >>> 0;
}

type Fault = 'crash' | 'twin' | 'mute-leader';

interface Case {
  readonly members: number;
  readonly seed: number;
  /** From here on every message arrives within 100 ms (the paper's GST). */
  readonly stableAtSeconds: number;
  readonly faulty: readonly { member: number; kind: Fault; at: number }[];
  readonly transactions: readonly number[];
}

const cases: fc.Arbitrary<Case> = fc.constantFrom(4, 5, 7).chain((members) => fc.record({
  members: fc.constant(members),
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  stableAtSeconds: fc.integer({ min: 0, max: 60 }),
  faulty: fc.uniqueArray(fc.record({
    member: fc.nat(members - 1),
    kind: fc.constantFrom<Fault[]>('crash', 'twin', 'mute-leader'),
    at: fc.nat(40),
  }), { maxLength: faultsTolerated(members), selector: (fault) => fault.member }),
  transactions: fc.array(fc.nat(90), { minLength: 1, maxLength: 6 }),
}));

function build({ members, seed, stableAtSeconds, faulty, transactions }: Case): TestNetwork {
  const stableAt = stableAtSeconds * SECOND;
  const those = (kind: Fault) =>
    faulty.filter((fault) => fault.kind === kind).map(({ member }) => member);
  const twins = new Map(those('twin').map((member) =>
    [member, (peer: number, copy: number) => (hash(seed, member, peer, copy) & 1) as 0 | 1]));
  const mute = new Set(those('mute-leader'));
  const network = new TestNetwork({
    members,
    twins,
    tamper: (from, _to, message) =>
      (mute.has(from) && message.kind === 'proposal' ? null : message),
    delay: (from, to, message, sentAt) => {
      const random = hash(seed, from, to, message.occasion, Math.floor(sentAt / 1000));
      if (sentAt >= stableAt) return random % 100_000;
      const late = random % (12 * SECOND);
      return Math.min(late, stableAt - sentAt + (random % 100_000));
    },
  });
  for (const { member, kind, at } of faulty) {
    if (kind === 'crash') network.at(at * SECOND, () => network.crash(member));
  }
  transactions.forEach((second, index) => {
    network.submit(`t${index}`, second * SECOND + (hash(seed, index) % SECOND));
    // The second copy of a twin has things of its own to propose, so that blocks differ.
    for (const member of twins.keys()) {
      network.at(second * SECOND, () => network.submitTo(member, 1, `twin-${member}-${index}`));
    }
  });
  return network;
}

describe('with at most f validators crashed, mute as leaders, or lying in two voices', () => {
  it('honest validators always agree, and decide everything once the network is timely', () => {
    fc.assert(fc.property(cases, (one) => {
      const network = build(one);
      const faulty = new Set(one.faulty.map(({ member }) => member));
      const honest = [...Array(one.members).keys()].filter((member) => !faulty.has(member));
      // Agreement, integrity and certificates are checked at every decision while it runs.
      network.run(4000 * SECOND);
      for (const member of honest) {
        for (const index of one.transactions.keys()) {
          expect(network.application(member).decidedTransactions.has(`t${index}`)).toBe(true);
        }
        expect(network.application(member).chain.map(({ digest }) => digest))
          .toEqual(network.application(honest[0]!).chain.map(({ digest }) => digest));
      }
    }), { seed: 2002_03613, numRuns: 150 });
  });

  it('closed form and simulated ticks cannot be told apart by their outcomes', () => {
    const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    const moments = fc.array(fc.nat(90), { maxLength: 5 });
    fc.assert(fc.property(seeds, moments, (seed, seconds) => {
      const play = (idle: 'closed-form' | 'simulated') => {
        const network = new TestNetwork({
          members: 4, idle,
          delay: (from, to, message) => hash(seed, from, to, message.occasion) % (6 * SECOND),
        });
        seconds.forEach((second, index) => network.submit(`t${index}`, second * SECOND));
        network.run(400 * SECOND);
        return network.outcomes;
      };
      expect(play('closed-form')).toEqual(play('simulated'));
    }), { seed: 2002_03613, numRuns: 40 });
  });
});

describe('an equivocating leader', () => {
  /** Leader 1 of height 1 tells its copies' two blocks to {0, 2} and {3}, votes included. */
  const twoFaced = (ofCopyOne: readonly number[]) => new Map([
    [1, (peer: number): 0 | 1 => (ofCopyOne.includes(peer) ? 1 : 0)],
  ]);

  it('cannot split n = 4 alone, however it divides the others', () => {
    for (const ofCopyOne of [[0], [2], [3], [0, 2], [0, 3], [2, 3], [0, 2, 3]]) {
      const network = new TestNetwork({ members: 4, twins: twoFaced(ofCopyOne) });
      for (const member of [0, 2, 3]) network.at(0, () => network.submitTo(member, 0, 'a'));
      network.at(0, () => network.submitTo(1, 0, 'a'));
      network.at(0, () => network.submitTo(1, 1, 'other'));
      network.run(600 * SECOND);
      for (const member of [0, 2, 3]) {
        expect(network.application(member).decidedTransactions.has('a')).toBe(true);
      }
    }
  });
});

describe('above the threshold', () => {
  it('two equivocators of four can break agreement, and the invariant says so', () => {
    // Copies 0 side with validator 2, copies 1 with validator 3; each side is a quorum of three.
    const side = (twin: number) => (peer: number, copy: number): 0 | 1 =>
      (peer === 2 ? 0 : peer === 3 ? 1 : peer === twin ? 0 : copy as 0 | 1);
    const network = new TestNetwork({
      members: 4,
      twins: new Map([[0, side(0)], [1, side(1)]]),
    });
    network.cut(2, 3);
    network.submitTo(0, 0, 'left');
    network.submitTo(1, 0, 'left');
    network.submitTo(2, 0, 'left');
    network.submitTo(0, 1, 'right');
    network.submitTo(1, 1, 'right');
    network.submitTo(3, 0, 'right');
    expect(() => network.run(60 * SECOND))
      .toThrow(/agreement: at height 1 validator \d decided 1<1>(left|right) and validator \d/);
  });

  it('but one equivocator of four, given every help, cannot', () => {
    const network = new TestNetwork({
      members: 4,
      twins: new Map([[1, (peer: number): 0 | 1 => (peer === 3 ? 1 : 0)]]),
    });
    network.cut(2, 3);
    network.cut(0, 3);
    network.submitTo(1, 1, 'right');
    network.submitTo(3, 0, 'right');
    for (const member of [0, 1, 2]) network.submitTo(member, 0, 'left');
    network.run(600 * SECOND);
    expect(network.decisionsOf(3)).toEqual([]);
    expect(network.decisionsOf(2).length).toBeGreaterThan(0);
    network.heal(2, 3);
    network.heal(0, 3);
    network.run(1200 * SECOND);
    expect(network.decisionsOf(3)[0]!.digest).toBe(network.decisionsOf(2)[0]!.digest);
  });
});
