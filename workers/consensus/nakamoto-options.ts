import type { Micros } from '../kernel/micros.ts';
import type { NakamotoNode, NakamotoTree } from './nakamoto-block.ts';
import type { Said } from './nakamoto-messages.ts';

export interface NakamotoOptions {
  readonly self: number;
  readonly members: number;
  readonly names: readonly string[];
  /** The mean time between blocks of the whole network. */
  readonly blockIntervalMicros: Micros;
  /** This miner's part of all the work that is done, above 0 and at most 1. */
  readonly hashShare: number;
  /** How many blocks decide one: itself and those on it. */
  readonly confirmations: number;
  /** Whom it is connected to; everybody unless said. */
  readonly peers?: readonly number[];
  /** A block that was asked for and has not come is asked for again, of another, after so long. */
  readonly askAgainMicros: Micros;
  readonly emptyBlocks: boolean;
  /** One for the whole network. */
  readonly tree: NakamotoTree;
  /** What it says is looked for here first: one for the whole network, but for the second lives of liars. */
  readonly said: Said;
  /** Uniform on 0 … n − 1 for a purpose, at a block. */
  readonly below: (n: number, purpose: string, block: string) => number;
  readonly firstHeight?: number;
  readonly restored?: PersistedNakamoto | null;
  readonly isRestarted?: boolean;
}

/** What a miner must still know after a crash: its chain. */
export interface PersistedNakamoto {
  readonly head: NakamotoNode;
  readonly decided: number;
}

/**
 * How often a compact block lacks something at its receiver, in percent: 13 at the nodes that are
 * always on (SimBlock, `CBR_FAILURE_RATE_FOR_CONTROL_NODE`, measured in Bitcoin in 2019).
 */
export const COMPACT_MISSES_PERCENT = 13;
