import type { EventSlots } from './event-slots.ts';
import type { Micros } from './micros.ts';
import { NONE } from './none.ts';

const CAPACITY_FIRST = 256;

/** Events further off than the buckets go, as they came: side by side, so that going through all is quick. */
export class EventFar {
  count = 0;
  #first: Micros = Infinity;
  #last: Micros = 0;
  #sum = 0;
  #at = new Float64Array(CAPACITY_FIRST);
  #slot = new Int32Array(CAPACITY_FIRST);

  /** The earliest time. */
  get first(): Micros {
    return this.#first;
  }

  /** The latest time. */
  get last(): Micros {
    return this.#last;
  }

  at(index: number): Micros {
    return this.#at[index]!;
  }

  slot(index: number): number {
    return this.#slot[index]!;
  }

  add(at: Micros, slot: number): void {
    if (this.count === this.#at.length) this.#widen();
    this.#at[this.count] = at;
    this.#slot[this.count] = slot;
    this.count += 1;
    this.#sum += at;
    if (at < this.#first) this.#first = at;
    if (at > this.#last) this.#last = at;
  }

  /** What was at an index stays readable until as many have been added again. */
  clear(): void {
    this.count = 0;
    this.#first = Infinity;
    this.#last = 0;
    this.#sum = 0;
  }

  /**
   * How long after the first most of them come. At most half lie further from it than twice the mean
   * does (Markov), and of those that do not, half again: a few distant timers do not make it long.
   */
  get span(): Micros {
    const first = this.#first;
    const limit = 2 * (this.#sum / this.count - first);
    let [near, sum] = [0, 0];
    for (let index = 0; index < this.count; index += 1) {
      const later = this.#at[index]! - first;
      if (later > limit) continue;
      sum += later;
      near += 1;
    }
    return 2 * sum / near;
  }

  /** All of them as a list, none is left here. */
  unload(slots: EventSlots): number {
    let list = NONE;
    for (let index = 0; index < this.count; index += 1) list = slots.link(this.#slot[index]!, list);
    this.clear();
    return list;
  }

  /** Only the living stay. */
  sweep(slots: EventSlots): void {
    const { count } = this;
    this.clear();
    for (let index = 0; index < count; index += 1) {
      const slot = this.#slot[index]!;
      if (slots.isAlive(slot)) this.add(this.#at[index]!, slot);
      else slots.release(slot);
    }
  }

  #widen(): void {
    const at = new Float64Array(2 * this.count);
    const slot = new Int32Array(2 * this.count);
    at.set(this.#at);
    slot.set(this.#slot);
    this.#at = at;
    this.#slot = slot;
  }
}
