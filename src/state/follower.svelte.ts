import type { ChartIndex, Datum, Trail } from '../../workers/contract.ts';
import type { Engine } from '../bridge/engine.svelte.ts';
import { sameDatum } from '../router/datum.ts';
import { Asking } from './asking.ts';

const AGAIN_MILLISECONDS = 250;

/** The datum that is followed, and where it has gone by the moment. */
export class Follower {
  datum = $state.raw<Datum | null>(null);
  trail = $state.raw<Trail | null>(null);
  charts = $state.raw<readonly ChartIndex[]>([]);

  readonly #engine: Engine;
  readonly #asking = new Asking(() => this.#ask(), AGAIN_MILLISECONDS);
  #atMicros = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  choose(datum: Datum | null, atMicros: number): void {
    if (!sameDatum(datum, this.datum)) this.trail = null;
    this.datum = datum;
    this.follow(atMicros);
  }

  follow(atMicros: number): void {
    this.#atMicros = atMicros;
    if (this.datum !== null) this.#asking.again();
  }

  /** What there is to follow at a moment. */
  async look(atMicros: number): Promise<void> {
    try {
      this.charts = await this.#engine.charts(atMicros);
    } catch {
      this.charts = [];
    }
  }

  async #ask(): Promise<void> {
    const { datum } = this;
    if (datum === null) return;
    try {
      const trail = await this.#engine.trail(datum, this.#atMicros);
      if (sameDatum(datum, this.datum)) this.trail = trail;
    } catch {
      this.trail = null;
    }
  }
}
