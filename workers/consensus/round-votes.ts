import type { CommitBody, PrepareBody, Proposal } from './qbft-messages.ts';
import { VoteSet } from './vote-set.ts';

/** What a validator has heard and said in one round of the height it is deciding. */
export class RoundVotes {
  round = 0;
  /** The one proposal accepted in this round; a second is never looked at. */
  proposal: Proposal | null = null;
  /** Rules 2:4 and 3:11 fire at most once a round (Moniz 2020, section 3). */
  hasCommitted = false;
  hasProposed = false;
  readonly prepares: VoteSet<PrepareBody>;
  readonly commits: VoteSet<CommitBody>;

  constructor(members: number) {
    this.prepares = new VoteSet<PrepareBody>(members);
    this.commits = new VoteSet<CommitBody>(members);
  }

  clear(round: number): void {
    this.round = round;
    this.proposal = null;
    this.hasCommitted = false;
    this.hasProposed = false;
    this.prepares.clear();
    this.commits.clear();
  }
}
