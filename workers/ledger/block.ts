import { canonical } from '../crypto/canonical.ts';
import { freezeDeep, isFrozenDeep } from '../crypto/freeze.ts';
import { sha256, toHex, type Digest } from '../crypto/hash.ts';
import { rootOf } from '../crypto/merkle.ts';
import type { Micros } from '../kernel/micros.ts';
import { transactionLeaf, type SignedTransaction } from './transaction.ts';

/** What a block's hash covers; a `type`, so that it can be encoded. */
export type BlockHeader = {
  readonly height: number;
  /** Hash of the block before; 64 zeros before genesis. */
  readonly parent: Digest;
  readonly proposer: string;
  /** The proposer's local clock, never before the parent's. */
  readonly timestampMicros: Micros;
  /** RFC 6962 Merkle tree hash over the canonical bytes of the transactions, in order. */
  readonly transactionsRoot: Digest;
  /** `State.digest` after this block. */
  readonly stateDigest: Digest;
  /** The proposer's vote on a member; absent in a block without one. */
  readonly vote?: HeaderVote;
};

export type HeaderVote = { readonly about: string; readonly choice: 'add' | 'drop' };

export interface Block {
  readonly header: BlockHeader;
  readonly transactions: readonly SignedTransaction[];
  /** SHA-256 of the canonical header. */
  readonly hash: Digest;
  /** Size on the wire: canonical header, then the transactions with their signatures. */
  readonly bytes: number;
}

/**
 * Why a block is final: a quorum's commits to its hash. Hashed as (digest, signer bitmap).
 * The same shape as consensus hands over; repeated because the ledger does not know consensus.
 */
export interface CommitCertificate {
  readonly height: number;
  readonly round: number;
  readonly digest: Digest;
  readonly signers: readonly number[];
  /** Who could sign at this height; absent: all members. */
  readonly validators?: readonly number[];
}

/** Seals transactions into a frozen block; the root is computed here, once. */
export function createBlock(
  header: Omit<BlockHeader, 'transactionsRoot'>,
  transactions: readonly SignedTransaction[],
): Block {
  const kept = isFrozenDeep(transactions) ? transactions : freezeDeep([...transactions]);
  const full = freezeDeep({ ...header, transactionsRoot: rootOfTransactions(kept) });
  const bytes = canonical(full);
  const block = freezeDeep({
    header: full,
    transactions: kept,
    hash: sha256(bytes),
    bytes: sizeOf(bytes, kept),
  });
  COHERENT.add(block);
  return block;
}

export function hashOfHeader(header: BlockHeader): Digest {
  return sha256(canonical(header));
}

export function rootOfTransactions(transactions: readonly SignedTransaction[]): Digest {
  return toHex(rootOf(transactions.map((signed) => transactionLeaf(signed.body))));
}

/** Why the block's own parts contradict one another, or null. */
export function blockProblem(block: Block): string | null {
  if (COHERENT.has(block)) return null;
  const { header, transactions, hash } = block;
  const bytes = canonical(header);
  if (sha256(bytes) !== hash) return 'its hash is not the hash of its header';
  if (rootOfTransactions(transactions) !== header.transactionsRoot) {
    return 'its transactions do not have the Merkle root that its header names';
  }
  return block.bytes === sizeOf(bytes, transactions) ? null : 'it misstates its size';
}

function sizeOf(header: Uint8Array, transactions: readonly SignedTransaction[]): number {
  return transactions.reduce((sum, signed) => sum + signed.body.bytes, header.length);
}

/**
 * Hashed once per process, not once per node: only blocks made and frozen above are in here, and an
 * altered block is another object, which is hashed again wherever it arrives.
 */
const COHERENT = new WeakSet<Block>();
