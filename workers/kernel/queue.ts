import { assert } from './assert.ts';
import { EVENTS_MAX, EVENTS_PENDING_MAX } from './limits.ts';
import type { Micros } from './micros.ts';

/** Names one pending event for `cancel`: generation × 2^24 + slot. */
export type Ticket = number;

const CAPACITY_FIRST = 256;
const SLOTS = EVENTS_PENDING_MAX;
/** 29 bits beside 24 make 53: a ticket could only repeat after 500 million uses of one slot. */
const GENERATIONS = 2 ** 29 - 1;
/** Below this size dead entries cost less than rebuilding. */
const REBUILD_SIZE_MIN = 64;

/**
 * One slot's payload is 32 bytes, half a cache line, seen through two views of one buffer:
 * at a million pending events each pop then misses the cache once and not once per field.
 */
const SLOT_INTEGERS = 8;
const KIND = 0;
const TARGET = 1;
const CAUSE = 2;
const VIA = 3;
const GENERATION = 4;
const ALIVE = 5;
const SLOT_DOUBLES = 4;
const A = 3;

/**
 * Pending events in order of (time, insertion): a 4-ary heap over typed arrays. Equal times
 * leave in the order they came, which the order of a trace rests on.
 *
 * `pop` fills the cursors below instead of returning an object, so that nothing is allocated
 * per event. `cancel` marks an entry dead and leaves it in the heap; when more than half of
 * the heap is dead it is rebuilt, so memory stays within twice the events truly pending.
 */
export class EventQueue {
  at: Micros = 0;
  kind = 0;
  target = 0;
  a = 0;
  ref: unknown = undefined;
  cause = 0;
  via = 0;

  #heapAt = new Float64Array(CAPACITY_FIRST);
  #heapOrder = new Int32Array(CAPACITY_FIRST);
  #heapSlot = new Int32Array(CAPACITY_FIRST);
  #heapSize = 0;
  #integers = new Int32Array(CAPACITY_FIRST * SLOT_INTEGERS);
  #doubles = new Float64Array(this.#integers.buffer);
  #refs: unknown[] = new Array<unknown>(CAPACITY_FIRST).fill(undefined);
  #freeSlots = new Int32Array(CAPACITY_FIRST);
  #freeCount = 0;
  #slotsUsed = 0;
  #dead = 0;
  #order = 0;

  /** Events pending; cancelled ones are not. */
  get size(): number {
    return this.#heapSize - this.#dead;
  }

  push(
    at: Micros,
    kind: number,
    target: number,
    a: number,
    ref: unknown,
    cause: number,
    via: number,
  ): Ticket {
    assert(at >= 0, 'An event has a time, at or after the start.');
    assert(this.#order < EVENTS_MAX, 'A run has at most EVENTS_MAX events.');
    const slot = this.#takeSlot();
    const base = slot * SLOT_INTEGERS;
    const integers = this.#integers;
    integers[base + KIND] = kind;
    integers[base + TARGET] = target;
    integers[base + CAUSE] = cause;
    integers[base + VIA] = via;
    integers[base + ALIVE] = 1;
    this.#doubles[slot * SLOT_DOUBLES + A] = a;
    if (ref !== undefined) this.#refs[slot] = ref;
    this.#siftUp(this.#heapSize, at, this.#order, slot);
    this.#heapSize += 1;
    this.#order += 1;
    return integers[base + GENERATION]! * SLOTS + slot;
  }

  /** Takes the earliest event into the cursors; false when none is pending. */
  pop(): boolean {
    this.#dropDeadHeads();
    if (this.#heapSize === 0) return false;
    const slot = this.#heapSlot[0]!;
    const base = slot * SLOT_INTEGERS;
    const integers = this.#integers;
    this.at = this.#heapAt[0]!;
    this.kind = integers[base + KIND]!;
    this.target = integers[base + TARGET]!;
    this.cause = integers[base + CAUSE]!;
    this.via = integers[base + VIA]!;
    this.a = this.#doubles[slot * SLOT_DOUBLES + A]!;
    this.ref = this.#refs[slot];
    this.#removeHead();
    this.#releaseSlot(slot);
    return true;
  }

  /** False when the event has already happened or was cancelled before. */
  cancel(ticket: Ticket): boolean {
    const slot = ticket % SLOTS;
    const base = slot * SLOT_INTEGERS;
    assert(slot < this.#slotsUsed, 'A ticket comes from push on this queue.');
    if (this.#integers[base + GENERATION] !== (ticket - slot) / SLOTS) return false;
    if (this.#integers[base + ALIVE] === 0) return false;
    this.#integers[base + ALIVE] = 0;
    // The payload may hold a whole message: let it go now, not when its time would have come.
    this.#refs[slot] = undefined;
    this.#dead += 1;
    if (this.#heapSize > REBUILD_SIZE_MIN && this.#dead * 2 > this.#heapSize) this.#rebuild();
    return true;
  }

  /** The time of the earliest pending event, Infinity when there is none. */
  peekAt(): Micros {
    this.#dropDeadHeads();
    return this.#heapSize === 0 ? Infinity : this.#heapAt[0]!;
  }

  #dropDeadHeads(): void {
    while (this.#dead > 0 && this.#heapSize > 0) {
      const slot = this.#heapSlot[0]!;
      if (this.#integers[slot * SLOT_INTEGERS + ALIVE] === 1) return;
      this.#removeHead();
      this.#releaseSlot(slot);
      this.#dead -= 1;
    }
  }

  #removeHead(): void {
    const last = this.#heapSize - 1;
    this.#heapSize = last;
    if (last > 0) {
      this.#siftDown(0, this.#heapAt[last]!, this.#heapOrder[last]!, this.#heapSlot[last]!);
    }
  }

  #siftUp(hole: number, at: Micros, order: number, slot: number): void {
    const heapAt = this.#heapAt;
    const heapOrder = this.#heapOrder;
    const heapSlot = this.#heapSlot;
    let index = hole;
    while (index > 0) {
      const parent = (index - 1) >> 2;
      const parentAt = heapAt[parent]!;
      // A newcomer has the highest order so far and never overtakes an equal time; a rebuild
      // sifts down only, so order needs no comparison on the way up.
      if (parentAt <= at) break;
      heapAt[index] = parentAt;
      heapOrder[index] = heapOrder[parent]!;
      heapSlot[index] = heapSlot[parent]!;
      index = parent;
    }
    heapAt[index] = at;
    heapOrder[index] = order;
    heapSlot[index] = slot;
  }

  #siftDown(hole: number, at: Micros, order: number, slot: number): void {
    const heapAt = this.#heapAt;
    const heapOrder = this.#heapOrder;
    const heapSlot = this.#heapSlot;
    const size = this.#heapSize;
    let index = hole;
    for (;;) {
      const first = index * 4 + 1;
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let best = first;
      let bestAt = heapAt[first]!;
      for (let child = first + 1; child < end; child += 1) {
        const childAt = heapAt[child]!;
        if (childAt > bestAt) continue;
        if (childAt === bestAt && heapOrder[child]! > heapOrder[best]!) continue;
        best = child;
        bestAt = childAt;
      }
      if (bestAt > at || (bestAt === at && heapOrder[best]! > order)) break;
      heapAt[index] = bestAt;
      heapOrder[index] = heapOrder[best]!;
      heapSlot[index] = heapSlot[best]!;
      index = best;
    }
    heapAt[index] = at;
    heapOrder[index] = order;
    heapSlot[index] = slot;
  }

  /** Floyd's heap construction over the living entries, in linear time. */
  #rebuild(): void {
    let size = 0;
    for (let index = 0; index < this.#heapSize; index += 1) {
      const slot = this.#heapSlot[index]!;
      if (this.#integers[slot * SLOT_INTEGERS + ALIVE] === 0) {
        this.#releaseSlot(slot);
        continue;
      }
      this.#heapAt[size] = this.#heapAt[index]!;
      this.#heapOrder[size] = this.#heapOrder[index]!;
      this.#heapSlot[size] = slot;
      size += 1;
    }
    this.#heapSize = size;
    this.#dead = 0;
    for (let index = (size - 2) >> 2; index >= 0; index -= 1) {
      const order = this.#heapOrder[index]!;
      this.#siftDown(index, this.#heapAt[index]!, order, this.#heapSlot[index]!);
    }
  }

  #takeSlot(): number {
    if (this.#freeCount > 0) {
      this.#freeCount -= 1;
      return this.#freeSlots[this.#freeCount]!;
    }
    if (this.#slotsUsed === this.#heapAt.length) this.#grow();
    const slot = this.#slotsUsed;
    this.#slotsUsed += 1;
    return slot;
  }

  #releaseSlot(slot: number): void {
    const base = slot * SLOT_INTEGERS;
    if (this.#refs[slot] !== undefined) this.#refs[slot] = undefined;
    this.#integers[base + ALIVE] = 0;
    this.#integers[base + GENERATION] = (this.#integers[base + GENERATION]! + 1) & GENERATIONS;
    this.#freeSlots[this.#freeCount] = slot;
    this.#freeCount += 1;
  }

  #grow(): void {
    const capacity = this.#heapAt.length * 2;
    assert(capacity <= SLOTS, 'At most EVENTS_PENDING_MAX events are pending at once.');
    this.#heapAt = widened(new Float64Array(capacity), this.#heapAt);
    this.#heapOrder = widened(new Int32Array(capacity), this.#heapOrder);
    this.#heapSlot = widened(new Int32Array(capacity), this.#heapSlot);
    this.#freeSlots = widened(new Int32Array(capacity), this.#freeSlots);
    this.#integers = widened(new Int32Array(capacity * SLOT_INTEGERS), this.#integers);
    this.#doubles = new Float64Array(this.#integers.buffer);
    for (let slot = this.#refs.length; slot < capacity; slot += 1) this.#refs.push(undefined);
  }
}

function widened<T extends Float64Array | Int32Array>(wide: T, narrow: T): T {
  wide.set(narrow);
  return wide;
}
