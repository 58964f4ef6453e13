import { assert } from './assert.ts';
import { EventRefs } from './event-refs.ts';
import { EVENTS_PENDING_MAX } from './limits.ts';
import { NONE } from './none.ts';

const CAPACITY_FIRST = 256;

/**
 * One slot's payload is 40 bytes together, seen through two views of one buffer: at a million
 * pending events an event then misses the cache once or twice, and not once per field.
 */
export const SLOT_INTEGERS = 10;
/** The kind above 24 bits of which reference it has. */
export const KIND_AND_REF = 0;
export const TARGET = 1;
export const CAUSE = 2;
export const VIA = 3;
/** Which of all events it is: breaks ties of time. NONE: it has happened or was cancelled. */
export const ORDER = 4;
/** The next slot of the same list, or NONE. */
export const NEXT = 5;
export const SLOT_DOUBLES = 5;
export const AT = 3;
export const A = 4;

export const REF_BITS = 24;
const REF_MASK = 2 ** REF_BITS - 1;

/** Where pending events are kept, until they happen; free ones are a list of their own. */
export class EventSlots {
  integers = new Int32Array(CAPACITY_FIRST * SLOT_INTEGERS);
  doubles = new Float64Array(this.integers.buffer);
  readonly refs = new EventRefs();
  /** How many have ever been used. */
  used = 0;
  #capacity = CAPACITY_FIRST;
  #free = NONE;

  take(): number {
    const slot = this.#free;
    if (slot !== NONE) {
      this.#free = this.integers[slot * SLOT_INTEGERS + NEXT]!;
      return slot;
    }
    if (this.used === this.#capacity) this.#grow();
    this.used += 1;
    return this.used - 1;
  }

  release(slot: number): void {
    const base = slot * SLOT_INTEGERS;
    const { integers } = this;
    this.refs.release(integers[base + KIND_AND_REF]! & REF_MASK);
    integers[base + ORDER] = NONE;
    integers[base + NEXT] = this.#free;
    this.#free = slot;
  }

  /** Until it is released it stays where it is; the payload may hold a whole message: that goes now. */
  cancel(slot: number): void {
    const base = slot * SLOT_INTEGERS;
    const { integers } = this;
    this.refs.release(integers[base + KIND_AND_REF]! & REF_MASK);
    integers[base + KIND_AND_REF] = this.refs.keep(undefined);
    integers[base + ORDER] = NONE;
  }

  ref(slot: number): unknown {
    return this.refs.get(this.integers[slot * SLOT_INTEGERS + KIND_AND_REF]! & REF_MASK);
  }

  isAlive(slot: number): boolean {
    return this.integers[slot * SLOT_INTEGERS + ORDER]! !== NONE;
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
    const capacity = this.#capacity * 2;
    assert(capacity <= EVENTS_PENDING_MAX,
      'At most EVENTS_PENDING_MAX events are pending at once.');
    const wider = new Int32Array(capacity * SLOT_INTEGERS);
    wider.set(this.integers);
    this.integers = wider;
    this.doubles = new Float64Array(wider.buffer);
    this.#capacity = capacity;
  }
}
