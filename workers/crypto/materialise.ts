import { ed25519 } from '@noble/curves/ed25519.js';
import { fromHex, toHex } from './hash.ts';
import { secretOf } from './keys.ts';

/**
 * The real Ed25519 signature (RFC 8032) that an ideal one stood for, in lower-case hex. Outside the
 * loop and on demand: Ed25519 is deterministic, so it is the same whenever it is made.
 */
export function materialise(seed: number, signer: string, message: Uint8Array): string {
  return toHex(ed25519.sign(message, secretOf(seed, signer)));
}

/**
 * Whether the holder of the public key signed exactly this message (RFC 8032 §5.1.7, strictly).
 * Key and signature in lower-case hex; what is none verifies nothing.
 */
export function verifySignature(publicKey: string, message: Uint8Array, signature: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(publicKey) || !/^[0-9a-f]{128}$/.test(signature)) return false;
  try {
    return ed25519.verify(fromHex(signature), message, fromHex(publicKey), { zip215: false });
  } catch {
    // The library throws on a point that is not on the curve.
    return false;
  }
}
