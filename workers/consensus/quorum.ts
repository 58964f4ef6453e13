/**
 * How many validators may lie while the rest still agree: n >= 3f + 1 (Bracha & Toueg 1985;
 * Moniz 2020, section 2). With n < 4 nobody may: f = 0.
 */
export function faultsTolerated(members: number): number {
  return Math.floor((members - 1) / 3);
}

/**
 * Smallest number of votes such that two quorums share at least f + 1 validators, hence an honest
 * one: ceil((n + f + 1) / 2), which equals the floor((n + f) / 2) + 1 of Moniz 2020, section 2.
 */
export function quorumOf(members: number): number {
  return Math.ceil((members + faultsTolerated(members) + 1) / 2);
}

/**
 * The `leader(λ, r)` of Moniz 2020: who proposes at a height and round. Rotating with both shares
 * the work over heights, and passes the turn on when a round fails.
 */
export function leaderOf(height: number, round: number, members: number): number {
  return (height + round) % members;
}

/**
 * More than half, of those that may stop and never lie: two majorities share a member (Ongaro and
 * Ousterhout 2014, section 2).
 */
export function majorityOf(members: number): number {
  return Math.floor(members / 2) + 1;
}
