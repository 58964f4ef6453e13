import { canonical } from '../crypto/canonical.ts';
import { fromHex, sha256, type Digest } from '../crypto/hash.ts';
import { auditPath, verifyPath } from '../crypto/merkle.ts';
import type { Block, BlockHeader } from './block.ts';
import { transactionBytes } from './transaction.ts';

/**
 * That one transaction is in one block, for someone who has the block's hash and nothing else of
 * the chain: the header, whose hash that is, and RFC 6962's audit path to the root it names.
 */
export interface InclusionProof {
  readonly header: BlockHeader;
  readonly index: number;
  /** Transactions in the block. */
  readonly size: number;
  readonly path: readonly Digest[];
}

/** Null where the block does not hold the transaction. */
export function inclusionProof(block: Block, transaction: Digest): InclusionProof | null {
  const index = block.transactions.findIndex(({ body }) => body.id === transaction);
  if (index < 0) return null;
  const leaves = block.transactions.map(({ body }) => transactionBytes(body));
  return { header: block.header, index, size: leaves.length, path: auditPath(index, leaves) };
}

/** Why the proof does not show that these bytes are in the block of this hash; null when it does. */
export function proofProblem(
  proof: InclusionProof, bytes: Uint8Array, blockHash: Digest,
): string | null {
  const { header, index, size, path } = proof;
  if (sha256(canonical(header)) !== blockHash) return 'Its header is not that of the block.';
  return verifyPath(bytes, index, size, path, header.transactionsRoot)
    ? null : 'Its path does not lead from the transaction to the root in the header.';
}

/**
 * What a commit certificate hashes as and what its signers sign: (payload digest, signer bitmap),
 * in canonical JSON. Validator i is bit i mod 8, from the least, of byte ⌊i/8⌋.
 */
export function certificatePreimage(digest: Digest, signers: readonly number[]): Uint8Array {
  return canonical({ digest, signers: bitmapOf(signers) });
}

function bitmapOf(signers: readonly number[]): Uint8Array {
  const last = signers.reduce((most, signer) => Math.max(most, signer), 0);
  const bytes = fromHex('00'.repeat(Math.floor(last / 8) + 1));
  for (const signer of signers) {
    const at = Math.floor(signer / 8);
    bytes[at] = (bytes[at] ?? 0) | (1 << signer % 8);
  }
  return bytes;
}
