import type { Micros } from '../kernel/micros.ts';
import type { PersistedQbft } from './qbft-persisted.ts';
import type { VotesOf } from './qbft-votes.ts';
import type { SignatureCheck, SigningKey } from './validators.ts';

export interface QbftOptions {
  /** This validator's number. */
  readonly self: number;
  /** How many validators there are, the n of the paper. */
  readonly members: number;
  /** Their names as signers, by number. */
  readonly names: readonly string[];
  /** This validator's own key: `KeyRegistry.issue(names[self])`. */
  readonly keyring: SigningKey;
  /** Whose `verify` tells genuine signatures: the KeyRegistry. */
  readonly registry: SignatureCheck;
  /** Least time between a validator's decisions of two heights. Longer: more waiting, less work. */
  readonly blockIntervalMicros: Micros;
  /**
   * t(0), the timeout of the first round of a height; it doubles with every failed round. Should
   * exceed three message delays of the slowest quorum: below that, rounds fail without a fault.
   */
  readonly requestTimeoutMicros: Micros;
  /** Whether a block is made at every tick although nothing is pending. */
  readonly emptyBlocks: boolean;
  /** How idle ticks pass (DESIGN 3.7); both give the same outcomes. */
  readonly idle: 'closed-form' | 'simulated';
  /** Blocks from one epoch to the next, where pending votes on members are forgotten. */
  readonly epochBlocks?: number;
  /** How members are voted in and out; null or absent: nobody ever votes, and all count for good. */
  readonly votesOf?: VotesOf | null;
  /** The first height to decide; 1 unless said, genesis being 0. */
  readonly firstHeight?: number;
  /**
   * What the disk kept, after a crash; null for a validator that begins, or that lost its disk:
   * that one may vote twice in a round and counts as Byzantine.
   */
  readonly restored?: PersistedQbft | null;
}
