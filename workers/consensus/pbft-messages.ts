import type { Signed } from '../crypto/keys.ts';
import type { CatchUp, Decided } from './catch-up-messages.ts';
import type { Payload, Wire } from './protocol.ts';
import { SIGNED_VOTE_BYTES } from './seals.ts';
import type { SealedDecision } from './seals.ts';

/**
 * The messages of PBFT by the names of Castro & Liskov 1999, section 4, in its version with
 * signatures: ⟨…⟩σ is `signed`. The sequence number n is the height of a block.
 */
export type PbftMessage =
  | PrePrepare | Prepare | Commit | Checkpoint | ViewChange | NewView
  | Decided<PbftDecision> | CatchUp;

export type PbftDecision = SealedDecision<CommitBody>;

/** ⟨PRE-PREPARE, v, n, d⟩ */
export interface PrePrepareBody {
  readonly kind: 'pre-prepare';
  readonly view: number;
  readonly sequence: number;
  readonly digest: string;
}

/** ⟨PREPARE, v, n, d, i⟩ */
export interface PrepareBody {
  readonly kind: 'prepare';
  readonly view: number;
  readonly sequence: number;
  readonly digest: string;
}

/** ⟨COMMIT, v, n, D(m), i⟩ */
export interface CommitBody {
  readonly kind: 'commit';
  readonly view: number;
  readonly sequence: number;
  readonly digest: string;
}

/** ⟨CHECKPOINT, n, d, i⟩: the digest of block n, which covers the state it leaves. */
export interface CheckpointBody {
  readonly kind: 'checkpoint';
  readonly sequence: number;
  readonly digest: string;
}

/** A stable checkpoint with its proof, a quorum of CHECKPOINTs; genesis needs none. */
export interface StableCheckpoint {
  readonly sequence: number;
  readonly proof: readonly Signed<CheckpointBody>[];
}

/** One P_m: a PRE-PREPARE and 2f matching PREPAREs of different backups. */
export interface PreparedProof {
  readonly prePrepare: Signed<PrePrepareBody>;
  readonly prepares: readonly Signed<PrepareBody>[];
}

/** ⟨VIEW-CHANGE, v+1, n, C, P, i⟩ */
export interface ViewChangeBody {
  readonly kind: 'view-change';
  readonly view: number;
  readonly checkpoint: StableCheckpoint;
  /** By sequence number, ascending. */
  readonly prepared: readonly PreparedProof[];
}

/** ⟨NEW-VIEW, v+1, V, O⟩ */
export interface NewViewBody {
  readonly kind: 'new-view';
  readonly view: number;
  readonly viewChanges: readonly Signed<ViewChangeBody>[];
  /** By sequence number, ascending. */
  readonly prePrepares: readonly Signed<PrePrepareBody>[];
}

export interface PrePrepare extends Wire {
  readonly kind: 'pre-prepare';
  readonly signed: Signed<PrePrepareBody>;
  readonly payload: Payload;
}

export interface Prepare extends Wire {
  readonly kind: 'prepare';
  readonly signed: Signed<PrepareBody>;
}

export interface Commit extends Wire {
  readonly kind: 'commit';
  readonly signed: Signed<CommitBody>;
}

export interface Checkpoint extends Wire {
  readonly kind: 'checkpoint';
  readonly signed: Signed<CheckpointBody>;
}

export interface ViewChange extends Wire {
  readonly kind: 'view-change';
  readonly signed: Signed<ViewChangeBody>;
  /** Of the last prepared block; the paper's replicas fetch requests apart. */
  readonly payload: Payload | null;
  /** The last block its sender has executed, so that one who lags is given the others. */
  readonly executed: number;
  readonly evidence: number;
}

export interface NewView extends Wire {
  readonly kind: 'new-view';
  readonly signed: Signed<NewViewBody>;
  /** Of the last PRE-PREPARE in O. */
  readonly payload: Payload | null;
  readonly evidence: number;
}

export function prePrepare(signed: Signed<PrePrepareBody>, payload: Payload): PrePrepare {
  const { view, sequence } = signed.body;
  return { kind: 'pre-prepare', bytes: SIGNED_VOTE_BYTES + payload.bytes,
    occasion: `pre-prepare/${view}/${sequence}`, signed, payload };
}

export function prepare(signed: Signed<PrepareBody>): Prepare {
  const { view, sequence } = signed.body;
  return { kind: 'prepare', bytes: SIGNED_VOTE_BYTES, occasion: `prepare/${view}/${sequence}`,
    signed };
}

export function commit(signed: Signed<CommitBody>): Commit {
  const { view, sequence } = signed.body;
  return { kind: 'commit', bytes: SIGNED_VOTE_BYTES, occasion: `commit/${view}/${sequence}`,
    signed };
}

export function checkpoint(signed: Signed<CheckpointBody>): Checkpoint {
  return { kind: 'checkpoint', bytes: SIGNED_VOTE_BYTES,
    occasion: `checkpoint/${signed.body.sequence}`, signed };
}

export function viewChange(
  signed: Signed<ViewChangeBody>, payload: Payload | null, executed: number,
): ViewChange {
  const evidence = evidenceOf(signed.body);
  const bytes = SIGNED_VOTE_BYTES + 8 + evidence * SIGNED_VOTE_BYTES + (payload?.bytes ?? 0);
  return { kind: 'view-change', bytes, occasion: `view-change/${signed.body.view}`, signed,
    payload, executed, evidence };
}

export function newView(signed: Signed<NewViewBody>, payload: Payload | null): NewView {
  const { view, viewChanges, prePrepares } = signed.body;
  let evidence = prePrepares.length + viewChanges.length;
  for (const { body } of viewChanges) evidence += evidenceOf(body);
  const bytes = SIGNED_VOTE_BYTES + evidence * SIGNED_VOTE_BYTES + (payload?.bytes ?? 0);
  return { kind: 'new-view', bytes, occasion: `new-view/${view}`, signed, payload, evidence };
}

/** Signatures that a VIEW-CHANGE carries in C and P. */
function evidenceOf({ checkpoint: { proof }, prepared }: ViewChangeBody): number {
  return proof.length + prepared.reduce((sum, { prepares }) => sum + 1 + prepares.length, 0);
}
