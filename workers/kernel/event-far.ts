import type { EventSlots } from './event-slots.ts';
import type { Micros } from './micros.ts';
import { NONE } from './none.ts';

const CAPACITY_FIRST = 256;
/** Written anew each time it is read. */
const SAMPLE = new Float64Array(64);

/** Events further off than the buckets go, as they came: side by side, so that going through all is quick. */
export class EventFar {
  count = 0;
  #first: Micros = Infinity;
  #last: Micros = 0;
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
    if (at < this.#first) this.#first = at;
    if (at > this.#last) this.#last = at;
  }

  /** What was at an index stays readable until as many have been added again. */
  clear(): void {
    this.count = 0;
    this.#first = Infinity;
    this.#last = 0;
  }

  /**
   * How long after the first most of them come: four times as long as it takes a quarter of a sample, or
   * twice what half of it takes where so many come at once. By rank: timers may be a million times as far
   * off as the next messages are, and half of all there is, and then a mean tells nothing of messages.
   */
  get span(): Micros {
    const step = Math.ceil(this.count / SAMPLE.length);
    const sampled = Math.ceil(this.count / step);
    const sample = SAMPLE.subarray(0, sampled);
    for (let index = 0; index < sampled; index += 1) sample[index] = this.#at[index * step]!;
    sample.sort((one, other) => one - other);
    let part = 4;
    while (part > 1 && sample[Math.floor(sampled / part)] === this.#first) part /= 2;
    return part === 1 ? this.#last - this.#first : part * (sample[Math.floor(sampled / part)]! - this.#first);
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
