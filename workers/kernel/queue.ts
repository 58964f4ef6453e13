import { assert } from './assert.ts';
import { EventFar } from './event-far.ts';
import { EventFront } from './event-front.ts';
import { EventSlots } from './event-slots.ts';
import { EVENTS_MAX, EVENTS_PENDING_MAX } from './limits.ts';
import type { Micros } from './micros.ts';
import { NONE } from './none.ts';

/** Names one pending event for `cancel`: its order's last 29 bits × 2^24 + slot. */
export type Ticket = number;

const SLOTS = EVENTS_PENDING_MAX;
/** 29 bits beside 24 of a slot make 53: a ticket could only repeat after 500 million events. */
const ORDER_MASK = 2 ** 29 - 1;
/** So many need no buckets. */
const FEW = 64;
const FRONT_MANY = 128;
const EVENTS_PER_BUCKET = 3;
const BUCKETS_MAX = 131_072;

/**
 * Pending events in order of (time, insertion). Equal times leave in the order they came, which
 * the order of a trace rests on.
 *
 * A ladder of one rung (Tang, Goh and Thng, "Ladder queue", 2005): the next few events are in
 * order, those after them in buckets by time, the rest unsorted, put into buckets when
 * its time comes. Each event is moved twice, however many are pending, and sorted
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
  /** All up to `#frontUntil`, and all up to the bucket `#bucket`. */
  readonly #front = new EventFront();
  #frontUntil = -1;
  /** With more than these in front, its bucket was too wide. */
  #frontMany = FRONT_MANY;
  /** Each a list of slots, by (time − start) × scale; those after `#bucket` may hold some. */
  #buckets = new Int32Array(FEW);
  #bucketCount = 0;
  #bucket = -1;
  #inBuckets = 0;
  /** With more than these in buckets, they may be too wide. */
  #bucketsMany = 0;
  /** Events pushed before the buckets were made. */
  #filledAt = 0;
  #start: Micros = 0;
  #scale = 0;
  /** Beyond the last bucket. */
  readonly #far = new EventFar();
  /** Cancelled and not yet swept out, wherever they are. */
  #dead = 0;
  #order = 0;
  #pushed = NONE;

  /** Events pending; cancelled ones are not. */
  get size(): number {
    return this.#kept - this.#dead;
  }

  push(
    at: Micros, kind: number, target: number, a: number, ref: unknown, cause: number, via: number,
  ): void {
    assert(at >= 0, 'An event has a time, at or after the start.');
    assert(this.#order < EVENTS_MAX, 'A run has at most EVENTS_MAX events.');
    const slots = this.#slots;
    const slot = slots.put(at, this.#order, slots.letters.keep(kind, ref, cause, via), target, a);
    const bucket = this.#bucketOf(at);
    if (at <= this.#frontUntil || bucket <= this.#bucket) {
      this.#front.push(at, this.#order, slot);
      if (this.#front.size > this.#frontMany) this.#spill();
    } else this.#put(slot, at, bucket);
    this.#order += 1;
    this.#pushed = slot;
  }

  /** Of what was pushed last. Apart: most events are never cancelled, and a double returned is put on the heap. */
  get ticket(): Ticket {
    return ((this.#order - 1) & ORDER_MASK) * SLOTS + this.#pushed;
  }

  /** Takes the earliest event into the cursors; false when none is pending. */
  pop(): boolean {
    if (!this.#hasHead()) return false;
    const slots = this.#slots;
    const slot = this.#front.headSlot;
    const letter = slots.letter(slot);
    this.at = this.#front.headAt;
    this.kind = slots.letters.kind(letter);
    this.target = slots.target(slot);
    this.cause = slots.letters.cause(letter);
    this.via = slots.letters.via(letter);
    this.a = slots.a(slot);
    this.ref = slots.letters.ref(letter);
    this.#front.removeHead();
    slots.release(slot);
    return true;
  }

  /** False when the event has already happened or was cancelled before. */
  cancel(ticket: Ticket): boolean {
    const slot = ticket % SLOTS;
    const slots = this.#slots;
    assert(slot < slots.used, 'A ticket comes from push on this queue.');
    const order = slots.order(slot);
    if (order === NONE || (order & ORDER_MASK) !== (ticket - slot) / SLOTS) return false;
    slots.cancel(slot);
    this.#dead += 1;
    // Sweeping looks into every bucket and at every event: it has to be worth that.
    const work = Math.max(FEW, this.#kept, this.#bucketCount - this.#bucket);
    if (this.#dead * 2 > work) this.#sweep();
    return true;
  }

  /** The time of the earliest pending event, Infinity when there is none. */
  peekAt(): Micros {
    return this.#hasHead() ? this.#front.headAt : Infinity;
  }

  get #kept(): number {
    return this.#front.size + this.#inBuckets + this.#far.count;
  }

  /** Whether the earliest living event is the head of those in front; makes it so where there is one. */
  #hasHead(): boolean {
    const front = this.#front;
    for (;;) {
      if (front.size === 0) {
        if (!this.#fillFront()) return false;
      } else if (this.#dead === 0 || this.#slots.isAlive(front.headSlot)) return true;
      else {
        const slot = front.headSlot;
        front.removeHead();
        this.#slots.release(slot);
        this.#dead -= 1;
      }
    }
  }

  /** From the next bucket, if need be after filling those. False when nothing is left. */
  #fillFront(): boolean {
    if (this.#areBucketsWide) this.#emptyBuckets();
    if (this.#inBuckets === 0) {
      if (this.#far.count === 0) return false;
      if (!this.#fillBuckets()) return true;
    }
    let bucket = this.#bucket + 1;
    while (this.#buckets[bucket] === NONE) bucket += 1;
    this.#bucket = bucket;
    this.#inBuckets -= this.#intoFront(this.#buckets[bucket]!);
    return true;
  }

  /**
   * Made for few, they have been given many: twice as many at least, and those pushed since pay for
   * moving all.
   */
  get #areBucketsWide(): boolean {
    return this.#inBuckets > this.#bucketsMany && 2 * (this.#order - this.#filledAt) > this.#kept;
  }

  /**
   * Buckets made when little but distant timers was pending are too wide for what comes later: all
   * is put into buckets anew. Where the front has the larger part, and twice what it had when it was
   * filled, that costs no more than the pushes since then.
   */
  #spill(): void {
    this.#frontMany = 2 * this.#front.size;
    if (2 * this.#front.size < this.#kept) return;
    const slots = this.#slots;
    const list = this.#front.unload(slots, NONE);
    for (let slot = list; slot !== NONE; slot = slots.next(slot)) this.#far.add(slots.at(slot), slot);
    this.#emptyBuckets();
    this.#fillFront();
  }

  /** All that is in buckets is far off again. */
  #emptyBuckets(): void {
    const slots = this.#slots;
    for (let bucket = this.#bucket + 1; bucket < this.#bucketCount; bucket += 1) {
      for (let slot = this.#buckets[bucket]!; slot !== NONE; slot = slots.next(slot)) {
        this.#far.add(slots.at(slot), slot);
      }
    }
    this.#inBuckets = 0;
  }

  /** False when all that was far went in front. */
  #fillBuckets(): boolean {
    const far = this.#far;
    const { count, first, last, span } = far;
    this.#bucket = -1;
    if (count <= FEW || !(span > 0 && span < Infinity)) {
      this.#bucketCount = 0;
      this.#frontUntil = last;
      this.#intoFront(far.unload(this.#slots));
      return false;
    }
    this.#frontUntil = -1;
    this.#bucketCount = Math.min(BUCKETS_MAX, count / EVENTS_PER_BUCKET >> 0);
    this.#start = first;
    this.#scale = this.#bucketCount / span;
    if (this.#buckets.length < this.#bucketCount) {
      this.#buckets = new Int32Array(2 * this.#bucketCount);
    }
    this.#buckets.fill(NONE, 0, this.#bucketCount);
    far.clear();
    for (let index = 0; index < count; index += 1) {
      const at = far.at(index);
      this.#put(far.slot(index), at, this.#bucketOf(at));
    }
    this.#bucketsMany = Math.max(FEW, 2 * this.#inBuckets);
    this.#filledAt = this.#order;
    return true;
  }

  /** Before `#start` it is negative, beyond the last bucket it is their number. */
  #bucketOf(at: Micros): number {
    const scaled = (at - this.#start) * this.#scale;
    return scaled < this.#bucketCount ? Math.floor(scaled) : this.#bucketCount;
  }

  #put(slot: number, at: Micros, bucket: number): void {
    if (bucket < this.#bucketCount) {
      this.#buckets[bucket] = this.#slots.link(slot, this.#buckets[bucket]!);
      this.#inBuckets += 1;
    } else this.#far.add(at, slot);
  }

  /** A list, with nothing in front; how many it had. */
  #intoFront(list: number): number {
    const count = this.#front.fill(this.#slots, list);
    this.#frontMany = Math.max(FRONT_MANY, 2 * count);
    return count;
  }

  #sweep(): void {
    this.#front.sweep(this.#slots);
    this.#far.sweep(this.#slots);
    this.#inBuckets = 0;
    for (let bucket = this.#bucket + 1; bucket < this.#bucketCount; bucket += 1) this.#sweepBucket(bucket);
    this.#dead = 0;
  }

  #sweepBucket(bucket: number): void {
    const slots = this.#slots;
    let slot = this.#buckets[bucket]!;
    this.#buckets[bucket] = NONE;
    while (slot !== NONE) {
      const next = slots.next(slot);
      if (slots.isAlive(slot)) this.#put(slot, slots.at(slot), bucket);
      else slots.release(slot);
      slot = next;
    }
  }
}
