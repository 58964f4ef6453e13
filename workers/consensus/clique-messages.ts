import type { CliqueBlock } from './clique-header.ts';
import type { Wire } from './protocol.ts';

/** What signers say to one another: the block messages of Ethereum's wire protocol, in short. */
export type CliqueMessage = NewBlock | Head | GetBlocks | Blocks;

/** A block, to all, from whoever sealed it. */
export interface NewBlock extends Wire {
  readonly kind: 'new-block';
  readonly block: CliqueBlock;
}

/** The head of its sender: said by one who comes back, or who has heard nothing for long. */
export interface Head extends Wire {
  readonly kind: 'head';
  readonly hash: string;
  readonly totalDifficulty: number;
}

/** Asks for the blocks up to `hash`, above the first of `locator` that its branch has. */
export interface GetBlocks extends Wire {
  readonly kind: 'get-blocks';
  readonly hash: string;
  /** Blocks of the sender's own branch, from its head down, ever further apart; genesis is last. */
  readonly locator: readonly string[];
}

export interface Blocks extends Wire {
  readonly kind: 'blocks';
  /** The hash that was asked for. */
  readonly hash: string;
  /** Each on the one before it. */
  readonly blocks: readonly CliqueBlock[];
}

/**
 * Bytes of Ethereum's header (yellow paper, section 4.3): 508 with RLP's prefixes where the
 * extra-data is `EXTRA_VANITY` 32 and `EXTRA_SEAL` 65, and 20 more for each signer that it lists.
 */
const HEADER_BYTES = 508 + 32 + 65;
const ADDRESS_BYTES = 20;
const HASH_BYTES = 32;

export function blockBytes({ seal: { body }, payload }: CliqueBlock): number {
  return HEADER_BYTES + ADDRESS_BYTES * (body.signers?.length ?? 0) + payload.bytes;
}

export function newBlock(block: CliqueBlock): NewBlock {
  return { kind: 'new-block', bytes: 1 + blockBytes(block), occasion: `new-block/${block.hash}`, block };
}

/** `again` names each time it is said. */
export function headMessage(hash: string, totalDifficulty: number, again: string): Head {
  return { kind: 'head', bytes: 1 + HASH_BYTES + 8, occasion: `head/${hash}/${again}`, hash,
    totalDifficulty };
}

export function getBlocks(hash: string, locator: readonly string[]): GetBlocks {
  return { kind: 'get-blocks', bytes: 1 + HASH_BYTES * (1 + locator.length),
    occasion: `get-blocks/${hash}/${locator[0] ?? ''}`, hash, locator };
}

export function blocksMessage(hash: string, blocks: readonly CliqueBlock[]): Blocks {
  const bytes = blocks.reduce((sum, block) => sum + blockBytes(block), 1 + HASH_BYTES);
  return { kind: 'blocks', bytes, occasion: `blocks/${hash}/${blocks[0]?.hash ?? ''}`, hash, blocks };
}
