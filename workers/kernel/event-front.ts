import { EventHeap } from './event-heap.ts';
import type { EventSlots } from './event-slots.ts';
import type { Micros } from './micros.ts';
import { NONE } from './none.ts';

/** So many are sorted by insertion; more go into the heap. */
const RUN_MAX = 64;

/**
 * The next few events, in order of (time, order). Those of one bucket are sorted once, and leave one
 * after another; what is pushed among them afterwards is in a heap beside. An equal time in the heap
 * came later, so the run goes first.
 */
export class EventFront {
  size = 0;
  headAt: Micros = Infinity;
  headSlot = NONE;
  #isHeapNext = false;
  readonly #heap = new EventHeap();
  readonly #at = new Float64Array(RUN_MAX);
  readonly #slot = new Int32Array(RUN_MAX);
  readonly #listedAt = new Float64Array(RUN_MAX);
  readonly #listed = new Int32Array(RUN_MAX);
  #first = 0;
  #end = 0;

  /** One that comes after all that are in it: it never overtakes an equal time. */
  push(at: Micros, order: number, slot: number): void {
    this.#heap.push(at, order, slot);
    this.#choose();
  }

  removeHead(): void {
    if (this.#isHeapNext) this.#heap.removeHead();
    else this.#first += 1;
    this.#choose();
  }

  /** A list, while it is empty; how many there were. */
  fill(slots: EventSlots, list: number): number {
    const runAt = this.#at;
    const runSlot = this.#slot;
    const listed = this.#listed;
    let count = 0;
    let slot = list;
    // First which there are, then what they are: so one need not wait until another is there.
    for (; slot !== NONE && count < RUN_MAX; count += 1) {
      listed[count] = slot;
      slot = slots.next(slot);
    }
    for (let index = 0; index < count; index += 1) this.#listedAt[index] = slots.at(listed[index]!);
    for (let end = 0; end < count; end += 1) {
      const at = this.#listedAt[end]!;
      const each = listed[end]!;
      let index = end;
      while (index > 0 && runAt[index - 1]! >= at) {
        if (runAt[index - 1] === at && slots.order(runSlot[index - 1]!) < slots.order(each)) break;
        runAt[index] = runAt[index - 1]!;
        runSlot[index] = runSlot[index - 1]!;
        index -= 1;
      }
      runAt[index] = at;
      runSlot[index] = each;
    }
    this.#first = 0;
    this.#end = count;
    if (slot !== NONE) this.#fillHeap(slots, slot);
    this.#choose();
    return this.size;
  }

  /** All leave it, before a list of others; the list's new head. */
  unload(slots: EventSlots, list: number): number {
    let head = this.#heap.unload(slots, list);
    while (this.#first < this.#end) head = slots.link(this.#slot[--this.#end]!, head);
    this.#choose();
    return head;
  }

  /** Only the living stay. */
  sweep(slots: EventSlots): void {
    this.#heap.sweep(slots);
    let kept = this.#first;
    for (let index = this.#first; index < this.#end; index += 1) {
      const slot = this.#slot[index]!;
      if (!slots.isAlive(slot)) {
        slots.release(slot);
        continue;
      }
      this.#at[kept] = this.#at[index]!;
      this.#slot[kept] = slot;
      kept += 1;
    }
    this.#end = kept;
    this.#choose();
  }

  /** The run has no room for a list: all of it, and what is in the run. */
  #fillHeap(slots: EventSlots, list: number): void {
    const heap = this.#heap;
    for (let index = 0; index < this.#end; index += 1) {
      const slot = this.#slot[index]!;
      heap.add(this.#at[index]!, slots.order(slot), slot);
    }
    for (let slot = list; slot !== NONE; slot = slots.next(slot)) {
      heap.add(slots.at(slot), slots.order(slot), slot);
    }
    heap.settle();
    this.#end = 0;
  }

  #choose(): void {
    const heap = this.#heap;
    const left = this.#end - this.#first;
    this.size = heap.size + left;
    const runAt = left === 0 ? Infinity : this.#at[this.#first]!;
    this.#isHeapNext = heap.size > 0 && heap.headAt < runAt;
    this.headAt = this.#isHeapNext ? heap.headAt : runAt;
    this.headSlot = this.#isHeapNext ? heap.headSlot : this.#slot[this.#first]!;
  }
}
