/**
 * The double spend of Nakamoto 2008, section 11: an attacker with a part q of the work mines a chain
 * of its own in secret while a merchant waits for z blocks, and shows it when it is longer.
 * M. Rosenfeld, "Analysis of Hashrate-Based Double-Spending", 2012 (arXiv 1402.2009), section 3,
 * counts one block mined before; without it the same walk gives the exact values below.
 */
import { describe, expect, it } from 'vitest';
import type { NakamotoMessage } from './nakamoto-messages.ts';
import { nakamotoNetwork } from './testing/nakamoto-network.ts';
import { probabilistic } from './testing/parted-network.ts';
import type { ProtocolNetwork } from './testing/test-network.ts';
import { SECOND } from './testing/troubled-network.ts';

const Q = 0.1;
const WAITS = [1, 2, 3] as const;
const TRIALS = 10_000;
/** From so far behind it comes back in (1/9)^13 of all cases. */
const HOPELESS = 12;
const [MERCHANT, ATTACKER] = [0, 1];
const Z99 = 2.576;

function secretChain(seed: number, confirmations: number): ProtocolNetwork<NakamotoMessage> {
  const network = nakamotoNetwork({ members: 2, seed, shares: [1 - Q, Q], emptyBlocks: true, confirmations,
    misses: false, blockIntervalMicros: 600 * SECOND,
    invariants: probabilistic(2) });
  network.cut(MERCHANT, ATTACKER);
  return network;
}

/** Blocks that each has mined so far. */
class Tally {
  readonly of = [0, 0];
  private read = 0;

  count({ outcomes }: ProtocolNetwork<NakamotoMessage>): void {
    for (; this.read < outcomes.length; this.read += 1) {
      const [, member, kind] = outcomes[this.read]!.split(' ', 3);
      if (kind === 'consensus.mined') this.of[Number(member)]! += 1;
    }
  }
}

/** Whether the secret chain was ever longer once the merchant had so many blocks, by waits. */
function attack(seed: number, isAhead: boolean): boolean[] {
  const network = secretChain(seed, 3);
  const tally = new Tally();
  if (isAhead) {
    network.crash(MERCHANT);
    network.run(Infinity, () => {
      tally.count(network);
      return tally.of[ATTACKER] === 1;
    });
    network.restart(MERCHANT);
  }
  const won = WAITS.map(() => false);
  network.run(Infinity, () => {
    tally.count(network);
    const [honest = 0, secret = 0] = tally.of;
    for (const [index, wait] of WAITS.entries()) {
      if (honest >= wait && secret > honest) won[index] = true;
    }
    return honest - secret > HOPELESS || won.every((each) => each);
  });
  return won;
}

describe.each([
  // The values of Rosenfeld's table 1 for q = 10 %, and those of the exact walk without a head start.
  ['with one block mined before', true, [0.2, 0.056, 0.01712]],
  ['with none', false, [0.0311111, 0.0095111, 0.0030311]],
] as const)('a double spender with a tenth of the work, %s', (_name, isAhead, published) => {
  it('succeeds as often as is published, within the binomial 99 % interval', () => {
    const won = WAITS.map(() => 0);
    for (let trial = 0; trial < TRIALS; trial += 1) {
      attack(trial + (isAhead ? TRIALS : 0), isAhead).forEach((each, index) => { won[index]! += each ? 1 : 0; });
    }
    for (const [index, expected] of published.entries()) {
      const within = Z99 * Math.sqrt((expected * (1 - expected)) / TRIALS);
      expect(Math.abs(won[index]! / TRIALS - expected)).toBeLessThan(within);
    }
  });
});

it('takes back what the merchant has decided when it shows a longer chain', () => {
  const confirmations = 2;
  const seed = [...Array(500).keys()].find((each) => attack(each, false)[1])!;
  const network = secretChain(seed, confirmations);
  const tally = new Tally();
  network.run(Infinity, () => {
    tally.count(network);
    const [honest = 0, secret = 0] = tally.of;
    return honest >= confirmations && secret > honest;
  });
  const paid = network.decisionsOf(MERCHANT)[0]!.digest;
  expect(network.application(MERCHANT).chain[0]?.digest).toBe(paid);
  const shown = network.now;
  network.heal(MERCHANT, ATTACKER);
  network.run(shown + SECOND);
  expect(network.application(MERCHANT).chain[0]?.digest).not.toBe(paid);
  expect(network.application(MERCHANT).chain[0]?.digest).toBe(network.application(ATTACKER).chain[0]?.digest);
});
