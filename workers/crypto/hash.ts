import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { assert } from '../kernel/assert.ts';

/** A SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits. */
export type Digest = string;

/** An unfinished hash: what the trace's fingerprint is fed into, block by block. */
export interface RunningHash {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** No block stands before the genesis block; its parent is this. */
export const ZERO_DIGEST: Digest = '0'.repeat(64);

export function sha256(bytes: Uint8Array): Digest {
  return toHex(nobleSha256(bytes));
}

export function sha256Bytes(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes);
}

export function createSha256(): RunningHash {
  return nobleSha256.create();
}

export function isDigest(value: unknown): value is Digest {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

/** Lower case. Written here because noble's uses the engine's own where there is one. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** Throws when the text is not an even number of lower-case hexadecimal digits. */
export function fromHex(text: string): Uint8Array {
  assert(/^(?:[0-9a-f]{2})*$/.test(text), 'hex text is pairs of the digits 0-9a-f');
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(text.slice(2 * index, 2 * index + 2), 16);
  }
  return bytes;
}
