import { assert } from './assert.ts';
import { EventHeap } from './event-heap.ts';
import { A, ALIVE, AT, CAUSE, EventSlots, GENERATION, KIND, ORDER, SLOT_DOUBLES, SLOT_INTEGERS,
  TARGET, VIA } from './event-slots.ts';
import { EVENTS_MAX, EVENTS_PENDING_MAX } from './limits.ts';
import type { Micros } from './micros.ts';
import { NONE } from './none.ts';

/** Names one pending event for `cancel`: generation × 2^24 + slot. */
export type Ticket = number;

const SLOTS = EVENTS_PENDING_MAX;
/** So many need no buckets. */
const FEW = 64;
const HEAP_MANY = 128;
const EVENTS_PER_BUCKET = 4;
const BUCKETS_MAX = 65_536;

/**
 * Pending events in order of (time, insertion). Equal times leave in the order they came, which
 * the order of a trace rests on.
 *
 * A ladder of one rung (Tang, Goh and Thng, "Ladder queue", 2005): the next few events are in a
 * heap, those after them in buckets by time, the rest in one list, unsorted, that is put into
 * buckets when its time comes. Each event is moved twice, however many are pending, and sorted
 * among few. Where an event lies is a monotone function of its time alone, so no bucket overtakes.
 *
 * `pop` fills the cursors below instead of returning an object, so that nothing is allocated
 * per event. `cancel` marks an entry dead and leaves it where it is; when more than half are
 * dead they are swept out, so memory stays within twice the events truly pending.
 */
export class EventQueue {
  at: Micros = 0;
  kind = 0;
  target = 0;
  a = 0;
  ref: unknown = undefined;
  cause = 0;
  via = 0;

  readonly #slots = new EventSlots();
  /** All up to `#heapUntil`, and all up to the bucket `#bucket`. */
  readonly #heap = new EventHeap();
  #heapUntil = -1;
  /** With more than these in the heap, its bucket was too wide. */
  #heapMany = HEAP_MANY;
  /** Each a list of slots, by (time − start) × scale; those after `#bucket` may hold some. */
  #buckets = new Int32Array(FEW);
  #bucketCount = 0;
  #bucket = -1;
  #inBuckets = 0;
  #start: Micros = 0;
  #scale = 0;
  /** Beyond the last bucket. */
  #far = NONE;
  #farCount = 0;
  /** Cancelled and not yet swept out, wherever they are. */
  #dead = 0;
  #order = 0;

  /** Events pending; cancelled ones are not. */
  get size(): number {
    return this.#kept - this.#dead;
  }

  push(
    at: Micros, kind: number, target: number, a: number, ref: unknown, cause: number, via: number,
  ): Ticket {
    assert(at >= 0, 'An event has a time, at or after the start.');
    assert(this.#order < EVENTS_MAX, 'A run has at most EVENTS_MAX events.');
    const slots = this.#slots;
    const slot = slots.take();
    const base = slot * SLOT_INTEGERS;
    const { integers, doubles } = slots;
    integers[base + KIND] = kind;
    integers[base + TARGET] = target;
    integers[base + CAUSE] = cause;
    integers[base + VIA] = via;
    integers[base + ALIVE] = 1;
    integers[base + ORDER] = this.#order;
    doubles[slot * SLOT_DOUBLES + AT] = at;
    doubles[slot * SLOT_DOUBLES + A] = a;
    if (ref !== undefined) slots.refs[slot] = ref;
    const bucket = this.#bucketOf(at);
    if (at <= this.#heapUntil || bucket <= this.#bucket) {
      this.#heap.push(at, this.#order, slot);
      if (this.#heap.size > this.#heapMany) this.#spill();
    } else this.#put(slot, bucket);
    this.#order += 1;
    return integers[base + GENERATION]! * SLOTS + slot;
  }

  /** Takes the earliest event into the cursors; false when none is pending. */
  pop(): boolean {
    if (!this.#hasHead()) return false;
    const slots = this.#slots;
    const slot = this.#heap.headSlot;
    const base = slot * SLOT_INTEGERS;
    const { integers } = slots;
    this.at = this.#heap.headAt;
    this.kind = integers[base + KIND]!;
    this.target = integers[base + TARGET]!;
    this.cause = integers[base + CAUSE]!;
    this.via = integers[base + VIA]!;
    this.a = slots.doubles[slot * SLOT_DOUBLES + A]!;
    this.ref = slots.refs[slot];
    this.#heap.removeHead();
    slots.release(slot);
    return true;
  }

  /** False when the event has already happened or was cancelled before. */
  cancel(ticket: Ticket): boolean {
    const slot = ticket % SLOTS;
    const base = slot * SLOT_INTEGERS;
    const { integers, refs, used } = this.#slots;
    assert(slot < used, 'A ticket comes from push on this queue.');
    if (integers[base + GENERATION] !== (ticket - slot) / SLOTS) return false;
    if (integers[base + ALIVE] === 0) return false;
    integers[base + ALIVE] = 0;
    // The payload may hold a whole message: let it go now, not when its time would have come.
    refs[slot] = undefined;
    this.#dead += 1;
    // Sweeping looks into every bucket and at every event: it has to be worth that.
    const work = Math.max(FEW, this.#kept, this.#bucketCount - this.#bucket);
    if (this.#dead * 2 > work) this.#sweep();
    return true;
  }

  /** The time of the earliest pending event, Infinity when there is none. */
  peekAt(): Micros {
    return this.#hasHead() ? this.#heap.headAt : Infinity;
  }

  get #kept(): number {
    return this.#heap.size + this.#inBuckets + this.#farCount;
  }

  /** Whether the earliest living event is the heap's head; makes it so where there is one. */
  #hasHead(): boolean {
    const heap = this.#heap;
    for (;;) {
      if (heap.size === 0) {
        if (!this.#fillHeap()) return false;
      } else if (this.#dead === 0 || this.#slots.isAlive(heap.headSlot)) return true;
      else {
        const slot = heap.headSlot;
        heap.removeHead();
        this.#slots.release(slot);
        this.#dead -= 1;
      }
    }
  }

  /** From the next bucket, if need be after filling those. False when nothing is left. */
  #fillHeap(): boolean {
    if (this.#inBuckets === 0) {
      if (this.#farCount === 0) return false;
      if (!this.#fillBuckets()) return true;
    }
    let bucket = this.#bucket + 1;
    while (this.#buckets[bucket] === NONE) bucket += 1;
    this.#bucket = bucket;
    this.#inBuckets -= this.#intoHeap(this.#buckets[bucket]!);
    return true;
  }

  /**
   * Buckets made when little but distant timers was pending are too wide for what comes later: all
   * is put into buckets anew. Where the heap has the larger part, and twice what it had when it was
   * filled, that costs no more than the pushes since then.
   */
  #spill(): void {
    this.#heapMany = 2 * this.#heap.size;
    if (2 * this.#heap.size < this.#kept) return;
    const count = this.#kept;
    for (let bucket = this.#bucket + 1; bucket < this.#bucketCount; bucket += 1) {
      const slots = this.#slots;
      for (let slot = this.#buckets[bucket]!; slot !== NONE;) {
        const next = slots.next(slot);
        this.#far = slots.link(slot, this.#far);
        slot = next;
      }
    }
    this.#far = this.#heap.unload(this.#slots, this.#far);
    this.#inBuckets = 0;
    this.#farCount = count;
    this.#fillHeap();
  }

  /** False when all that was far went into the heap. */
  #fillBuckets(): boolean {
    const slots = this.#slots;
    const count = this.#farCount;
    let [first, last] = [Infinity, 0];
    for (let slot = this.#far; slot !== NONE; slot = slots.next(slot)) {
      const at = slots.at(slot);
      if (at < first) first = at;
      if (at > last) last = at;
    }
    // At most half lie further from the first than twice the mean does (Markov), and of those that
    // do not, half again: a few distant timers do not make the buckets wide.
    const span = this.#twiceTheMean(first, this.#twiceTheMean(first, last - first));
    this.#bucket = -1;
    let slot = this.#far;
    this.#far = NONE;
    this.#farCount = 0;
    if (count <= FEW || !(span > 0 && span < Infinity)) {
      this.#bucketCount = 0;
      this.#heapUntil = last;
      this.#intoHeap(slot);
      return false;
    }
    this.#heapUntil = -1;
    this.#bucketCount = Math.min(BUCKETS_MAX, count / EVENTS_PER_BUCKET >> 0);
    this.#start = first;
    this.#scale = this.#bucketCount / span;
    if (this.#buckets.length < this.#bucketCount) {
      this.#buckets = new Int32Array(2 * this.#bucketCount);
    }
    this.#buckets.fill(NONE, 0, this.#bucketCount);
    while (slot !== NONE) {
      const next = slots.next(slot);
      this.#put(slot, this.#bucketOf(slots.at(slot)));
      slot = next;
    }
    return true;
  }

  /** Of how much later than `first` those far ones are that are at most `limit` later. */
  #twiceTheMean(first: Micros, limit: Micros): Micros {
    const slots = this.#slots;
    let [count, sum] = [0, 0];
    for (let slot = this.#far; slot !== NONE; slot = slots.next(slot)) {
      const later = slots.at(slot) - first;
      if (later > limit) continue;
      sum += later;
      count += 1;
    }
    return 2 * sum / count;
  }

  /** Before `#start` it is negative, beyond the last bucket it is their number. */
  #bucketOf(at: Micros): number {
    const scaled = (at - this.#start) * this.#scale;
    return scaled < this.#bucketCount ? Math.floor(scaled) : this.#bucketCount;
  }

  #put(slot: number, bucket: number): void {
    if (bucket < this.#bucketCount) {
      this.#buckets[bucket] = this.#slots.link(slot, this.#buckets[bucket]!);
      this.#inBuckets += 1;
    } else {
      this.#far = this.#slots.link(slot, this.#far);
      this.#farCount += 1;
    }
  }

  /** A list, into the empty heap; how many it had. */
  #intoHeap(list: number): number {
    const slots = this.#slots;
    let count = 0;
    for (let slot = list; slot !== NONE; count += 1) {
      const next = slots.next(slot);
      this.#heap.add(slots.at(slot), slots.order(slot), slot);
      slot = next;
    }
    this.#heap.settle();
    this.#heapMany = Math.max(HEAP_MANY, 2 * count);
    return count;
  }

  #sweep(): void {
    this.#heap.sweep(this.#slots);
    const buckets = this.#buckets;
    const [far, from] = [this.#far, this.#bucket + 1];
    this.#far = NONE;
    this.#farCount = 0;
    this.#inBuckets = 0;
    for (let bucket = from; bucket < this.#bucketCount; bucket += 1) {
      const list = buckets[bucket]!;
      buckets[bucket] = NONE;
      this.#putLiving(list, bucket);
    }
    this.#putLiving(far, this.#bucketCount);
    this.#dead = 0;
  }

  #putLiving(list: number, bucket: number): void {
    const slots = this.#slots;
    for (let slot = list; slot !== NONE;) {
      const next = slots.next(slot);
      if (slots.isAlive(slot)) this.#put(slot, bucket);
      else slots.release(slot);
      slot = next;
    }
  }
}
