import type { Micros } from '../kernel/micros.ts';
import type { Payload } from './protocol.ts';
import type { HeightMessage, PrevoteBody, TendermintDecision } from './tendermint-messages.ts';
import type { Signed } from '../crypto/keys.ts';
import type { SignatureCheck, SigningKey } from './validators.ts';

/** timeoutX(r) = initX + r · ΔX (Buchman, Kwon & Milosevic 2018, section 3). */
export interface Timeouts {
  readonly proposeMicros: Micros;
  readonly prevoteMicros: Micros;
  readonly precommitMicros: Micros;
  /** Δ, the same for all three, as in CometBFT. */
  readonly deltaMicros: Micros;
}

/** How long a round may take until its last timeout. */
export function patienceOf(timeouts: Timeouts, round: number): Micros {
  const { proposeMicros, prevoteMicros, precommitMicros, deltaMicros } = timeouts;
  return proposeMicros + prevoteMicros + precommitMicros + 3 * round * deltaMicros;
}

export interface TendermintOptions {
  readonly self: number;
  readonly members: number;
  readonly names: readonly string[];
  readonly keyring: SigningKey;
  readonly registry: SignatureCheck;
  /** Least time between a process's decisions of two heights. */
  readonly blockIntervalMicros: Micros;
  readonly timeouts: Timeouts;
  readonly emptyBlocks: boolean;
  readonly idle: 'closed-form' | 'simulated';
  readonly firstHeight?: number;
  readonly restored?: PersistedTendermint | null;
  readonly isRestarted?: boolean;
}

/** The paper's step_p. */
export type Step = 'propose' | 'prevote' | 'precommit';

/** A value with the round in which 2f + 1 prevoted for it. */
export interface Valid {
  readonly payload: Payload;
  readonly round: number;
  readonly prevotes: readonly Signed<PrevoteBody>[];
}

/** What a process must still know after a crash, or it would vote twice in a round. */
export interface PersistedTendermint {
  readonly height: number;
  readonly round: number;
  readonly step: Step;
  readonly lockedRound: number;
  readonly lockedDigest: string;
  readonly valid: Valid | null;
  /** What it has said in this round. */
  readonly said: readonly HeightMessage[];
  readonly decisions: readonly TendermintDecision[];
}
