import { ed25519 } from '@noble/curves/ed25519.js';
import { toHex } from './hash.ts';
import { secretOf } from './keys.ts';

/**
 * The real Ed25519 signature (RFC 8032) that an ideal one stood for, in lower-case hex. Outside the
 * loop and on demand: Ed25519 is deterministic, so it is the same whenever it is made.
 */
export function materialise(seed: number, signer: string, message: Uint8Array): string {
  return toHex(ed25519.sign(message, secretOf(seed, signer)));
}
