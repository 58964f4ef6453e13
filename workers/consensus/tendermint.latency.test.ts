import { describe, expect, it } from 'vitest';
import { AWS_REGIONS, awsMicros, kth } from './testing/latency.ts';
import { tendermintNetwork } from './testing/tendermint-network.ts';

const EVERYONE = [0, 1, 2, 3];

/** When each process decides after the proposer's tick, as the protocol plays it. */
function played(proposer: number): number[] {
  // Height = proposer, so that it proposes in round 0.
  const network = tendermintNetwork({ members: 4, firstHeight: proposer, delay: awsMicros });
  network.submit('a', 1);
  network.run(20_000_000);
  return EVERYONE.map((member) => network.decisionsOf(member)[0]!.at - 2_000_000);
}

/**
 * From order statistics alone: PREVOTE when the proposal is there, PRECOMMIT at 2f + 1 PREVOTEs,
 * decision at 2f + 1 PRECOMMITs. Knows nothing of the engine.
 */
function predicted(proposer: number): number[] {
  const heardAt = EVERYONE.map((member) => awsMicros(proposer, member));
  const precommittedAt = EVERYONE.map((member) => Math.max(heardAt[member]!,
    kth(EVERYONE.map((peer) => heardAt[peer]! + awsMicros(peer, member)), 3)));
  return EVERYONE.map((member) => Math.max(heardAt[member]!,
    kth(EVERYONE.map((peer) => precommittedAt[peer]! + awsMicros(peer, member)), 3)));
}

describe('the time to decide under Tendermint', () => {
  for (const [proposer, region] of AWS_REGIONS.entries()) {
    it(`is what order statistics predict, to the microsecond, for a proposer in ${region}`, () => {
      expect(played(proposer)).toEqual(predicted(proposer));
    });
  }

  it.each([4, 7, 10, 16, 31])('takes (n − 1)(2n + 1) messages for n = %i', (n) => {
    const network = tendermintNetwork({ members: n });
    network.submit('a', 1);
    network.run(20_000_000);
    expect(Object.fromEntries(network.sent))
      .toEqual({ proposal: n - 1, prevote: n * (n - 1), precommit: n * (n - 1) });
  });
});
