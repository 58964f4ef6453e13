import type { Micros } from '../kernel/micros.ts';
import type { PersistedPbft } from './pbft-persisted.ts';
import type { SignatureCheck, SigningKey } from './validators.ts';

export interface PbftOptions {
  readonly self: number;
  readonly members: number;
  /** Their names as signers, by number. */
  readonly names: readonly string[];
  readonly keyring: SigningKey;
  readonly registry: SignatureCheck;
  /** Least time between a replica's decisions of two blocks. */
  readonly blockIntervalMicros: Micros;
  /**
   * T: how long a replica waits for a request to be executed, and for a new view. It doubles
   * with each view that fails in a row.
   */
  readonly requestTimeoutMicros: Micros;
  /** K: blocks between checkpoints. Longer: a view change carries and repeats more. */
  readonly checkpointBlocks: number;
  readonly emptyBlocks: boolean;
  readonly idle: 'closed-form' | 'simulated';
  readonly firstHeight?: number;
  readonly restored?: PersistedPbft | null;
  /** It comes back after a crash and asks what it has missed. */
  readonly isRestarted?: boolean;
}
