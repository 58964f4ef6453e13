import { canonical } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';
import type { ForkNode } from './fork-choice.ts';
import type { Payload } from './protocol.ts';

/**
 * The header of a block: Nakamoto 2008, section 3 and 4. The payload's digest stands for the Merkle
 * root and has the time in it. Left out are the target and the nonce: the difficulty is constant and
 * the work itself is ideal (ADR 90).
 */
export type NakamotoHeader = {
  readonly number: number;
  /** The hash of the block before. */
  readonly parent: string;
  /** Who did the work and says so in the coinbase, a validator number. */
  readonly miner: number;
  /** The coinbase's free part: why there is a block. */
  readonly coinbase: Coinbase;
  readonly payload: string;
};

/** `new`: it carries something; `confirming`: it is there for the sake of one below. */
export type Coinbase = 'new' | 'confirming';

export interface NakamotoBlock {
  /** SHA-256 over the header. */
  readonly hash: string;
  readonly header: NakamotoHeader;
  readonly payload: Payload;
}

/** A block in its place; every block is the same work, so the heaviest chain is the longest. */
export interface NakamotoNode extends ForkNode<NakamotoNode> {
  readonly block: NakamotoBlock | null;
}

export const GENESIS_HASH = 'genesis';

export function genesisOf(number: number): NakamotoNode {
  return { block: null, hash: GENESIS_HASH, number, parent: null, payload: null, totalDifficulty: 0 };
}

export function childOf(parent: NakamotoNode, block: NakamotoBlock): NakamotoNode {
  const { hash, payload, header: { number } } = block;
  return { block, hash, number, parent, payload, totalDifficulty: parent.totalDifficulty + 1 };
}

/**
 * The place of each block that any miner of a network has placed: one node for all of them, since all
 * of it follows from the hash. Which blocks a miner knows is for itself to keep (fork-choice.ts).
 */
export class NakamotoTree {
  readonly nodes = new Map<string, NakamotoNode>();

  genesis(number: number): NakamotoNode {
    return this.nodes.get(GENESIS_HASH) ?? genesisOf(number);
  }

  child(parent: NakamotoNode, block: NakamotoBlock): NakamotoNode {
    const placed = this.nodes.get(block.hash);
    return placed?.parent === parent ? placed : childOf(parent, block);
  }
}

/** The work of this miner: only called once its time has come. */
export function mineBlock(header: NakamotoHeader, payload: Payload): NakamotoBlock {
  const frozen = Object.freeze({ ...header });
  const block = Object.freeze({ hash: sha256(canonical(frozen)), header: frozen, payload });
  WORKED.add(block);
  return block;
}

/** Whether the work was done for these very bytes: altered ones are another object, without it. */
export function hasWork(block: NakamotoBlock): boolean {
  return WORKED.has(block);
}

const WORKED = new WeakSet<NakamotoBlock>();
