import { assert } from './assert.ts';
import { EventLetters, NO_LETTER } from './event-letters.ts';
import { EVENTS_PENDING_MAX } from './limits.ts';
import { NONE } from './none.ts';

const CAPACITY_FIRST = 256;

/**
 * One slot's event is 32 bytes together, seen through two views of one buffer: at a million pending
 * events it then misses the cache once, and not once per field. Which slot comes after it in a list
 * stands apart, a list so dense that a cache holds most of it: to go along one costs no misses.
 */
const DOUBLES = 4;
const AT = 0;
const A = 1;
const INTEGERS = 8;
/** Which of all events it is: breaks ties of time. NONE: it has happened or was cancelled. */
const ORDER = 4;
const TARGET = 5;
const LETTER = 6;

/** Where pending events are kept, until they happen; free ones are a list of their own. */
export class EventSlots {
  readonly letters = new EventLetters();
  /** How many have ever been used. */
  used = 0;
  #integers = new Int32Array(CAPACITY_FIRST * INTEGERS);
  #doubles = new Float64Array(this.#integers.buffer);
  /** The next slot of the same list, or NONE. */
  #next = new Int32Array(CAPACITY_FIRST);
  #free = NONE;

  /** The slot where the event now is. */
  put(at: number, order: number, letter: number, target: number, a: number): number {
    const slot = this.#take();
    const doubles = this.#doubles;
    doubles[slot * DOUBLES + AT] = at;
    doubles[slot * DOUBLES + A] = a;
    const integers = this.#integers;
    integers[slot * INTEGERS + ORDER] = order;
    integers[slot * INTEGERS + TARGET] = target;
    integers[slot * INTEGERS + LETTER] = letter;
    return slot;
  }

  release(slot: number): void {
    const base = slot * INTEGERS;
    this.letters.release(this.#integers[base + LETTER]!);
    this.#integers[base + ORDER] = NONE;
    this.#next[slot] = this.#free;
    this.#free = slot;
  }

  /** Until it is released it stays where it is; the payload may hold a whole message: that goes now. */
  cancel(slot: number): void {
    const base = slot * INTEGERS;
    this.letters.release(this.#integers[base + LETTER]!);
    this.#integers[base + LETTER] = NO_LETTER;
    this.#integers[base + ORDER] = NONE;
  }

  isAlive(slot: number): boolean {
    return this.order(slot) !== NONE;
  }

  next(slot: number): number {
    return this.#next[slot]!;
  }

  /** Puts a slot before a list; the list's new head. */
  link(slot: number, head: number): number {
    this.#next[slot] = head;
    return slot;
  }

  at(slot: number): number {
    return this.#doubles[slot * DOUBLES + AT]!;
  }

  a(slot: number): number {
    return this.#doubles[slot * DOUBLES + A]!;
  }

  order(slot: number): number {
    return this.#integers[slot * INTEGERS + ORDER]!;
  }

  target(slot: number): number {
    return this.#integers[slot * INTEGERS + TARGET]!;
  }

  letter(slot: number): number {
    return this.#integers[slot * INTEGERS + LETTER]!;
  }

  #take(): number {
    const slot = this.#free;
    if (slot !== NONE) {
      this.#free = this.#next[slot]!;
      return slot;
    }
    if (this.used === this.#next.length) this.#grow();
    this.used += 1;
    return this.used - 1;
  }

  #grow(): void {
    const capacity = this.#next.length * 2;
    assert(capacity <= EVENTS_PENDING_MAX,
      'At most EVENTS_PENDING_MAX events are pending at once.');
    const wider = new Int32Array(capacity * INTEGERS);
    wider.set(this.#integers);
    this.#integers = wider;
    this.#doubles = new Float64Array(wider.buffer);
    const next = new Int32Array(capacity);
    next.set(this.#next);
    this.#next = next;
  }
}
