import { assert } from '../kernel/assert.ts';
import { ZERO_DIGEST } from '../crypto/hash.ts';
import type { Block, CommitCertificate } from './block.ts';

/**
 * A node's final blocks, one a height, with their certificates. Append-only, but for a
 * reorganisation deeper than a protocol of probable finality thought likely.
 */
export class Chain {
  readonly #blocks: Block[] = [];
  readonly #certificates: (CommitCertificate | null)[] = [];

  constructor(genesis: Block) {
    assert(genesis.header.height === 0, 'a chain begins at height 0');
    assert(genesis.header.parent === ZERO_DIGEST, 'nothing stands before the genesis block');
    this.#blocks.push(genesis);
    this.#certificates.push(null);
  }

  get head(): Block {
    return this.blockAt(this.height);
  }

  get height(): number {
    return this.#blocks.length - 1;
  }

  /** Throws above the head. */
  blockAt(height: number): Block {
    const block = this.#blocks[height];
    assert(block !== undefined, 'a block is asked for at a height the chain has reached');
    return block;
  }

  /** Null for the genesis block alone. */
  certificateAt(height: number): CommitCertificate | null {
    const certificate = this.#certificates[height];
    assert(certificate !== undefined, 'a certificate is asked for at a height reached');
    return certificate;
  }

  append(block: Block, certificate: CommitCertificate): void {
    assert(block.header.height === this.height + 1, 'a chain grows by one height at a time');
    assert(block.header.parent === this.head.hash, 'a block names the head as its parent');
    assert(certificate.digest === block.hash, 'a certificate is for the block it comes with');
    assert(certificate.height === block.header.height, 'a certificate is for the same height');
    this.#blocks.push(block);
    this.#certificates.push(certificate);
  }

  /** Takes off the blocks from `height` up, and gives them back lowest first. */
  cutFrom(height: number): Block[] {
    assert(height > 0 && height <= this.height, 'the genesis block stays, and what is cut is there');
    this.#certificates.length = height;
    return this.#blocks.splice(height);
  }
}

/** Why a block cannot follow its parent, or null. */
export function linkProblem(block: Block, parent: Block | null, height: number): string | null {
  const { header } = block;
  if (header.height !== height) return `it says height ${header.height} at height ${height}`;
  if (header.parent !== (parent?.hash ?? ZERO_DIGEST)) {
    return 'its parent is not the block before it';
  }
  // A proposer whose clock is behind takes its parent's time, so that skew never trips this.
  if (parent !== null && header.timestampMicros < parent.header.timestampMicros) {
    return 'its time is before its parent\'s';
  }
  return null;
}
