import type { PrecommitBody, PrevoteBody, Proposal } from './tendermint-messages.ts';
import { VoteSet } from './vote-set.ts';

/** What a process has heard in one round of the height it is deciding. */
export class Round {
  round = 0;
  proposal: Proposal | null = null;
  /** Lines 34, 36 and 47 fire "for the first time" only. */
  hasTimedPrevote = false;
  hasPolka = false;
  hasTimedPrecommit = false;
  readonly prevotes: VoteSet<PrevoteBody>;
  readonly precommits: VoteSet<PrecommitBody>;

  constructor(members: number) {
    this.prevotes = new VoteSet<PrevoteBody>(members);
    this.precommits = new VoteSet<PrecommitBody>(members);
  }

  clear(round: number): void {
    this.round = round;
    this.proposal = null;
    this.hasTimedPrevote = false;
    this.hasPolka = false;
    this.hasTimedPrecommit = false;
    this.prevotes.clear();
    this.precommits.clear();
  }
}

/**
 * The rounds of one height. Round 0 is kept between heights, because nearly every block is decided
 * in it and nothing then is allocated.
 */
export class Rounds {
  private readonly first: Round;
  private readonly later = new Map<number, Round>();
  /** The highest round each process has been heard in, for line 55; −1: none. */
  private readonly heard: Int32Array;
  private readonly members: number;

  constructor(members: number) {
    this.members = members;
    this.first = new Round(members);
    this.heard = new Int32Array(members).fill(-1);
  }

  at(round: number): Round {
    if (round === 0) return this.first;
    let known = this.later.get(round);
    if (known === undefined) {
      known = new Round(this.members);
      known.round = round;
      this.later.set(round, known);
    }
    return known;
  }

  hear(author: number, round: number): void {
    if (round > this.heard[author]!) this.heard[author] = round;
  }

  /** The latest round that at least `count` processes have reached; −1: none. */
  reachedBy(count: number): number {
    const sorted = [...this.heard].sort((a, b) => b - a);
    return sorted[count - 1] ?? -1;
  }

  clear(): void {
    this.first.clear(0);
    this.heard.fill(-1);
    for (const [number, round] of this.later) round.clear(number);
    this.later.clear();
  }
}
