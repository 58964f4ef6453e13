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

/** Lower case. Written here because noble's uses the engine's own where there is one. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) text += pieceOf(bytes, start);
  return text;
}

/** A digest in one piece: put together byte by byte it is a chain of as many, slow to compare. */
function pieceOf(bytes: Uint8Array, start: number): string {
  const count = Math.min(PIECE_BYTES, bytes.length - start);
  DIGITS.length = 2 * count;
  for (let index = 0; index < count; index += 1) {
    const byte = bytes[start + index]!;
    DIGITS[2 * index] = HEX[byte >>> 4]!;
    DIGITS[2 * index + 1] = HEX[byte & 15]!;
  }
  return String.fromCharCode.apply(null, DIGITS);
}

const PIECE_BYTES = 32;
const HEX: readonly number[] = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
/** Written whole before it is read, and nothing survives from one call to the next. */
const DIGITS: number[] = [];

/** Throws when the text is not an even number of lower-case hexadecimal digits. */
export function fromHex(text: string): Uint8Array {
  assert(/^(?:[0-9a-f]{2})*$/.test(text), 'hex text is pairs of the digits 0-9a-f');
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(text.slice(2 * index, 2 * index + 2), 16);
  }
  return bytes;
}
