import { assert } from './assert.ts';
import { EVENTS_PENDING_MAX } from './limits.ts';
import { NONE } from './none.ts';

const CAPACITY_FIRST = 256;
/** 29 bits beside 24 of a slot make 53: a ticket could only repeat after 500 million uses. */
const GENERATIONS = 2 ** 29 - 1;

/**
 * One slot's payload is 48 bytes together, seen through two views of one buffer: at a million
 * pending events an event then misses the cache once or twice, and not once per field.
 */
export const SLOT_INTEGERS = 12;
export const TARGET = 1;
export const CAUSE = 2;
export const VIA = 3;
export const GENERATION = 4;
export const KIND = 0;
/** 1, or 0 when cancelled. */
export const ALIVE = 5;
/** Which of all events it is: breaks ties of time. */
export const ORDER = 6;
/** The next slot of the same list, or NONE. */
export const NEXT = 7;
export const SLOT_DOUBLES = 6;
export const AT = 4;
export const A = 5;

/** Where pending events are kept, until they happen; free ones are a list of their own. */
export class EventSlots {
  integers = new Int32Array(CAPACITY_FIRST * SLOT_INTEGERS);
  doubles = new Float64Array(this.integers.buffer);
  readonly refs: unknown[] = new Array<unknown>(CAPACITY_FIRST).fill(undefined);
  /** How many have ever been used. */
  used = 0;
  #free = NONE;

  take(): number {
    const slot = this.#free;
    if (slot !== NONE) {
      this.#free = this.integers[slot * SLOT_INTEGERS + NEXT]!;
      return slot;
    }
    if (this.used === this.refs.length) this.#grow();
    this.used += 1;
    return this.used - 1;
  }

  release(slot: number): void {
    const base = slot * SLOT_INTEGERS;
    const { integers } = this;
    if (this.refs[slot] !== undefined) this.refs[slot] = undefined;
    integers[base + ALIVE] = 0;
    integers[base + GENERATION] = (integers[base + GENERATION]! + 1) & GENERATIONS;
    integers[base + NEXT] = this.#free;
    this.#free = slot;
  }

  isAlive(slot: number): boolean {
    return this.integers[slot * SLOT_INTEGERS + ALIVE] === 1;
  }

  next(slot: number): number {
    return this.integers[slot * SLOT_INTEGERS + NEXT]!;
  }

  /** Puts a slot before a list; the list's new head. */
  link(slot: number, head: number): number {
    this.integers[slot * SLOT_INTEGERS + NEXT] = head;
    return slot;
  }

  at(slot: number): number {
    return this.doubles[slot * SLOT_DOUBLES + AT]!;
  }

  order(slot: number): number {
    return this.integers[slot * SLOT_INTEGERS + ORDER]!;
  }

  #grow(): void {
    const capacity = this.refs.length * 2;
    assert(capacity <= EVENTS_PENDING_MAX,
      'At most EVENTS_PENDING_MAX events are pending at once.');
    const wider = new Int32Array(capacity * SLOT_INTEGERS);
    wider.set(this.integers);
    this.integers = wider;
    this.doubles = new Float64Array(wider.buffer);
    for (let slot = this.refs.length; slot < capacity; slot += 1) this.refs.push(undefined);
  }
}
