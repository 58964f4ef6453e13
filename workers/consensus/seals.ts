import type { Signed } from '../crypto/keys.ts';
import type { Certificate, Payload } from './protocol.ts';
import type { Validators } from './validators.ts';

/**
 * Bytes of a compact binary encoding: kind 1, height 8, round 4, digest 32 (SHA-256), signer 2,
 * signature 64 (Ed25519, RFC 8032). An approximation: nothing on the wire is really encoded so.
 */
export const SIGNED_VOTE_BYTES = 1 + 8 + 4 + 32 + 2 + 64;

/** A certificate with the signed votes themselves, which convince one who was away. */
export interface SealedCertificate<B> extends Certificate {
  /** In the order of `signers`. */
  readonly seals: readonly Signed<B>[];
}

/** A decided payload with its proof. */
export interface SealedDecision<B> {
  readonly height: number;
  readonly payload: Payload;
  readonly certificate: SealedCertificate<B>;
}

/** Whether a quorum of distinct validators really sealed this payload at this height. */
export function isSealed<B>(
  validators: Validators, decision: SealedDecision<B>, isVoteFor: (body: B) => boolean,
): boolean {
  const { height, payload, certificate } = decision;
  if (certificate.height !== height || certificate.digest !== payload.digest) return false;
  if (certificate.seals.length !== certificate.signers.length) return false;
  let last = -1;
  for (const [index, seal] of certificate.seals.entries()) {
    if (!isVoteFor(seal.body)) return false;
    const author = validators.authorOf(seal);
    if (author <= last || author !== certificate.signers[index]) return false;
    last = author;
  }
  return certificate.seals.length >= validators.quorum;
}

/** The signers of a certificate as text, validator 0 first: `1101` = all but validator 2. */
export function signerBitmap(signers: readonly number[], members: number): string {
  if (DIGITS.length !== members) DIGITS.length = members;
  DIGITS.fill(ZERO);
  for (const signer of signers) DIGITS[signer] = ONE;
  // Written in one piece: put together digit by digit it would be a chain of as many objects.
  return String.fromCharCode.apply(null, DIGITS);
}

const [ZERO, ONE] = [0x30, 0x31];
/** Written whole before it is read, and nothing survives from one call to the next. */
const DIGITS: number[] = [];
