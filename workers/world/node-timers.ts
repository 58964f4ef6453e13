import { BEAT_TIMER, ELECTION_TIMER } from '../consensus/raft-timers.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row } from '../kernel/trace.ts';
import { EVENT } from './event-kinds.ts';

/** Timers that are set over and over for the same reason, so that they share one cause. */
const STEADY_TIMERS: ReadonlySet<string> = new Set([ELECTION_TIMER, BEAT_TIMER]);

/** What one node's protocol waits for, by name: on the queue, or come due while the node is paused. */
export class NodeTimers {
  private readonly timers = new Map<string, { ticket: number; setting: number }>();
  private settings = 0;
  private readonly kernel: Kernel;
  private readonly node: number;

  /** `node` by its index in the network. */
  constructor(kernel: Kernel, node: number) {
    this.kernel = kernel;
    this.node = node;
  }

  /** Replaces one of the same name; `standing` is the cause of those that come again and again. */
  set(timer: string, at: Micros, standing: Row): void {
    this.cancel(timer);
    const { kernel } = this;
    const cause = STEADY_TIMERS.has(timer) ? standing : kernel.cause;
    this.settings += 1;
    const { settings: setting } = this;
    const ticket = kernel.schedule(Math.max(kernel.now, at), EVENT.timer, this.node, setting, timer, cause);
    this.timers.set(timer, { ticket, setting });
  }

  cancel(timer: string): void {
    const set = this.timers.get(timer);
    if (set === undefined) return;
    // A timer that came due while the node was paused is no longer on the queue.
    this.kernel.cancel(set.ticket);
    this.timers.delete(timer);
  }

  cancelAll(): void {
    for (const timer of [...this.timers.keys()]) this.cancel(timer);
  }

  /** False where it has been set anew or cancelled while the node was paused. */
  isSet(timer: string, setting: number): boolean {
    return this.timers.get(timer)?.setting === setting;
  }

  fired(timer: string): void {
    this.timers.delete(timer);
  }
}
