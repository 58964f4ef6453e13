import { assert } from '../kernel/assert.ts';
import { majorityOf } from './quorum.ts';

/** The votes of one election, or of the question before it (section 5.2; thesis 9.6). */
export class Campaign {
  private readonly votes: boolean[];
  private readonly members: number;
  /** The term stood for. */
  term = 0;

  constructor(members: number) {
    this.members = members;
    this.votes = new Array<boolean>(members).fill(false);
  }

  begin(term: number, self: number): void {
    this.term = term;
    this.votes.fill(false);
    this.votes[self] = true;
  }

  add(voter: number): void {
    assert(voter >= 0 && voter < this.members, 'a vote comes from a member');
    this.votes[voter] = true;
  }

  get isWon(): boolean {
    return this.votes.filter(Boolean).length >= majorityOf(this.members);
  }

  /** Member 0 first: `1101` = all but member 2. */
  get bitmap(): string {
    return this.votes.map((given) => (given ? '1' : '0')).join('');
  }
}
