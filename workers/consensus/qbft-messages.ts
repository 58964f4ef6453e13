import type { Signed } from '../crypto/keys.ts';
import type { Payload, Wire } from './protocol.ts';
import type { QbftDecision } from './decision.ts';

/**
 * The messages of QBFT, named as in the EEA specification: PROPOSAL is the PRE-PREPARE of
 * Moniz 2020. Each carries a signed body; what travels beside the body is evidence that its
 * receiver checks for itself. Rounds count from 0, as in the specification (the paper: from 1).
 */
export type QbftMessage = HeightMessage | Decided | CatchUp;

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

/** Answer to one who lags behind: blocks with their certificates, which need no other trust. */
export interface Decided extends Wire {
  readonly kind: 'decided';
  /** Consecutive heights, ascending. */
  readonly decisions: readonly QbftDecision[];
  /** The last height the sender has decided. */
  readonly head: number;
}

/** Asks one validator for what was decided from `height` on. */
export interface CatchUp extends Wire {
  readonly kind: 'catch-up';
  readonly height: number;
}

/**
 * Bytes of a compact binary encoding: kind 1, height 8, round 4, digest 32 (SHA-256), signer 2,
 * signature 64 (Ed25519, RFC 8032). An approximation: nothing on the wire is really encoded so.
 */
export const SIGNED_VOTE_BYTES = 1 + 8 + 4 + 32 + 2 + 64;
export const SIGNED_ROUND_CHANGE_BYTES = SIGNED_VOTE_BYTES + 4;
const CATCH_UP_BYTES = 1 + 8;

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

/** `asked` names the message answered, so that each answer is a draw of its own. */
export function decided(
  decisions: readonly QbftDecision[], head: number, asked: string,
): Decided {
  let bytes = 1 + 8;
  for (const { payload, certificate } of decisions) {
    bytes += payload.bytes + certificate.seals.length * SIGNED_VOTE_BYTES;
  }
  return { kind: 'decided', bytes, occasion: `decided/${asked}`, decisions, head };
}

export function catchUp(height: number): CatchUp {
  return { kind: 'catch-up', bytes: CATCH_UP_BYTES, occasion: `catch-up/${height}`, height };
}
