import { assert } from '../kernel/assert.ts';
import { canonical, type Plain } from '../crypto/canonical.ts';
import { freezeDeep } from '../crypto/freeze.ts';
import { sha256Bytes, toHex, type Digest } from '../crypto/hash.ts';
import { leafHash, nodeHash } from '../crypto/merkle.ts';
import type { StateView, Write } from './contracts/contract.ts';

/** One key and its value; `hash` is the SHA-256 of the canonical pair. */
export interface Entry {
  readonly key: string;
  readonly value: Plain;
  readonly hash: Uint8Array;
}

/** A power of two, so that RFC 6962's tree over the buckets is complete. */
export const BUCKETS = 256;

/**
 * The ledger's key-value state and its digest. A **value**: `with` returns another state and leaves
 * this one as it was, sharing every bucket that did not change. So a block is tried out before it
 * is decided at the price of its own writes, and nodes that agree share memory, not information.
 *
 * The digest is the bucket tree of Hyperledger Fabric v0.6 (its protocol specification, world
 * state): a plain hash of the key picks one of 256 buckets, a bucket hashes its entries by key, and
 * the root is RFC 6962's over the buckets. It depends on what is in the state, not on how it got
 * there.
 */
export class State implements StateView {
  static readonly empty: State = State.#createEmpty();

  readonly #buckets: readonly (readonly Entry[])[];
  /** Heap order: the root is 1, the children of n are 2n and 2n+1, bucket b is BUCKETS + b. */
  readonly #nodes: readonly Uint8Array[];
  /** Answers to `entries`: a decision asks for the same prefixes again and again. */
  readonly #scans: Map<string, readonly Entry[]>;
  readonly digest: Digest;

  private constructor(
    buckets: readonly (readonly Entry[])[], nodes: readonly Uint8Array[],
    scans = new Map<string, readonly Entry[]>(),
  ) {
    this.#scans = scans;
    assert(buckets.length === BUCKETS, 'a state has all its buckets');
    assert(nodes.length === 2 * BUCKETS, 'a state has all its tree nodes');
    this.#buckets = buckets;
    this.#nodes = nodes;
    this.digest = toHex(nodeAt(nodes, 1));
  }

  get(key: string): Plain | undefined {
    const bucket = this.#buckets[bucketOf(key)] ?? [];
    const entry = bucket[lowerBound(bucket, key)];
    return entry?.key === key ? entry.value : undefined;
  }

  /** By key. The same list again, also from a later state, as long as nothing below is written. */
  entries(prefix: string): readonly Entry[] {
    let found = this.#scans.get(prefix);
    if (found === undefined) {
      found = Object.freeze(scan(this.#buckets, prefix));
      this.#scans.set(prefix, found);
    }
    return found;
  }

  /** The state after these writes; the last write of a key wins. */
  with(writes: readonly Write[]): State {
    return this.withEntries(writes.map(createEntry));
  }

  withEntries(entries: readonly Entry[]): State {
    const buckets = [...this.#buckets];
    const changed = new Set<number>();
    for (const entry of entries) {
      const index = bucketOf(entry.key);
      const bucket = buckets[index];
      assert(bucket !== undefined, 'every key has its bucket');
      buckets[index] = put(bucket, entry);
      changed.add(index);
    }
    return changed.size === 0 ? this
      : new State(buckets, rehash(this.#nodes, buckets, changed), untouched(this.#scans, entries));
  }

  static #createEmpty(): State {
    const buckets = Array.from({ length: BUCKETS }, (): readonly Entry[] => []);
    const nodes = Array.from({ length: 2 * BUCKETS }, () => new Uint8Array(32));
    const all = new Set(buckets.keys());
    return new State(buckets, rehash(nodes, buckets, all));
  }
}

/** Which bucket a key is in, by FNV-1a: as in Fabric it has to spread keys and protects nothing. */
export function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & (BUCKETS - 1);
}

/** What a bucket's leaf hashes: the 32-byte hashes of its entries, by key. */
export function bucketBytes(bucket: readonly Entry[]): Uint8Array {
  const bytes = new Uint8Array(32 * bucket.length);
  bucket.forEach((entry, index) => bytes.set(entry.hash, 32 * index));
  return bytes;
}

export function createEntry({ key, value }: Write): Entry {
  assert(key.length > 0, 'a state key is not empty');
  const hash = sha256Bytes(canonical([key, value]));
  return Object.freeze({ key, value: freezeDeep(value), hash });
}

/** Only the changed leaves and the nodes above them: 9 hashes for one write, 511 for all. */
function rehash(
  before: readonly Uint8Array[],
  buckets: readonly (readonly Entry[])[],
  changed: ReadonlySet<number>,
): readonly Uint8Array[] {
  const nodes = [...before];
  let level = new Set<number>();
  for (const index of changed) {
    nodes[BUCKETS + index] = leafHash(bucketBytes(buckets[index] ?? []));
    level.add((BUCKETS + index) >> 1);
  }
  while (level.size > 0) {
    const above = new Set<number>();
    for (const node of level) {
      nodes[node] = nodeHash(nodeAt(nodes, 2 * node), nodeAt(nodes, 2 * node + 1));
      if (node > 1) above.add(node >> 1);
    }
    level = above;
  }
  return nodes;
}

function nodeAt(nodes: readonly Uint8Array[], index: number): Uint8Array {
  const node = nodes[index];
  assert(node !== undefined, 'a tree node is inside the tree');
  return node;
}

function put(bucket: readonly Entry[], entry: Entry): readonly Entry[] {
  const at = lowerBound(bucket, entry.key);
  return bucket.toSpliced(at, bucket[at]?.key === entry.key ? 1 : 0, entry);
}

function lowerBound(bucket: readonly Entry[], key: string): number {
  let low = 0;
  let high = bucket.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bucket[middle] as Entry).key < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function untouched(
  scans: ReadonlyMap<string, readonly Entry[]>, written: readonly Entry[],
): Map<string, readonly Entry[]> {
  return new Map([...scans].filter(
    ([prefix]) => !written.some((entry) => entry.key.startsWith(prefix))));
}

/** Keys that share a prefix are spread over all buckets, but next to one another in each. */
function scan(buckets: readonly (readonly Entry[])[], prefix: string): Entry[] {
  const found: Entry[] = [];
  for (const bucket of buckets) {
    for (let at = lowerBound(bucket, prefix); at < bucket.length; at += 1) {
      const entry = bucket[at] as Entry;
      if (!entry.key.startsWith(prefix)) break;
      found.push(entry);
    }
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
