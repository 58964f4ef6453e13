import { describe, expect, it } from 'vitest';
import { faultsTolerated, leaderOf, quorumOf } from './quorum.ts';

describe('quorums', () => {
  it('match the table of Moniz 2020, section 2, worked out by hand', () => {
    const table = [
      // n, f, quorum
      [1, 0, 1], [2, 0, 2], [3, 0, 2], [4, 1, 3], [5, 1, 4], [6, 1, 4], [7, 2, 5], [8, 2, 6],
      [9, 2, 6], [10, 3, 7], [13, 4, 9], [16, 5, 11], [64, 21, 43],
    ] as const;
    for (const [members, faults, quorum] of table) {
      expect([members, faultsTolerated(members), quorumOf(members)])
        .toEqual([members, faults, quorum]);
    }
  });

  it('share an honest validator, can be reached without the liars, and are no larger', () => {
    for (let members = 1; members <= 64; members += 1) {
      const faults = faultsTolerated(members);
      const quorum = quorumOf(members);
      expect(2 * quorum - members).toBeGreaterThan(faults);
      expect(2 * (quorum - 1) - members).toBeLessThanOrEqual(faults);
      expect(members - faults).toBeGreaterThanOrEqual(quorum);
    }
  });

  it('equal both forms in print: floor((n + f) / 2) + 1, and (2n - 1) / 3 + 1 of the EEA', () => {
    for (let members = 1; members <= 64; members += 1) {
      const faults = faultsTolerated(members);
      expect(quorumOf(members)).toBe(Math.floor((members + faults) / 2) + 1);
      expect(quorumOf(members)).toBe(Math.floor((2 * members - 1) / 3) + 1);
    }
  });
});

describe('the leader', () => {
  it('passes to the next validator with each height and with each round', () => {
    expect([0, 1, 2, 3, 4].map((round) => leaderOf(7, round, 4))).toEqual([3, 0, 1, 2, 3]);
    expect([1, 2, 3, 4, 5].map((height) => leaderOf(height, 0, 4))).toEqual([1, 2, 3, 0, 1]);
  });
});
