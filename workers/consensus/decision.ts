import type { Signed } from '../crypto/keys.ts';
import type { CommitBody } from './qbft-messages.ts';
import { isSealed } from './seals.ts';
import type { SealedCertificate, SealedDecision } from './seals.ts';
import type { Validators } from './validators.ts';

/** A decided payload with its proof: the `Decide(λ, value, Qcommit)` of Moniz 2020, Alg. 2:10. */
export type QbftDecision = SealedDecision<CommitBody>;
export type QbftCertificate = SealedCertificate<CommitBody>;

/** `seals` are COMMITs for one (height, round, digest), in ascending order of validator. */
export function certify(
  seals: readonly Signed<CommitBody>[], signers: readonly number[],
): QbftCertificate {
  const { height, round, digest } = seals[0]!.body;
  return { height, round, digest, signers, seals };
}

/** Whether a quorum of distinct validators really sealed this payload at this height. */
export function isCertified(validators: Validators, decision: QbftDecision): boolean {
  const { height, payload: { digest }, certificate: { round } } = decision;
  return isSealed(validators, decision, (body) => body.kind === 'commit'
    && body.height === height && body.round === round && body.digest === digest);
}
