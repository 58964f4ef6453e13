import type { CliqueHeader, Nonce } from './clique-header.ts';
import { DIFFICULTY_IN_TURN, DIFFICULTY_OUT_OF_TURN } from './clique-header.ts';

/** Why a header cannot follow on a snapshot, by the names of the reference implementation. */
export type SignerProblem = 'unauthorized signer' | 'recently signed';

export interface SignerVote {
  readonly signer: number;
  readonly beneficiary: number;
  readonly nonce: Nonce;
}

interface Signing {
  readonly number: number;
  readonly signer: number;
}

/**
 * Who may sign after a block, as the headers up to it say (EIP-225): the signers, who of them has
 * signed lately, and the votes that are pending. A function of the chain alone, and never changed:
 * each block gives another snapshot, which shares with the one before it what is the same.
 */
export class Snapshot {
  readonly number: number;
  /** Ascending. */
  readonly signers: readonly number[];
  /** The last blocks within `SIGNER_LIMIT`, oldest first. */
  readonly recents: readonly Signing[];
  /** The latest of each signer about each beneficiary, in the order of the chain. */
  readonly votes: readonly SignerVote[];

  constructor(
    number: number, signers: readonly number[], recents: readonly Signing[] = [],
    votes: readonly SignerVote[] = [],
  ) {
    this.number = number;
    this.signers = signers;
    this.recents = recents;
    this.votes = votes;
  }

  /** `SIGNER_LIMIT` = floor(`SIGNER_COUNT` / 2) + 1 */
  get limit(): number {
    return signerLimit(this.signers.length);
  }

  isSigner(member: number): boolean {
    return this.signers.includes(member);
  }

  /** `BLOCK_NUMBER % SIGNER_COUNT == SIGNER_INDEX`, of the block that comes next. */
  get inTurn(): number {
    return this.signers[(this.number + 1) % this.signers.length] ?? -1;
  }

  difficultyOf(signer: number): number {
    return signer === this.inTurn ? DIFFICULTY_IN_TURN : DIFFICULTY_OUT_OF_TURN;
  }

  /** Why a member may not sign the next block; null when it may. */
  problemOf(member: number): SignerProblem | null {
    if (!this.isSigner(member)) return 'unauthorized signer';
    const oldest = this.number + 1 - this.limit;
    return this.recents.some(({ number, signer }) => signer === member && number > oldest)
      ? 'recently signed' : null;
  }

  /** After the next block, by a signer who may sign it. A checkpoint's header holds no vote. */
  apply({ number, beneficiary, nonce }: CliqueHeader, signer: number, epochBlocks: number): Snapshot {
    const recents = within([...this.recents, { number, signer }], number, this.limit);
    const before = number % epochBlocks === 0 ? [] : this.votes;
    if (beneficiary === null) return new Snapshot(number, this.signers, recents, before);
    const votes = before.filter((vote) =>
      vote.signer !== signer || vote.beneficiary !== beneficiary);
    // A vote for what is already so is void, and yet takes back an earlier one.
    if (this.isSigner(beneficiary) === (nonce === 'drop')) votes.push({ signer, beneficiary, nonce });
    const passing = votes.filter((vote) => vote.beneficiary === beneficiary);
    return passing.length < this.limit
      ? new Snapshot(number, this.signers, recents, votes)
      : this.change(number, beneficiary, recents, votes);
  }

  /** A proposal passes: it takes effect at once, and what was said about it is forgotten. */
  private change(
    number: number, beneficiary: number, recents: readonly Signing[], votes: readonly SignerVote[],
  ): Snapshot {
    const rest = votes.filter((vote) => vote.beneficiary !== beneficiary);
    if (!this.isSigner(beneficiary)) {
      const signers = [...this.signers, beneficiary].sort((a, b) => a - b);
      return new Snapshot(number, signers, recents, rest);
    }
    const signers = this.signers.filter((signer) => signer !== beneficiary);
    return new Snapshot(number, signers, within(recents, number, signerLimit(signers.length)),
      rest.filter((vote) => vote.signer !== beneficiary));
  }
}

function signerLimit(signers: number): number {
  return Math.floor(signers / 2) + 1;
}

function within(recents: readonly Signing[], number: number, limit: number): readonly Signing[] {
  return recents.filter((each) => each.number > number - limit);
}
