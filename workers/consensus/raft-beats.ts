import type { Micros } from '../kernel/micros.ts';
import { BEAT_TIMER } from './raft-timers.ts';

interface BeatEffects {
  setTimer(timer: string, atLocalMicros: Micros): void;
  cancelTimer(timer: string): void;
  count(name: string, n: number): void;
}

/** A leader's heartbeats: a grid that begins with its election, whatever else it sends. */
export class Beats {
  private readonly intervalMicros: Micros;
  private readonly others: number;
  private readonly effects: BeatEffects;
  private base: Micros = 0;
  /** The last beat of the grid that has been counted, really sent or not. */
  private counted = 0;
  private timerSet = false;
  /** The last beat that was really sent. */
  lastSent = 0;
  isLeading = false;

  constructor(intervalMicros: Micros, others: number, effects: BeatEffects) {
    this.intervalMicros = intervalMicros;
    this.others = others;
    this.effects = effects;
  }

  begin(nowLocal: Micros): void {
    this.isLeading = true;
    this.base = nowLocal;
    this.counted = 0;
    this.lastSent = 0;
    this.timerSet = false;
    this.resume(nowLocal);
  }

  end(nowLocal: Micros): void {
    this.countSkipped(nowLocal);
    this.pause();
    this.isLeading = false;
  }

  /** Sends from the next beat of the grid on. */
  resume(nowLocal: Micros): void {
    if (!this.isLeading || this.timerSet || this.others === 0) return;
    this.countSkipped(nowLocal);
    this.timerSet = true;
    this.effects.setTimer(BEAT_TIMER, this.timeOf(this.latest(nowLocal) + 1));
  }

  pause(): void {
    if (!this.timerSet) return;
    this.timerSet = false;
    this.effects.cancelTimer(BEAT_TIMER);
  }

  /** The beat that is due now; those that a paused process missed were never sent. */
  fire(nowLocal: Micros): number {
    this.timerSet = false;
    this.counted = this.latest(nowLocal);
    this.lastSent = this.counted;
    this.effects.count('consensus.heartbeats', this.others);
    return this.counted;
  }

  timeOf(beat: number): Micros {
    return this.base + beat * this.intervalMicros;
  }

  /** Beats that closed form has advanced over are counted, and marked as counted. */
  countSkipped(nowLocal: Micros): void {
    if (!this.isLeading || this.timerSet) return;
    const until = this.latest(nowLocal);
    const beats = (until - this.counted) * this.others;
    this.counted = until;
    if (beats === 0) return;
    this.effects.count('consensus.heartbeats', beats);
    this.effects.count('consensus.heartbeatsInClosedForm', beats);
  }

  /** The last beat at or before a moment; 0 is the election itself. */
  latest(nowLocal: Micros): number {
    return Math.floor((nowLocal - this.base) / this.intervalMicros);
  }
}
