import { assert } from '../kernel/assert.ts';
import type { Flight } from './link.ts';

/** Messages that come in over one line, one after another: they are through in the same order. */
export class Waiting {
  length = 0;
  #first: Flight | null = null;
  #last: Flight | null = null;

  append(flight: Flight): void {
    if (this.#last === null) this.#first = flight;
    else this.#last.next = flight;
    this.#last = flight;
    this.length += 1;
  }

  take(flight: Flight): void {
    assert(this.#first === flight, 'Messages are through a line in the order in which they came.');
    this.#first = flight.next;
    if (this.#first === null) this.#last = null;
    flight.next = null;
    this.length -= 1;
  }

  empty(): Flight[] {
    const flights: Flight[] = [];
    while (this.#first !== null) {
      flights.push(this.#first);
      this.take(this.#first);
    }
    return flights;
  }
}
