/**
 * Of each validator the message with the highest number (a round, a view) it has sent. A validator
 * that has moved on does not act in what it left, so its older message helps nobody; keeping one
 * each also bounds what a liar can make us store.
 */
export class LatestMessages<M> {
  private readonly latest: (M | null)[];
  private readonly numberOf: (message: M) => number;
  private known = 0;

  constructor(members: number, numberOf: (message: M) => number) {
    this.latest = new Array<M | null>(members).fill(null);
    this.numberOf = numberOf;
  }

  /** Keeps a valid message of a proved author; false if it is not newer than the one we have. */
  add(author: number, message: M): boolean {
    const earlier = this.latest[author];
    if (earlier && this.numberOf(earlier) >= this.numberOf(message)) return false;
    if (!earlier) this.known += 1;
    this.latest[author] = message;
    return true;
  }

  countAbove(number: number): number {
    let count = 0;
    for (const message of this.latest) if (message && this.numberOf(message) > number) count += 1;
    return count;
  }

  /** The r_min of Moniz 2020, Algorithm 3:6; Infinity when nobody is above. */
  lowestAbove(number: number): number {
    let lowest = Infinity;
    for (const message of this.latest) {
      if (message && this.numberOf(message) > number) {
        lowest = Math.min(lowest, this.numberOf(message));
      }
    }
    return lowest;
  }

  /** The messages for exactly this number, in ascending order of validator. */
  at(number: number): M[] {
    const found: M[] = [];
    for (const message of this.latest) {
      if (message && this.numberOf(message) === number) found.push(message);
    }
    return found;
  }

  clear(): void {
    if (this.known === 0) return;
    this.latest.fill(null);
    this.known = 0;
  }
}
