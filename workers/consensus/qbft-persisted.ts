import type { Prepared } from './ballots.ts';
import type { QbftDecision } from './decision.ts';
import type { Proposal } from './qbft-messages.ts';
import type { Wishes } from './qbft-votes.ts';

/**
 * What a validator must still know after a crash: else it could vote twice in a round, which is
 * what a Byzantine validator does. A lost disk therefore counts against f (ADR 15).
 */
export interface PersistedQbft {
  readonly height: number;
  readonly round: number;
  /** The paper's (pr, pv) with its proof. */
  readonly prepared: Prepared | null;
  /** The proposal of this round that it sent a PREPARE for. */
  readonly voted: Proposal | null;
  readonly hasCommitted: boolean;
  readonly hasProposed: boolean;
  /** All it has decided; the validator's own list, which only grows. */
  readonly decisions: readonly QbftDecision[];
  /** What it votes for; absent in a run without such votes. */
  readonly wishes?: Wishes;
}
