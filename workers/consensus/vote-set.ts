import type { Signed } from '../crypto/keys.ts';
import { assert } from '../kernel/assert.ts';

/**
 * The votes of one kind, height and round: at most one a validator, counted by digest as they
 * come, so that asking for a quorum costs no scan. An honest round has one digest.
 */
export class VoteSet<B extends { readonly digest: string }> {
  private readonly votes: (Signed<B> | null)[];
  private readonly digests: string[] = [];
  private readonly counts: number[] = [];

  constructor(members: number) {
    this.votes = new Array<Signed<B> | null>(members).fill(null);
  }

  /**
   * Counts a vote whose author is proved. The first vote of an author stands; returns
   * `repeated` for the same again, `equivocated` for another digest, which is a provable lie.
   */
  add(author: number, signed: Signed<B>): 'counted' | 'repeated' | 'equivocated' {
    assert(author >= 0 && author < this.votes.length, 'a vote comes from a validator');
    const { digest } = signed.body;
    const earlier = this.votes[author];
    if (earlier) return earlier.body.digest === digest ? 'repeated' : 'equivocated';
    this.votes[author] = signed;
    const index = this.digests.indexOf(digest);
    if (index < 0) {
      this.digests.push(digest);
      this.counts.push(1);
    } else {
      this.counts[index] = this.counts[index]! + 1;
    }
    return 'counted';
  }

  /** How many have voted at all. */
  get total(): number {
    let total = 0;
    for (const count of this.counts) total += count;
    return total;
  }

  count(digest: string): number {
    const index = this.digests.indexOf(digest);
    return index < 0 ? 0 : this.counts[index]!;
  }

  /** The digest that at least `quorum` have voted for, or null. */
  digestWith(quorum: number): string | null {
    for (let index = 0; index < this.counts.length; index += 1) {
      if (this.counts[index]! >= quorum) return this.digests[index]!;
    }
    return null;
  }

  /** The votes for a digest, in ascending order of validator. */
  votesFor(digest: string): Signed<B>[] {
    const found: Signed<B>[] = [];
    for (const vote of this.votes) if (vote?.body.digest === digest) found.push(vote);
    return found;
  }

  votersFor(digest: string): number[] {
    const found: number[] = [];
    this.votes.forEach((vote, author) => {
      if (vote?.body.digest === digest) found.push(author);
    });
    return found;
  }

  clear(): void {
    this.votes.fill(null);
    this.digests.length = 0;
    this.counts.length = 0;
  }
}
