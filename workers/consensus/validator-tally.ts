import type { MemberVote } from './protocol.ts';

/**
 * Who the validators are after a block, as the votes in the headers up to it say: block header
 * validator selection of QBFT as Hyperledger Besu has it (`VoteTally`, `VoteTallyUpdater` of
 * consensus.common.validator.blockbased, 2022). A function of the chain alone.
 */
export class ValidatorTally {
  private readonly epochBlocks: number;
  /** By their names; in the order of members. */
  private current: readonly string[];
  private readonly members: readonly string[];
  /** Of each voter the latest vote about a member, by whom it is about. */
  private readonly votes = new Map<string, Map<string, MemberVote['choice']>>();

  constructor(members: readonly string[], epochBlocks: number) {
    this.members = members;
    this.current = members;
    this.epochBlocks = epochBlocks;
  }

  get validators(): readonly string[] {
    return this.current;
  }

  /** What `voter` has said that is still counted; undefined: nothing. */
  said(voter: string, about: string): MemberVote['choice'] | undefined {
    return this.votes.get(about)?.get(voter);
  }

  /**
   * Counts the block that comes next. The last block of an epoch forgets what is pending and counts
   * no vote of its own. True where the validators are others from the block after it.
   */
  apply(height: number, vote: MemberVote | undefined): boolean {
    if (this.isEpoch(height)) {
      this.votes.clear();
      return false;
    }
    if (vote === undefined || !this.members.includes(vote.about)) return false;
    const about = this.votes.get(vote.about) ?? new Map<string, MemberVote['choice']>();
    this.votes.set(vote.about, about.set(vote.voter, vote.choice));
    // A limit that has fallen since may let an opposite vote be the one that passes the others.
    const passes = (['add', 'drop'] as const).find((each) =>
      [...about.values()].filter((choice) => choice === each).length >= this.limit);
    return passes !== undefined && this.pass(vote.about, passes);
  }

  /** Besu numbers its epochs by blocks that are a multiple of `epochlength`. */
  isEpoch(height: number): boolean {
    return height % this.epochBlocks === 0;
  }

  /** More than half of the validators. */
  private get limit(): number {
    return Math.floor(this.current.length / 2) + 1;
  }

  /** What was said about that member is forgotten, and what it said itself where it is dropped. */
  private pass(about: string, choice: MemberVote['choice']): boolean {
    this.votes.delete(about);
    const before = this.current;
    const next = this.members.filter((name) =>
      (name === about ? choice === 'add' : before.includes(name)));
    // Nobody would be left to decide anything: the vote is void (ADR 137).
    if (next.length === 0) return false;
    if (choice === 'drop') for (const said of this.votes.values()) said.delete(about);
    this.current = next;
    return next.length !== before.length;
  }
}
