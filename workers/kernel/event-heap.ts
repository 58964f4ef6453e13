import type { EventSlots } from './event-slots.ts';
import type { Micros } from './micros.ts';

const CAPACITY_FIRST = 256;

/**
 * Slots in order of (time, order): a 4-ary heap over typed arrays. Equal times leave in the order
 * they came, which the order of a trace rests on.
 */
export class EventHeap {
  size = 0;
  #at = new Float64Array(CAPACITY_FIRST);
  #order = new Int32Array(CAPACITY_FIRST);
  #slot = new Int32Array(CAPACITY_FIRST);

  get headAt(): Micros {
    return this.#at[0]!;
  }

  get headSlot(): number {
    return this.#slot[0]!;
  }

  /** One that comes after all that are in it: it never overtakes an equal time. */
  push(at: Micros, order: number, slot: number): void {
    this.#makeRoom();
    const heapAt = this.#at;
    const heapOrder = this.#order;
    const heapSlot = this.#slot;
    let index = this.size;
    this.size += 1;
    while (index > 0) {
      const parent = (index - 1) >> 2;
      const parentAt = heapAt[parent]!;
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

  removeHead(): void {
    const last = this.size - 1;
    this.size = last;
    if (last > 0) this.#siftDown(0, this.#at[last]!, this.#order[last]!, this.#slot[last]!);
  }

  /** One more, in no order yet: `settle` when all are there. */
  add(at: Micros, order: number, slot: number): void {
    this.#makeRoom();
    this.#at[this.size] = at;
    this.#order[this.size] = order;
    this.#slot[this.size] = slot;
    this.size += 1;
  }

  /** All leave it, before a list of others; the list's new head. */
  unload(slots: EventSlots, list: number): number {
    let head = list;
    for (let index = 0; index < this.size; index += 1) head = slots.link(this.#slot[index]!, head);
    this.size = 0;
    return head;
  }

  /** Floyd's heap construction, in linear time. */
  settle(): void {
    for (let index = (this.size - 2) >> 2; index >= 0; index -= 1) {
      this.#siftDown(index, this.#at[index]!, this.#order[index]!, this.#slot[index]!);
    }
  }

  /** Only the living stay; returns how many went. */
  sweep(slots: EventSlots): number {
    const before = this.size;
    this.size = 0;
    for (let index = 0; index < before; index += 1) {
      const slot = this.#slot[index]!;
      if (slots.isAlive(slot)) this.add(this.#at[index]!, this.#order[index]!, slot);
      else slots.release(slot);
    }
    this.settle();
    return before - this.size;
  }

  #siftDown(hole: number, at: Micros, order: number, slot: number): void {
    const heapAt = this.#at;
    const heapOrder = this.#order;
    const heapSlot = this.#slot;
    const { size } = this;
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

  #makeRoom(): void {
    if (this.size < this.#at.length) return;
    this.#at = widened(new Float64Array(2 * this.size), this.#at);
    this.#order = widened(new Int32Array(2 * this.size), this.#order);
    this.#slot = widened(new Int32Array(2 * this.size), this.#slot);
  }
}

function widened<T extends Float64Array | Int32Array>(wide: T, narrow: T): T {
  wide.set(narrow);
  return wide;
}
