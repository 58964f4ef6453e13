import { assert } from '../kernel/assert.ts';
import { isMajority } from './raft-configuration.ts';
import type { Configuration } from './raft-configuration.ts';

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

  /** Its own vote counts where it is "part of its latest configuration" (thesis 4.2.2). */
  begin(term: number, self: number, { servers }: Configuration): void {
    this.term = term;
    this.votes.fill(false);
    this.votes[self] = servers.includes(self);
  }

  add(voter: number): void {
    assert(voter >= 0 && voter < this.members, 'a vote comes from a member');
    this.votes[voter] = true;
  }

  /** By "the caller's configuration" (thesis 4.1). */
  isWonIn(configuration: Configuration): boolean {
    return isMajority(configuration, (server) => this.votes[server] === true);
  }

  /** Member 0 first: `1101` = all but member 2. */
  get bitmap(): string {
    return this.votes.map((given) => (given ? '1' : '0')).join('');
  }
}
