import { ed25519 } from '@noble/curves/ed25519.js';
import { toHex } from './hash.ts';
import { secretOf } from './keys.ts';

/**
 * Ed25519 public keys (RFC 8032) of a run's key holders, in lower-case hex, derived before the run
 * where the platform does not say them: Firefox cannot export the public half of an imported key,
 * and a page that is not served over https has no WebCrypto at all (ADR 0040).
 */
export function publicKeysOf(seed: number, holders: readonly string[]): Map<string, string> {
  return new Map(holders.map((holder) =>
    [holder, toHex(ed25519.getPublicKey(secretOf(seed, holder)))]));
}
