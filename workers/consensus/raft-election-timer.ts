import type { Micros } from '../kernel/micros.ts';
import { ELECTION_TIMER } from './raft-timers.ts';

/** Attempts at the paper's pace before the waits double, and the most they double. */
export const PROMPT_ATTEMPTS = 3;
export const ATTEMPT_DOUBLINGS_MAX = 5;

interface Luck {
  readonly heartbeatMicros: Micros;
  readonly electionTimeout: (term: number) => Micros;
}

interface TimerEffects {
  setTimer(timer: string, atLocalMicros: Micros): void;
  cancelTimer(timer: string): void;
}

/**
 * When a node that hears from no leader does something about it (section 5.2). At rest no timer
 * runs: heartbeats come every interval since the last that was really received, so that the
 * moment of the latest is known without any of them.
 */
export class ElectionTimer {
  private readonly luck: Luck;
  private readonly effects: TimerEffects;
  private isResting = false;
  private isRunning = false;
  private restartedAt: Micros = 0;
  /** Arrival and number of the last real heartbeat of this leader; -1: none yet. */
  private beatAt: Micros = -1;
  private beat = 0;
  /** Attempts to replace the leader since one was last heard of. */
  attempts = 0;

  constructor(luck: Luck, effects: TimerEffects) {
    this.luck = luck;
    this.effects = effects;
  }

  restart(nowLocal: Micros, term: number): void {
    this.isRunning = true;
    this.restartedAt = nowLocal;
    if (!this.isResting) this.set(nowLocal, term);
  }

  stop(): void {
    if (this.isRunning) this.effects.cancelTimer(ELECTION_TIMER);
    this.isRunning = false;
  }

  /** Another leader, or none: its heartbeats are not those counted so far. */
  forgetBeats(): void {
    this.beatAt = -1;
  }

  noteBeat(nowLocal: Micros, beat: number): void {
    this.beatAt = nowLocal;
    this.beat = beat;
  }

  rest(): void {
    this.isResting = true;
    this.effects.cancelTimer(ELECTION_TIMER);
  }

  /** Back from rest; returns the heartbeats that closed form has received, latest first. */
  stir(nowLocal: Micros, term: number): { beat: number; at: Micros }[] {
    this.isResting = false;
    if (!this.isRunning) return [];
    const received: { beat: number; at: Micros }[] = [];
    if (this.beatAt >= 0) {
      const { heartbeatMicros } = this.luck;
      const skipped = Math.floor((nowLocal - this.beatAt) / heartbeatMicros);
      for (let count = skipped; count > 0 && count > skipped - UNDER_WAY_MAX; count -= 1) {
        received.push({ beat: this.beat + count, at: this.beatAt + count * heartbeatMicros });
      }
      const latest = this.beatAt + skipped * heartbeatMicros;
      if (latest > this.restartedAt) this.restartedAt = latest;
      this.beatAt = latest;
      this.beat += skipped;
    }
    this.set(this.restartedAt, term);
    return received;
  }

  /** Whether a leader was heard of within the time it takes any node to doubt it. */
  heardWithin(nowLocal: Micros, micros: Micros): boolean {
    return nowLocal - this.restartedAt < micros;
  }

  private set(since: Micros, term: number): void {
    const doublings = Math.min(ATTEMPT_DOUBLINGS_MAX, Math.max(0, this.attempts - PROMPT_ATTEMPTS));
    this.effects.setTimer(
      ELECTION_TIMER, since + this.luck.electionTimeout(term) * 2 ** doublings);
  }
}

/** No heartbeat is longer under way than so many intervals that its reply would still matter. */
const UNDER_WAY_MAX = 64;
