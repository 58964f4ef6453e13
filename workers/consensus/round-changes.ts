import type { RoundChange } from './qbft-messages.ts';

/**
 * The ROUND-CHANGEs of the height being decided: the latest of each validator. A validator that
 * has moved on will not prepare in the round it left, so its older message helps nobody; keeping
 * one each also bounds what a liar can make us store.
 */
export class RoundChanges {
  private readonly latest: (RoundChange | null)[];
  private known = 0;

  constructor(members: number) {
    this.latest = new Array<RoundChange | null>(members).fill(null);
  }

  /** Keeps a valid message of a proved author; false if it is not newer than the one we have. */
  add(author: number, message: RoundChange): boolean {
    const earlier = this.latest[author];
    if (earlier && earlier.signed.body.round >= message.signed.body.round) return false;
    if (!earlier) this.known += 1;
    this.latest[author] = message;
    return true;
  }

  countAbove(round: number): number {
    let count = 0;
    for (const message of this.latest) {
      if (message && message.signed.body.round > round) count += 1;
    }
    return count;
  }

  /** The r_min of Moniz 2020, Algorithm 3:6; Infinity when nobody is above. */
  lowestAbove(round: number): number {
    let lowest = Infinity;
    for (const message of this.latest) {
      if (message && message.signed.body.round > round) {
        lowest = Math.min(lowest, message.signed.body.round);
      }
    }
    return lowest;
  }

  /** The messages for exactly this round, in ascending order of validator. */
  at(round: number): RoundChange[] {
    const found: RoundChange[] = [];
    for (const message of this.latest) {
      if (message?.signed.body.round === round) found.push(message);
    }
    return found;
  }

  clear(): void {
    if (this.known === 0) return;
    this.latest.fill(null);
    this.known = 0;
  }
}
