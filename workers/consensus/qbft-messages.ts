import type { Signed } from '../crypto/keys.ts';
import type { CatchUp, Decided } from './catch-up-messages.ts';
import type { QbftDecision } from './decision.ts';
import type { Payload, Wire } from './protocol.ts';
import { SIGNED_VOTE_BYTES } from './seals.ts';

/**
 * The messages of QBFT, named as in the EEA specification: PROPOSAL is the PRE-PREPARE of
 * Moniz 2020. Each carries a signed body; what travels beside the body is evidence that its
 * receiver checks for itself. Rounds count from 0, as in the specification (the paper: from 1).
 */
export type QbftMessage = HeightMessage | Decided<QbftDecision> | CatchUp | VotePending;

/** The messages of the paper: signed, and each belongs to one height. */
export type HeightMessage = Proposal | Prepare | Commit | RoundChange;

/** The kind is inside what is signed, so that a PREPARE can never be passed off as a COMMIT. */
export interface ProposalBody {
  readonly kind: 'proposal';
  readonly height: number;
  readonly round: number;
  readonly digest: string;
}

export interface PrepareBody {
  readonly kind: 'prepare';
  readonly height: number;
  readonly round: number;
  readonly digest: string;
}

export interface CommitBody {
  readonly kind: 'commit';
  readonly height: number;
  readonly round: number;
  readonly digest: string;
}

/** `preparedRound` and `preparedDigest` are the paper's pr and pv; null is its ⊥. */
export interface RoundChangeBody {
  readonly kind: 'round-change';
  readonly height: number;
  readonly round: number;
  readonly preparedRound: number | null;
  readonly preparedDigest: string | null;
}

/** ⟨PRE-PREPARE, λ, r, value⟩ with the justification of Moniz 2020, Algorithm 4. */
export interface Proposal extends Wire {
  readonly kind: 'proposal';
  readonly signed: Signed<ProposalBody>;
  readonly payload: Payload;
  readonly roundChanges: readonly Signed<RoundChangeBody>[];
  readonly prepares: readonly Signed<PrepareBody>[];
}

export interface Prepare extends Wire {
  readonly kind: 'prepare';
  readonly signed: Signed<PrepareBody>;
}

export interface Commit extends Wire {
  readonly kind: 'commit';
  readonly signed: Signed<CommitBody>;
}

/** ⟨ROUND-CHANGE, λ, r, pr, pv⟩, with the prepared payload and the quorum that prepared it. */
export interface RoundChange extends Wire {
  readonly kind: 'round-change';
  readonly signed: Signed<RoundChangeBody>;
  readonly preparedPayload: Payload | null;
  readonly prepares: readonly Signed<PrepareBody>[];
}

/** So many votes on members wait for a block of the sender's, which is not in the specification. */
export interface VotePending extends Wire {
  readonly kind: 'vote-pending';
  /** The first that may hold one. */
  readonly height: number;
  readonly votes: number;
}

export const SIGNED_ROUND_CHANGE_BYTES = SIGNED_VOTE_BYTES + 4;

export function proposal(
  signed: Signed<ProposalBody>,
  payload: Payload,
  roundChanges: readonly Signed<RoundChangeBody>[],
  prepares: readonly Signed<PrepareBody>[],
): Proposal {
  const bytes = SIGNED_VOTE_BYTES + payload.bytes
    + roundChanges.length * SIGNED_ROUND_CHANGE_BYTES + prepares.length * SIGNED_VOTE_BYTES;
  const { height, round } = signed.body;
  const occasion = `proposal/${height}/${round}`;
  return { kind: 'proposal', bytes, occasion, signed, payload, roundChanges, prepares };
}

export function prepare(signed: Signed<PrepareBody>): Prepare {
  const occasion = `prepare/${signed.body.height}/${signed.body.round}`;
  return { kind: 'prepare', bytes: SIGNED_VOTE_BYTES, occasion, signed };
}

export function commit(signed: Signed<CommitBody>): Commit {
  const occasion = `commit/${signed.body.height}/${signed.body.round}`;
  return { kind: 'commit', bytes: SIGNED_VOTE_BYTES, occasion, signed };
}

export function roundChange(
  signed: Signed<RoundChangeBody>,
  preparedPayload: Payload | null,
  prepares: readonly Signed<PrepareBody>[],
): RoundChange {
  const bytes = SIGNED_ROUND_CHANGE_BYTES + prepares.length * SIGNED_VOTE_BYTES
    + (preparedPayload === null ? 0 : preparedPayload.bytes);
  const occasion = `round-change/${signed.body.height}/${signed.body.round}`;
  return { kind: 'round-change', bytes, occasion, signed, preparedPayload, prepares };
}
