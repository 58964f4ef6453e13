import { describe, expect, it } from 'vitest';
import { TestNetwork } from './testing/test-network.ts';

/** AWS round trips, ms: Virginia, Ireland, Frankfurt, Tokyo (2017; reference, health 4.6). */
const ROUND_TRIPS = [
  [0, 80.6, 88.7, 145.3],
  [80.6, 0, 19.6, 212.4],
  [88.7, 19.6, 0, 236.5],
  [145.3, 212.4, 236.5, 0],
] as const;

const oneWayMicros = (from: number, to: number) => Math.round(ROUND_TRIPS[from]![to]! * 500);

/** When each validator decides after the leader's tick, as the real protocol plays it. */
function played(leader: number): number[] {
  // Height = leader, so that validator `leader` leads its round 0.
  const network = new TestNetwork({ members: 4, firstHeight: leader, delay: oneWayMicros });
  network.submit('a', 1);
  network.run(10_000_000);
  return [0, 1, 2, 3].map((member) => {
    const [decision] = network.decisionsOf(member);
    expect(decision).toMatchObject({ height: leader, round: 0 });
    return decision!.at - 2_000_000;
  });
}

/**
 * The same from order statistics alone: a validator prepares when the proposal has reached it,
 * commits at the third PREPARE, decides at the third COMMIT. Knows nothing of the engine.
 */
function predicted(leader: number): number[] {
  const everyone = [0, 1, 2, 3];
  const third = (times: number[]) => times.sort((a, b) => a - b)[2]!;
  const proposedAt = everyone.map((member) => oneWayMicros(leader, member));
  const preparedAt = everyone.map((member) => Math.max(proposedAt[member]!,
    third(everyone.map((peer) => proposedAt[peer]! + oneWayMicros(peer, member)))));
  return everyone.map((member) => Math.max(proposedAt[member]!,
    third(everyone.map((peer) => preparedAt[peer]! + oneWayMicros(peer, member)))));
}

describe('the time to decide between four AWS regions', () => {
  it('is the published oracle for a leader in Virginia, within the tenth of a ms it prints', () => {
    const oracle = [94.4, 128.9, 133.0, 161.3];
    played(0).forEach((micros, member) => {
      expect(Math.abs(micros / 1000 - oracle[member]!)).toBeLessThanOrEqual(0.1 + 1e-9);
    });
    expect(played(0)).toEqual([94_450, 129_000, 133_050, 161_350]);
  });

  for (const [leader, region] of ['Virginia', 'Ireland', 'Frankfurt', 'Tokyo'].entries()) {
    it(`is what order statistics predict, to the microsecond, for a leader in ${region}`, () => {
      expect(played(leader)).toEqual(predicted(leader));
    });
  }
});
