import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';

export const ROUND_TIMER = 'round';

/** 2^20 times 4 s is 48 days: a validator cut off for years still looks out once in a while. */
export const ROUND_DOUBLINGS_MAX = 20;

interface RoundTimerEffects {
  setTimer(timer: string, atLocalMicros: Micros): void;
  cancelTimer(timer: string): void;
}

/**
 * The `timer` of Moniz 2020, which expires after t(r): exponential in the round, so that once the
 * network is timely again some round is long enough for all (section 3; EEA: `roundTimeout`).
 */
export class RoundTimer {
  private readonly requestTimeoutMicros: Micros;
  private readonly effects: RoundTimerEffects;
  private running = false;

  constructor(requestTimeoutMicros: Micros, effects: RoundTimerEffects) {
    assert(requestTimeoutMicros > 0, 'a round lasts at least a microsecond');
    this.requestTimeoutMicros = requestTimeoutMicros;
    this.effects = effects;
  }

  get isRunning(): boolean {
    return this.running;
  }

  /** "set timer to running and expire after t(r)". */
  start(round: number, nowLocal: Micros): void {
    this.running = true;
    this.effects.setTimer(ROUND_TIMER, nowLocal + this.timeout(round));
  }

  stop(): void {
    if (!this.running) return;
    this.running = false;
    this.effects.cancelTimer(ROUND_TIMER);
  }

  /** The paper's t(r): the request timeout, doubled for every round that has failed. */
  timeout(round: number): Micros {
    return this.requestTimeoutMicros * 2 ** Math.min(round, ROUND_DOUBLINGS_MAX);
  }
}
