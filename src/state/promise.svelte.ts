import type { Engine } from '../bridge/engine.svelte.ts';
import { comparePrints, everyFor, printOf, type Comparison, type RunPrint } from '../share/run-print.ts';
import type { RunState } from './run.svelte.ts';

/** What links promise of runs: made of the one that is open, and held against it. */
export class Promised {
  /** Whether this is the run that its link or file promised; null where it promised nothing. */
  comparison = $state.raw<Comparison | null>(null);

  readonly #engine: Engine;
  readonly #run: RunState;

  constructor(engine: Engine, run: RunState) {
    this.#engine = engine;
    this.#run = run;
  }

  /** What a link to the open run may promise; null where the engine does not answer. */
  async print(rungsMax: number): Promise<RunPrint | null> {
    const run = this.#run.summary;
    if (run === null || !this.#run.live) return null;
    const every = everyFor(run.outcomes, rungsMax);
    try {
      return printOf(run, every, await this.#engine.ladder(every));
    } catch {
      return null;
    }
  }

  async compare(print: RunPrint | null): Promise<void> {
    this.comparison = null;
    const run = this.#run.summary;
    if (print === null || run === null || !this.#run.live) return;
    try {
      const rungs = await this.#engine.ladder(print.every);
      if (this.#run.summary === run) this.comparison = comparePrints(print, run, rungs);
    } catch {
      // The engine's own fault is said where it is; then nothing is known of the promise.
    }
  }
}
