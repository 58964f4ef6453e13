import { MICROS_PER_DAY } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';

import { World } from './world.ts';
import { runEnded } from './entries.ts';
import type { RunInput } from './input.ts';

export type RunProgress = 'going' | 'ended';

/** One run: forward only, in slices of events, to the scenario's end. It is never cloned. */
export class Run {
  readonly world: World;
  private ended = false;
  private stopped: Micros | null = null;

  constructor(input: RunInput) {
    this.world = new World(input);
  }

  /** Earlier than it was said to be where so many blocks were to be the end. */
  get endsAt(): Micros {
    return this.world.ending.endsAt;
  }

  get trace(): Trace {
    return this.world.kernel.trace;
  }

  get events(): number {
    return this.world.kernel.eventCount;
  }

  get now(): Micros {
    return this.world.kernel.now;
  }

  /** The moment at which consensus broke its promise and the run ended; null: it did not. */
  get stoppedAt(): Micros | null {
    return this.stopped;
  }

  /** Handles at most `eventsMax` events. Throws InvariantError where the engine is at fault. */
  advance(eventsMax: number): RunProgress {
    if (this.ended) return 'ended';
    const { kernel } = this.world;
    try {
      if (kernel.advance(this.endsAt, eventsMax) === 'budget') return 'going';
    } catch (error) {
      if (!this.world.safety.ends(error)) throw error;
      this.ended = true;
      this.stopped = kernel.now;
      return 'ended';
    }
    for (const node of this.world.nodes) node.countIdle();
    this.world.extras.conditions?.end();
    kernel.record(runEnded, 'story', { days: Math.floor(this.endsAt / MICROS_PER_DAY) + 1 });
    this.ended = true;
    return 'ended';
  }

  /** To the end in one go, for the headless command and for tests. */
  finish(): void {
    while (this.advance(100_000) === 'going');
  }
}
