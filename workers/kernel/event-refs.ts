import { assert } from './assert.ts';
import { EVENTS_PENDING_MAX } from './limits.ts';

const CAPACITY_FIRST = 64;

/**
 * What pending events refer to. A broadcast schedules the same message many times in a row: it is
 * kept once, with how many events still have it. Writing an object into a long-lived list costs
 * the engine a note for its next collection, and reading it a miss of the cache, each time.
 */
export class EventRefs {
  readonly #refs: unknown[] = [undefined];
  #uses = new Int32Array(CAPACITY_FIRST).fill(1, 0, 1);
  readonly #free: number[] = [];
  #last = 0;
  #lastRef: unknown = undefined;

  /** Its number, for one event more. */
  keep(ref: unknown): number {
    if (ref !== this.#lastRef) this.#begin(ref);
    this.#uses[this.#last] = this.#uses[this.#last]! + 1;
    return this.#last;
  }

  get(number: number): unknown {
    return this.#refs[number];
  }

  /** One event of those that have it is gone; with the last it is forgotten. */
  release(number: number): void {
    const left = this.#uses[number]! - 1;
    this.#uses[number] = left;
    if (left > 0) return;
    this.#refs[number] = undefined;
    this.#free.push(number);
    if (number !== this.#last) return;
    this.#last = 0;
    this.#lastRef = undefined;
  }

  /** Number 0 is `undefined`, and is never forgotten. */
  #begin(ref: unknown): void {
    this.#lastRef = ref;
    this.#last = ref === undefined ? 0 : this.#free.pop() ?? this.#refs.length;
    if (this.#last === 0) return;
    this.#refs[this.#last] = ref;
    if (this.#last < this.#uses.length) return;
    assert(this.#last < EVENTS_PENDING_MAX, 'At most EVENTS_PENDING_MAX events are pending at once.');
    const wider = new Int32Array(2 * this.#uses.length);
    wider.set(this.#uses);
    this.#uses = wider;
  }
}
