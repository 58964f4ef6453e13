import { RoundVotes } from './round-votes.ts';

/**
 * The rounds of the height being decided. Round 0 is kept between heights, because nearly every
 * block is decided in it and nothing then is allocated.
 */
export class HeightVotes {
  private readonly first: RoundVotes;
  private readonly later = new Map<number, RoundVotes>();
  private readonly members: number;

  constructor(members: number) {
    this.members = members;
    this.first = new RoundVotes(members);
  }

  at(round: number): RoundVotes {
    if (round === 0) return this.first;
    const known = this.later.get(round);
    if (known) return known;
    const fresh = new RoundVotes(this.members);
    fresh.round = round;
    this.later.set(round, fresh);
    return fresh;
  }

  /** Empties the rounds themselves too: a rule that has just decided still holds one of them. */
  clear(): void {
    this.first.clear(0);
    if (this.later.size === 0) return;
    for (const [round, votes] of this.later) votes.clear(round);
    this.later.clear();
  }
}
