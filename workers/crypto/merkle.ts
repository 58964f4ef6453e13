import { sha256 } from '@noble/hashes/sha2.js';
import { assert } from '../kernel/assert.ts';
import { fromHex, isDigest, toHex, type Digest } from './hash.ts';

/** Merkle Tree Hash of a list of entries, RFC 6962 §2.1. The empty list hashes as no bytes. */
export function merkleRoot(leaves: readonly Uint8Array[]): Digest {
  return toHex(rootOf(leaves.map(leafHash)));
}

/** MTH({d(0)}) = SHA-256(0x00 || d(0)): a leaf can never be taken for a node. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256.create().update(LEAF).update(entry).digest();
}

/** SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  assert(left.length === 32 && right.length === 32, 'a Merkle node joins two hashes');
  return sha256.create().update(NODE).update(left).update(right).digest();
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Audit path PATH(index, D[n]), RFC 6962 §2.1.1: sibling hashes from the leaf to the root. */
export function auditPath(index: number, leaves: readonly Uint8Array[]): Digest[] {
  assert(Number.isInteger(index), 'a leaf index is an integer');
  assert(index >= 0 && index < leaves.length, 'an audit path is of a leaf of the tree');
  return pathOf(index, leaves.map(leafHash)).map(toHex);
}

/**
 * Whether `path` proves that `leaf` is entry `index` of the tree of `size` leaves with this root.
 * The iterative procedure of RFC 9162 §2.1.3.2, which shares no code with `auditPath`.
 */
export function verifyPath(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Digest[],
  root: Digest,
): boolean {
  if (!Number.isInteger(index) || !Number.isInteger(size)) return false;
  if (index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leafHash(leaf);
  for (const sibling of path) {
    if (last === 0 || !isDigest(sibling)) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(fromHex(sibling), hash);
      while (node % 2 === 0 && node !== 0) {
        node /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, fromHex(sibling));
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && toHex(hash) === root;
}

/** The root over leaf hashes already made (never over entries): k is RFC 6962's split. */
export function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  const first = hashes[0];
  if (first === undefined) return sha256(new Uint8Array(0));
  if (hashes.length === 1) return first;
  const split = splitOf(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

function pathOf(index: number, hashes: readonly Uint8Array[]): Uint8Array[] {
  if (hashes.length === 1) return [];
  const split = splitOf(hashes.length);
  const left = hashes.slice(0, split);
  const right = hashes.slice(split);
  return index < split
    ? [...pathOf(index, left), rootOf(right)]
    : [...pathOf(index - split, right), rootOf(left)];
}

/** The largest power of two smaller than n (RFC 6962 §2.1). */
function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}
