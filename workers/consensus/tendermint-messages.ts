import type { Signed } from '../crypto/keys.ts';
import type { CatchUp, Decided } from './catch-up-messages.ts';
import type { Payload, Wire } from './protocol.ts';
import { SIGNED_VOTE_BYTES } from './seals.ts';
import type { SealedDecision } from './seals.ts';

/** The messages of Tendermint by the names of Buchman, Kwon & Milosevic 2018, Algorithm 1. */
export type TendermintMessage = HeightMessage | Decided<TendermintDecision> | CatchUp;

/** Signed, and each belongs to one height. */
export type HeightMessage = Proposal | Prevote | Precommit;

export type TendermintDecision = SealedDecision<PrecommitBody>;

/** The `id` of the paper's nil. */
export const NIL = '';

/** ⟨PROPOSAL, h, round, v, validRound⟩; −1 where nothing is valid yet. */
export interface ProposalBody {
  readonly kind: 'proposal';
  readonly height: number;
  readonly round: number;
  readonly digest: string;
  readonly validRound: number;
}

/** ⟨PREVOTE, h, round, id(v)⟩ */
export interface PrevoteBody {
  readonly kind: 'prevote';
  readonly height: number;
  readonly round: number;
  readonly digest: string;
}

/** ⟨PRECOMMIT, h, round, id(v)⟩ */
export interface PrecommitBody {
  readonly kind: 'precommit';
  readonly height: number;
  readonly round: number;
  readonly digest: string;
}

export interface Proposal extends Wire {
  readonly kind: 'proposal';
  readonly signed: Signed<ProposalBody>;
  readonly payload: Payload;
  /** The 2f + 1 PREVOTEs of `validRound`, which the paper's gossip would have brought. */
  readonly prevotes: readonly Signed<PrevoteBody>[];
  readonly evidence: number;
}

export interface Prevote extends Wire {
  readonly kind: 'prevote';
  readonly signed: Signed<PrevoteBody>;
}

export interface Precommit extends Wire {
  readonly kind: 'precommit';
  readonly signed: Signed<PrecommitBody>;
}

export function proposal(
  signed: Signed<ProposalBody>, payload: Payload, prevotes: readonly Signed<PrevoteBody>[],
): Proposal {
  const { height, round } = signed.body;
  const bytes = SIGNED_VOTE_BYTES + 4 + payload.bytes + prevotes.length * SIGNED_VOTE_BYTES;
  return { kind: 'proposal', bytes, occasion: `proposal/${height}/${round}`, signed, payload,
    prevotes, evidence: prevotes.length };
}

export function prevote(signed: Signed<PrevoteBody>): Prevote {
  const { height, round } = signed.body;
  return { kind: 'prevote', bytes: SIGNED_VOTE_BYTES, occasion: `prevote/${height}/${round}`,
    signed };
}

export function precommit(signed: Signed<PrecommitBody>): Precommit {
  const { height, round } = signed.body;
  return { kind: 'precommit', bytes: SIGNED_VOTE_BYTES, occasion: `precommit/${height}/${round}`,
    signed };
}
