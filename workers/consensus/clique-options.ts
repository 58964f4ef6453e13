import type { Micros } from '../kernel/micros.ts';
import type { DeadlockWatch } from './clique-deadlock.ts';
import type { Nonce } from './clique-header.ts';
import type { CliqueNode, TieRule } from './clique-tree.ts';
import type { SignatureCheck, SigningKey } from './validators.ts';

export interface CliqueOptions {
  readonly self: number;
  readonly members: number;
  readonly names: readonly string[];
  readonly keyring: SigningKey;
  readonly registry: SignatureCheck;
  /** `BLOCK_PERIOD`: least difference between the timestamps of two consecutive blocks. */
  readonly blockPeriodMicros: Micros;
  /** `EPOCH_LENGTH` */
  readonly epochBlocks: number;
  /** How many blocks a block has to be under, itself counted, before it is decided. */
  readonly confirmations: number;
  /** Between heads of equal total difficulty. */
  readonly tieRule: TieRule;
  /** One who waits for a block for so long says what it has; then twice as long, and so on. */
  readonly askAgainMicros: Micros;
  readonly emptyBlocks: boolean;
  readonly idle: 'closed-form' | 'simulated';
  /** Uniform on 0 … n − 1 for a purpose, at a block number. */
  readonly below: (n: number, purpose: string, number: number) => number;
  /** Sees all of them; none of them sees it. */
  readonly watch?: DeadlockWatch;
  readonly firstHeight?: number;
  readonly restored?: PersistedClique | null;
  readonly isRestarted?: boolean;
}

/** What a signer must still know after a crash: its chain, and what it has proposed about whom. */
export interface PersistedClique {
  readonly head: CliqueNode;
  readonly decided: number;
  readonly proposals: readonly (readonly [number, Nonce])[];
}

/** An out-of-turn signer waits up to so long for each signer there is: `rand(SIGNER_COUNT * 500ms)`. */
export const WIGGLE_MICROS = 500_000;
