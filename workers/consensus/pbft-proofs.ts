import type { Signed } from '../crypto/keys.ts';
import type { CheckpointBody, NewViewBody, PbftDecision, PrePrepareBody, PreparedProof,
  StableCheckpoint, ViewChangeBody } from './pbft-messages.ts';
import { isSealed } from './seals.ts';
import type { Validators } from './validators.ts';

/**
 * What makes a VIEW-CHANGE and a NEW-VIEW valid (Castro & Liskov 1999, section 4.4), as predicates
 * over signed evidence. `quorum` is the paper's 2f + 1.
 */

/** "The primary of a view is replica p = v mod |R|" (section 4). */
export function primaryOf(view: number, members: number): number {
  return view % members;
}

/** The `prepared` proof: a PRE-PREPARE of the view's primary and 2f PREPAREs of backups. */
export function isPreparedProof(validators: Validators, proof: PreparedProof): boolean {
  const { view, sequence, digest, kind } = proof.prePrepare.body;
  const primary = primaryOf(view, validators.members);
  if (kind !== 'pre-prepare' || validators.authorOf(proof.prePrepare) !== primary) return false;
  const seen = new Uint8Array(validators.members);
  seen[primary] = 1;
  for (const prepare of proof.prepares) {
    const { body } = prepare;
    if (body.kind !== 'prepare' || body.view !== view || body.sequence !== sequence) return false;
    const author = validators.authorOf(prepare);
    if (body.digest !== digest || author < 0 || seen[author] === 1) return false;
    seen[author] = 1;
  }
  return proof.prepares.length >= validators.quorum - 1;
}

/** Section 4.3: 2f + 1 CHECKPOINTs for the same sequence number and digest; genesis needs none. */
export function isStable(
  validators: Validators, checkpoint: StableCheckpoint, genesis: number,
): boolean {
  const { sequence, proof } = checkpoint;
  if (sequence === genesis) return proof.length === 0;
  const digest = proof[0]?.body.digest;
  const seen = new Uint8Array(validators.members);
  for (const each of proof) {
    const author = checkpointAuthor(validators, each, sequence, digest);
    if (author < 0 || seen[author] === 1) return false;
    seen[author] = 1;
  }
  return proof.length >= validators.quorum;
}

function checkpointAuthor(
  validators: Validators, signed: Signed<CheckpointBody>, sequence: number,
  digest: string | undefined,
): number {
  const { body } = signed;
  if (body.kind !== 'checkpoint' || body.sequence !== sequence || body.digest !== digest) return -1;
  return validators.authorOf(signed);
}

/** Judged once, as the same bytes are hashed once: they come again in every NEW-VIEW. */
const JUDGED = new WeakMap<Signed<ViewChangeBody>, boolean>();

export function isValidViewChange(
  validators: Validators, signed: Signed<ViewChangeBody>, place: { genesis: number; span: number },
): boolean {
  let verdict = JUDGED.get(signed);
  if (verdict === undefined) {
    verdict = judgeViewChange(validators, signed.body, place);
    JUDGED.set(signed, verdict);
  }
  return verdict;
}

function judgeViewChange(
  validators: Validators, body: ViewChangeBody, { genesis, span }: { genesis: number; span: number },
): boolean {
  const { view, checkpoint, prepared } = body;
  if (!isStable(validators, checkpoint, genesis)) return false;
  let last = checkpoint.sequence;
  for (const proof of prepared) {
    const { sequence, view: preparedIn } = proof.prePrepare.body;
    if (sequence <= last || sequence > checkpoint.sequence + span) return false;
    if (preparedIn >= view || !isPreparedProof(validators, proof)) return false;
    last = sequence;
  }
  return true;
}

/** What V obliges the new primary to propose again, and on which stable checkpoint. */
export interface NewViewOrder {
  /** min-s: the latest stable checkpoint in V. */
  readonly checkpoint: StableCheckpoint;
  /** For min-s + 1, min-s + 2, … max-s: the proof with the highest view in V. */
  readonly proofs: readonly PreparedProof[];
}

/**
 * The computation of O. The paper fills a gap with a null request; here there is none, because a
 * block is prepared on top of the last one executed: while at most f lie, whatever lies below a
 * prepared block is in some P of V. A gap means a lie, and gives null.
 */
export function orderOf(viewChanges: readonly Signed<ViewChangeBody>[]): NewViewOrder | null {
  let checkpoint: StableCheckpoint | null = null;
  const highest = new Map<number, PreparedProof>();
  for (const { body } of viewChanges) {
    if (checkpoint === null || body.checkpoint.sequence > checkpoint.sequence) {
      checkpoint = body.checkpoint;
    }
    for (const proof of body.prepared) {
      const { sequence, view } = proof.prePrepare.body;
      const known = highest.get(sequence);
      if (known === undefined || known.prePrepare.body.view < view) highest.set(sequence, proof);
    }
  }
  if (checkpoint === null) return null;
  const maxSequence = Math.max(checkpoint.sequence, ...highest.keys());
  const proofs: PreparedProof[] = [];
  for (let sequence = checkpoint.sequence + 1; sequence <= maxSequence; sequence += 1) {
    const proof = highest.get(sequence);
    if (proof === undefined) return null;
    proofs.push(proof);
  }
  return { checkpoint, proofs };
}

/** A NEW-VIEW is valid if V is a quorum of valid VIEW-CHANGEs and O follows from it. */
export function isValidNewView(
  validators: Validators, body: NewViewBody, place: { genesis: number; span: number },
): NewViewOrder | null {
  const { view, viewChanges, prePrepares } = body;
  const seen = new Uint8Array(validators.members);
  for (const signed of viewChanges) {
    const author = validators.authorOf(signed);
    if (author < 0 || seen[author] === 1 || signed.body.kind !== 'view-change') return null;
    if (signed.body.view !== view || !isValidViewChange(validators, signed, place)) return null;
    seen[author] = 1;
  }
  if (viewChanges.length < validators.quorum) return null;
  const order = orderOf(viewChanges);
  if (order === null || order.proofs.length !== prePrepares.length) return null;
  const primary = primaryOf(view, validators.members);
  for (const [index, signed] of prePrepares.entries()) {
    const wanted = order.proofs[index]!.prePrepare.body;
    if (!isProposedAgain(signed.body, wanted, view)) return null;
    if (validators.authorOf(signed) !== primary) return null;
  }
  return order;
}

function isProposedAgain(body: PrePrepareBody, wanted: PrePrepareBody, view: number): boolean {
  return body.kind === 'pre-prepare' && body.view === view
    && body.sequence === wanted.sequence && body.digest === wanted.digest;
}

/** Whether a quorum of COMMITs of one view stands behind the block. */
export function isCertified(validators: Validators, decision: PbftDecision): boolean {
  const { height, payload: { digest }, certificate: { round } } = decision;
  return isSealed(validators, decision, (body) => body.kind === 'commit'
    && body.sequence === height && body.view === round && body.digest === digest);
}
