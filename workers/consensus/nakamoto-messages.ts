import type { NakamotoBlock } from './nakamoto-block.ts';
import type { Wire } from './protocol.ts';

/** What miners say to one another: Bitcoin's messages, in short. */
export type NakamotoMessage = CompactBlock | Inv | Version | GetBlocks | Blocks;

/**
 * `cmpctblock` of BIP 152, a short id for each transaction: unasked from the miner (its high-bandwidth
 * mode), from others when asked. Whoever lacks a transaction of it asks for the whole block.
 */
export interface CompactBlock extends Wire {
  readonly kind: 'compact-block';
  readonly block: NakamotoBlock;
}

/** `inv`: its sender has this block, its head. */
export interface Inv extends Wire {
  readonly kind: 'inv';
  readonly hash: string;
}

/** Said by one who comes back: its head, and how much work is in the chain up to it. */
export interface Version extends Wire {
  readonly kind: 'version';
  readonly hash: string;
  readonly totalDifficulty: number;
}

/** Asks for the blocks up to `hash`, above the first of `locator` that its branch has. */
export interface GetBlocks extends Wire {
  readonly kind: 'get-blocks';
  readonly hash: string;
  /** Blocks of the sender's own branch, from its head down, ever further apart; genesis is last. */
  readonly locator: readonly string[];
  /** A compact block was not enough. */
  readonly isWhole: boolean;
}

export interface Blocks extends Wire {
  readonly kind: 'blocks';
  /** The hash that was asked for. */
  readonly hash: string;
  /** Each on the one before it. */
  readonly blocks: readonly NakamotoBlock[];
}

/** Bitcoin's block header, and its message header (24: magic, command, length, checksum). */
const HEADER_BYTES = 80;
const ENVELOPE_BYTES = 24;
const HASH_BYTES = 32;
/** BIP 152: the nonce of the short ids. */
const NONCE_BYTES = 8;
/**
 * What a compact block keeps of a block's bytes: SimBlock takes 18,000 for one of 535,000
 * (`simblock/settings/SimulationConfiguration.java`, BLOCK_SIZE and COMPACT_BLOCK_SIZE).
 */
const [COMPACT_BYTES, OF_BYTES] = [18_000, 535_000];
/** BIP 31 and the protocol's documentation: an inv is a count, a type and a hash. */
const INV_BYTES = ENVELOPE_BYTES + 1 + 4 + HASH_BYTES;
/** A version message without a user agent. */
const VERSION_BYTES = ENVELOPE_BYTES + 86;

export function blockBytes({ payload }: NakamotoBlock): number {
  return HEADER_BYTES + payload.bytes;
}

/** `again` names each time it is said. */
export function versionMessage(hash: string, totalDifficulty: number, again: string): Version {
  return { kind: 'version', bytes: VERSION_BYTES, occasion: `version/${hash}/${again}`, hash,
    totalDifficulty };
}

export function compactBlock(block: NakamotoBlock): CompactBlock {
  const ids = Math.ceil((block.payload.bytes * COMPACT_BYTES) / OF_BYTES);
  return { kind: 'compact-block', bytes: ENVELOPE_BYTES + HEADER_BYTES + NONCE_BYTES + ids,
    occasion: `compact-block/${block.hash}`, block };
}

export function blocksMessage(hash: string, blocks: readonly NakamotoBlock[]): Blocks {
  const bytes = blocks.reduce((sum, block) => sum + ENVELOPE_BYTES + blockBytes(block), 0);
  return { kind: 'blocks', bytes, occasion: `blocks/${hash}/${blocks[0]?.hash ?? ''}`, hash, blocks };
}

/**
 * What was said last. Most miners say the same of a block one after another, and say it in the same
 * object, which nobody writes into.
 */
export class Said {
  private lastInv: Inv | null = null;
  private lastCompact: CompactBlock | null = null;
  private lastBlocks: Blocks | null = null;
  private readonly lastAsked: (GetBlocks | null)[] = [null, null];

  inv(hash: string): Inv {
    if (this.lastInv?.hash === hash) return this.lastInv;
    return this.lastInv = { kind: 'inv', bytes: INV_BYTES, occasion: `inv/${hash}`, hash };
  }

  compactBlock(block: NakamotoBlock): CompactBlock {
    if (this.lastCompact?.block === block) return this.lastCompact;
    return this.lastCompact = compactBlock(block);
  }

  /** One block, whole. */
  block(block: NakamotoBlock): Blocks {
    if (this.lastBlocks?.blocks[0] === block) return this.lastBlocks;
    return this.lastBlocks = blocksMessage(block.hash, [block]);
  }

  getBlocks(hash: string, locator: readonly string[], isWhole: boolean): GetBlocks {
    const last = this.lastAsked[Number(isWhole)];
    if (last?.hash === hash && last.locator === locator) return last;
    return this.lastAsked[Number(isWhole)] = { kind: 'get-blocks',
      bytes: ENVELOPE_BYTES + 5 + HASH_BYTES * (1 + locator.length),
      occasion: `get-blocks/${hash}/${locator[0] ?? ''}/${isWhole ? 'whole' : 'compact'}`, hash, locator, isWhole };
  }
}
