import { assert } from './assert.ts';
import { EVENTS_PENDING_MAX } from './limits.ts';

const CAPACITY_FIRST = 64;

/** Integers of a letter, side by side. */
const SIZE = 4;
const USES = 0;
const KIND = 1;
const CAUSE = 2;
const VIA = 3;

/** Of events that are cancelled, and never forgotten. */
export const NO_LETTER = 0;

/**
 * What pending events have in common: their kind, what they refer to, and what they come from. A
 * broadcast schedules the same message many times in a row: it is kept once, with how many events
 * still have it. Writing an object into a long-lived list costs the engine a note for its next
 * collection, and reading it a miss of the cache, each time.
 */
export class EventLetters {
  readonly #refs: unknown[] = [undefined];
  #integers = new Int32Array(CAPACITY_FIRST * SIZE);
  readonly #free: number[] = [];
  #last = NO_LETTER;

  /** Its number, for one event more. */
  keep(kind: number, ref: unknown, cause: number, via: number): number {
    let at = this.#last * SIZE;
    if (this.#last === NO_LETTER || ref !== this.#refs[this.#last] || kind !== this.#integers[at + KIND]
      || cause !== this.#integers[at + CAUSE] || via !== this.#integers[at + VIA]) {
      at = this.#begin(ref) * SIZE;
      this.#integers[at + KIND] = kind;
      this.#integers[at + CAUSE] = cause;
      this.#integers[at + VIA] = via;
    }
    this.#integers[at + USES]! += 1;
    return this.#last;
  }

  ref(letter: number): unknown {
    return this.#refs[letter];
  }

  kind(letter: number): number {
    return this.#integers[letter * SIZE + KIND]!;
  }

  cause(letter: number): number {
    return this.#integers[letter * SIZE + CAUSE]!;
  }

  via(letter: number): number {
    return this.#integers[letter * SIZE + VIA]!;
  }

  /** One event of those that have it is gone; with the last it is forgotten. */
  release(letter: number): void {
    if (letter === NO_LETTER) return;
    const left = this.#integers[letter * SIZE + USES]! - 1;
    this.#integers[letter * SIZE + USES] = left;
    if (left > 0) return;
    this.#refs[letter] = undefined;
    this.#free.push(letter);
    if (letter === this.#last) this.#last = NO_LETTER;
  }

  #begin(ref: unknown): number {
    const letter = this.#free.pop() ?? this.#refs.length;
    this.#last = letter;
    this.#refs[letter] = ref;
    if (letter * SIZE < this.#integers.length) return letter;
    assert(letter < EVENTS_PENDING_MAX, 'At most EVENTS_PENDING_MAX events are pending at once.');
    const wider = new Int32Array(2 * this.#integers.length);
    wider.set(this.#integers);
    this.#integers = wider;
    return letter;
  }
}
