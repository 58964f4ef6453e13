import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { assert } from '../kernel/assert.ts';
import { canonical } from './canonical.ts';
import { sha256Bytes } from './hash.ts';

/** XChaCha20-Poly1305: ciphertext followed by its 16-byte tag (draft-irtf-cfrg-xchacha-03 §2). */
export const SEAL_BYTES = 16;
const KEY_BYTES = 32;
const NONCE_BYTES = 24;

/**
 * Seals bytes under a 32-byte key and a 24-byte nonce. `aad` is bound to them, not hidden: opening
 * under any other fails. One (key, nonce) pair must never seal two different texts.
 */
export function seal(
  key: Uint8Array,
  nonce: Uint8Array,
  bytes: Uint8Array,
  aad: Uint8Array,
): Uint8Array {
  assertSizes(key, nonce);
  return xchacha20poly1305(key, nonce, aad).encrypt(bytes);
}

/** The sealed bytes, or null when key, nonce, aad or a single sealed bit is not what it was. */
export function open(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  aad: Uint8Array,
): Uint8Array | null {
  assertSizes(key, nonce);
  if (sealed.length < SEAL_BYTES) return null;
  try {
    return xchacha20poly1305(key, nonce, aad).decrypt(sealed);
  } catch {
    return null; // The library throws on a wrong tag; here that is an answer, not an error.
  }
}

/**
 * The key of one version of one record: HMAC-SHA256 (RFC 2104) as a pseudo-random function of its
 * custodian's secret. Each record has its own, so that erasing one erases one.
 */
export function recordKey(secret: Uint8Array, recordId: string, version: number): Uint8Array {
  assert(secret.length === KEY_BYTES, 'a custodian has a 32-byte secret');
  return hmac(sha256, secret, canonical(['record key', recordId, version]));
}

/** Deterministic: a record key seals exactly one text, so this nonce is used once under it. */
export function recordNonce(recordId: string, version: number): Uint8Array {
  return nonceOf('record', recordId, version);
}

/**
 * For a record key wrapped under a pair key. One pair key wraps many record keys, so the nonce
 * names direction, record and version; wrapping the same one again gives the same bytes.
 */
export function wrapNonce(from: string, to: string, recordId: string, version: number): Uint8Array {
  return nonceOf('wrap', from, to, recordId, version);
}

function nonceOf(...parts: readonly (string | number)[]): Uint8Array {
  return sha256Bytes(canonical(['nonce', ...parts])).slice(0, NONCE_BYTES);
}

function assertSizes(key: Uint8Array, nonce: Uint8Array): void {
  assert(key.length === KEY_BYTES, 'a sealing key is 32 bytes');
  assert(nonce.length === NONCE_BYTES, 'a sealing nonce is 24 bytes');
}
