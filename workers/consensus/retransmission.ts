import type { Micros } from '../kernel/micros.ts';
import { ROUND_DOUBLINGS_MAX } from './round-timer.ts';

export const RETRANSMISSION_TIMER = 'retransmission';

interface RetransmissionEffects {
  setTimer(timer: string, atLocalMicros: Micros): void;
  cancelTimer(timer: string): void;
}

/**
 * The papers assume that a message sent often enough arrives. Whoever waits without a time limit
 * says its last word again, each time after twice as long: a quorum that has been gone for days
 * costs a handful of messages, and what a crashed node or a bad link lost is replaced.
 */
export class Retransmission {
  private firstMicros: Micros;
  private readonly effects: RetransmissionEffects;
  private again = 0;
  private running = false;

  constructor(firstMicros: Micros, effects: RetransmissionEffects) {
    this.firstMicros = firstMicros;
    this.effects = effects;
  }

  get isRunning(): boolean {
    return this.running;
  }

  /** `firstMicros` is the wait before the first repetition, where it is not always the same. */
  start(nowLocal: Micros, firstMicros = this.firstMicros): void {
    this.firstMicros = firstMicros;
    this.again = 0;
    this.set(nowLocal);
  }

  /** It has fired, and what it is for has been sent again. */
  repeat(nowLocal: Micros): void {
    this.again = Math.min(this.again + 1, ROUND_DOUBLINGS_MAX);
    this.set(nowLocal);
  }

  stop(): void {
    if (!this.running) return;
    this.running = false;
    this.effects.cancelTimer(RETRANSMISSION_TIMER);
  }

  private set(nowLocal: Micros): void {
    this.running = true;
    this.effects.setTimer(RETRANSMISSION_TIMER, nowLocal + this.firstMicros * 2 ** this.again);
  }
}
