import type { EventPage, EventQuery, EventSort } from '../../workers/contract.ts';
import type { Engine } from '../bridge/engine.svelte.ts';
import { Asking } from './asking.ts';

export const PAGE_ROWS = 50;
const AGAIN_MILLISECONDS = 250;

type Wish = Omit<EventQuery, 'atMicros' | 'count'>;

/** The table's rows at the moment, and how they are filtered and sorted. */
export class EventList {
  page = $state.raw<EventPage | null>(null);
  wish = $state.raw<Wish>({ show: 'told', text: '', sort: 'at', descending: true, from: 0 });

  readonly #engine: Engine;
  readonly #asking = new Asking(() => this.#ask(), AGAIN_MILLISECONDS);
  #atMicros = 0;
  #watched = false;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** From now on the rows follow the moment; nothing is asked for while nobody looks. */
  watch(atMicros: number): () => void {
    this.#watched = true;
    this.follow(atMicros);
    return () => { this.#watched = false; };
  }

  follow(atMicros: number): void {
    this.#atMicros = atMicros;
    if (this.#watched) this.#asking.again();
  }

  /** Another filter or order starts at its first page. */
  want(change: Partial<Wish>): void {
    this.wish = { ...this.wish, from: 0, ...change };
    this.#asking.again();
  }

  /** The same column once more turns the order round; moments start with the latest. */
  sortBy(sort: EventSort): void {
    const descending = sort === this.wish.sort ? !this.wish.descending : sort === 'at';
    this.want({ sort, descending });
  }

  async #ask(): Promise<void> {
    try {
      this.page = await this.#engine.events({ ...this.wish, atMicros: this.#atMicros, count: PAGE_ROWS });
    } catch {
      // No run is open, or it has just been closed: the next one asks again.
      this.page = null;
    }
  }
}
