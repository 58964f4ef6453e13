import type { Signed } from '../crypto/keys.ts';
import { assert } from '../kernel/assert.ts';

/**
 * The votes of one kind, height and round: at most one a validator, counted by digest as they
 * come, so that asking for a quorum costs no scan. An honest round has one digest.
 */
export class VoteSet<B extends { readonly digest: string }> {
  private readonly votes: (Signed<B> | null)[];
  /** Sixteen authors each, a bit for who has been heard: `votes` itself may be far away. */
  private readonly heard: number[];
  /** The first digest heard, nearly always the only one: replicas keep one such set a block. */
  private first: string | null = null;
  private firstCount = 0;
  private others: Map<string, number> | null = null;

  constructor(members: number) {
    this.votes = new Array<Signed<B> | null>(members).fill(null);
    this.heard = new Array<number>((members + 15) >>> 4).fill(0);
  }

  /**
   * Counts a vote whose author is proved. The first vote of an author stands; returns
   * `repeated` for the same again, `equivocated` for another digest, which is a provable lie.
   */
  add(author: number, signed: Signed<B>): 'counted' | 'repeated' | 'equivocated' {
    assert(author >= 0 && author < this.votes.length, 'a vote comes from a validator');
    const { digest } = signed.body;
    const word = author >>> 4;
    const bit = 1 << (author & 15);
    const heard = this.heard[word]!;
    if ((heard & bit) !== 0) {
      return this.votes[author]!.body.digest === digest ? 'repeated' : 'equivocated';
    }
    this.heard[word] = heard | bit;
    this.votes[author] = signed;
    this.first ??= digest;
    if (digest === this.first) this.firstCount += 1;
    else {
      this.others ??= new Map<string, number>();
      this.others.set(digest, this.count(digest) + 1);
    }
    return 'counted';
  }

  /** How many have voted at all. */
  get total(): number {
    let total = this.firstCount;
    if (this.others !== null) for (const count of this.others.values()) total += count;
    return total;
  }

  count(digest: string): number {
    return digest === this.first ? this.firstCount : this.others?.get(digest) ?? 0;
  }

  /** The digest that at least `quorum` have voted for, or null. */
  digestWith(quorum: number): string | null {
    if (this.first !== null && this.firstCount >= quorum) return this.first;
    if (this.others === null) return null;
    for (const [digest, count] of this.others) if (count >= quorum) return digest;
    return null;
  }

  /** The votes for a digest, in ascending order of validator. */
  votesFor(digest: string): Signed<B>[] {
    const found = new Array<Signed<B>>(this.count(digest));
    let index = 0;
    for (const vote of this.votes) if (vote?.body.digest === digest) found[index++] = vote;
    return found;
  }

  votersFor(digest: string): number[] {
    const found = new Array<number>(this.count(digest));
    let index = 0;
    for (let author = 0; author < this.votes.length; author += 1) {
      if (this.votes[author]?.body.digest === digest) found[index++] = author;
    }
    return found;
  }

  clear(): void {
    this.votes.fill(null);
    this.heard.fill(0);
    this.first = null;
    this.firstCount = 0;
    this.others = null;
  }
}
