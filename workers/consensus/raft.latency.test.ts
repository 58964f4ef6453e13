import { describe, expect, it } from 'vitest';
import { RaftNetwork } from './testing/raft-network.ts';

/** AWS round trips, ms: Virginia, Ireland, Frankfurt, Tokyo (2017; reference, health 4.6). */
const ROUND_TRIPS = [
  [0, 80.6, 88.7, 145.3],
  [80.6, 0, 19.6, 212.4],
  [88.7, 19.6, 0, 236.5],
  [145.3, 212.4, 236.5, 0],
] as const;

const oneWayMicros = (from: number, to: number): number => Math.round(ROUND_TRIPS[from]![to]! * 500);

/** When each node commits after the leader's tick, as the real protocol plays it. */
function played(leader: number): number[] {
  const network = new RaftNetwork({
    members: 4, delay: oneWayMicros, pulse: oneWayMicros,
    timeout: (member) => (member === leader ? 5_000_000 : 9_000_000),
  });
  network.run(20_000_000);
  expect(network.leader).toBe(leader);
  network.submit('a');
  network.run(30_000_000);
  const [tick] = network.sentOf('append').filter(({ at }) => at > 20_000_000).map(({ at }) => at);
  return [0, 1, 2, 3].map((member) => network.decisionsOf(member)[0]!.at - tick!);
}

/**
 * From order statistics alone: the leader commits at the second answer, which with itself makes
 * three of four, and a follower when the leader's next word has reached it: at the commit where
 * it had answered by then, else at its own answer.
 */
function predicted(leader: number): number[] {
  const answers = [0, 1, 2, 3].map((member) =>
    oneWayMicros(leader, member) + oneWayMicros(member, leader));
  const committedAt = answers.filter((_at, member) => member !== leader).sort((a, b) => a - b)[1]!;
  return answers.map((answeredAt, member) => (member === leader
    ? committedAt : Math.max(committedAt, answeredAt) + oneWayMicros(leader, member)));
}

describe('the time to commit between four AWS regions under Raft', () => {
  it('is 88.7 ms for a leader in Virginia', () => {
    expect(played(0)[0]).toBe(88_700);
  });

  for (const [leader, region] of ['Virginia', 'Ireland', 'Frankfurt', 'Tokyo'].entries()) {
    it(`is what order statistics predict, to the microsecond, for a leader in ${region}`, () => {
      expect(played(leader)).toEqual(predicted(leader));
    });
  }
});
