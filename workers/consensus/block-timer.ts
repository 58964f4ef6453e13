import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';

export const BLOCK_TIMER = 'block';

interface BlockTimerEffects {
  setTimer(timer: string, atLocalMicros: Micros): void;
  cancelTimer(timer: string): void;
  count(name: string, n: number): void;
}

export interface BlockTimerOptions {
  readonly blockIntervalMicros: Micros;
  readonly emptyBlocks: boolean;
  readonly idle: 'closed-form' | 'simulated';
}

/**
 * When a validator may begin the next height: its clock ticks at (its decision of the parent) +
 * k · interval, k = 1, 2, …, and a tick begins the height if something was pending before it.
 *
 * A network at rest costs nothing (DESIGN 3.7): `closed-form` sets no timer while nothing is
 * pending and works out the next tick when something comes; `simulated`, its dumb twin, fires
 * every tick. Both set the timer afresh when something comes, so that the tick has the same cause
 * and the same place among simultaneous events; what comes in the very microsecond of a tick
 * waits for the next one.
 */
export class BlockTimer {
  private readonly options: BlockTimerOptions;
  private readonly effects: BlockTimerEffects;
  /** Between the decision of the parent and the tick that begins the next height. */
  private isRunning = false;
  private parentDecidedAt: Micros = 0;
  private isPending = false;
  /** Ticks of this height that have passed with nothing to do, counted so far. */
  private idleTicks = 0;
  /** Which tick the timer is set for; 0 = not set. */
  private tickSet = 0;

  constructor(options: BlockTimerOptions, effects: BlockTimerEffects) {
    assert(options.blockIntervalMicros > 0, 'blocks are at least a microsecond apart');
    this.options = options;
    this.effects = effects;
  }

  /** A new height: the grid begins at this validator's decision of the parent. */
  restart(nowLocal: Micros, hasPending: boolean): void {
    this.isRunning = true;
    this.parentDecidedAt = nowLocal;
    this.isPending = hasPending;
    this.idleTicks = 0;
    this.tickSet = 0;
    const { emptyBlocks, idle } = this.options;
    if (hasPending || emptyBlocks || idle === 'simulated') this.set(1);
  }

  /** Heard only while it runs: before a start, or within a decision, `restart` is told instead. */
  onPending(nowLocal: Micros): void {
    if (!this.isRunning || this.isPending) return;
    this.isPending = true;
    if (this.options.emptyBlocks) return;
    const next = this.ticksUntil(nowLocal) + 1;
    this.countUpTo(next - 1);
    this.set(next);
  }

  /** True when this tick begins the height. */
  onTick(hasPending: boolean): boolean {
    assert(this.isRunning, 'a stopped block timer does not fire');
    const tick = this.tickSet;
    this.tickSet = 0;
    if (hasPending || this.options.emptyBlocks) {
      this.isRunning = false;
      return true;
    }
    this.countUpTo(tick);
    this.isPending = false;
    if (this.options.idle === 'simulated') this.set(tick + 1);
    return false;
  }

  stop(): void {
    if (!this.isRunning) return;
    this.isRunning = false;
    if (this.tickSet === 0) return;
    this.tickSet = 0;
    this.effects.cancelTimer(BLOCK_TIMER);
  }

  /** Counts the ticks that closed form has skipped until now; the simulated twin has counted. */
  countIdle(nowLocal: Micros): void {
    if (this.isRunning && this.tickSet === 0) this.countUpTo(this.ticksUntil(nowLocal));
  }

  /** How many ticks of the grid are at or before a moment. */
  private ticksUntil(nowLocal: Micros): number {
    return Math.floor((nowLocal - this.parentDecidedAt) / this.options.blockIntervalMicros);
  }

  private countUpTo(tick: number): void {
    if (tick <= this.idleTicks) return;
    this.effects.count('consensus.idleTicks', tick - this.idleTicks);
    this.idleTicks = tick;
  }

  private set(tick: number): void {
    this.tickSet = tick;
    this.effects.setTimer(
      BLOCK_TIMER, this.parentDecidedAt + tick * this.options.blockIntervalMicros);
  }
}
