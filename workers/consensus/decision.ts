import type { Signed } from '../crypto/keys.ts';
import type { Certificate, Payload } from './protocol.ts';
import type { CommitBody } from './qbft-messages.ts';
import type { Validators } from './validators.ts';

/** A decided payload with its proof: the `Decide(λ, value, Qcommit)` of Moniz 2020, Alg. 2:10. */
export interface QbftDecision {
  readonly height: number;
  readonly payload: Payload;
  readonly certificate: QbftCertificate;
}

/** The certificate with the signed COMMITs themselves, which convince one who was away. */
export interface QbftCertificate extends Certificate {
  /** In the order of `signers`. */
  readonly seals: readonly Signed<CommitBody>[];
}

/** `seals` are COMMITs for one (height, round, digest), in ascending order of validator. */
export function certify(
  seals: readonly Signed<CommitBody>[], signers: readonly number[],
): QbftCertificate {
  const { height, round, digest } = seals[0]!.body;
  return { height, round, digest, signers, seals };
}

/** Whether a quorum of distinct validators really sealed this payload at this height. */
export function isCertified(validators: Validators, decision: QbftDecision): boolean {
  const { height, payload, certificate } = decision;
  if (certificate.height !== height || certificate.digest !== payload.digest) return false;
  if (certificate.seals.length !== certificate.signers.length) return false;
  let last = -1;
  for (const [index, seal] of certificate.seals.entries()) {
    const { body } = seal;
    if (body.kind !== 'commit' || body.height !== height) return false;
    if (body.round !== certificate.round || body.digest !== payload.digest) return false;
    const author = validators.authorOf(seal);
    if (author <= last || author !== certificate.signers[index]) return false;
    last = author;
  }
  return certificate.seals.length >= validators.quorum;
}

/** The signers of a certificate as text, validator 0 first: `1101` = all but validator 2. */
export function signerBitmap(signers: readonly number[], members: number): string {
  let bitmap = '';
  let next = 0;
  for (let member = 0; member < members; member += 1) {
    const signed = signers[next] === member;
    bitmap += signed ? '1' : '0';
    if (signed) next += 1;
  }
  return bitmap;
}
