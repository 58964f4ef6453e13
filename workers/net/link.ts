import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Ticket } from '../kernel/queue.ts';
import type { MessageRow, Row } from '../kernel/trace.ts';

/** A message between being sent and being delivered. */
export interface Flight {
  readonly kind: string;
  readonly bytes: number;
  readonly occasion: string;
  readonly payload: unknown;
  readonly cause: Row;
  readonly row: MessageRow;
  /** Times it has left: a held message leaves again when its link heals. */
  attempt: number;
  ticket: Ticket;
  next: Flight | null;
}

/**
 * One direction between two parties. Flights are a list in the order they were sent, which is
 * the order they arrive in, as within one TCP connection.
 */
export class Link {
  readonly from: number;
  readonly to: number;
  /** Names the link in keyed draws: 'boise-clinic>tampa-general'. */
  readonly name: string;
  /** One way, without jitter; changes when an end moves. */
  propagation: Micros;
  /** How many of the cuts in force cover this link. */
  cuts: number;
  /** When the sender's interface has sent the last byte of what it was given so far. */
  freeAt: Micros = 0;
  latestArrival: Micros = 0;
  #first: Flight | null = null;
  #last: Flight | null = null;

  constructor(from: number, to: number, name: string, propagation: Micros, cuts: number) {
    this.from = from;
    this.to = to;
    this.name = name;
    this.propagation = propagation;
    this.cuts = cuts;
  }

  append(flight: Flight): void {
    if (this.#last === null) this.#first = flight;
    else this.#last.next = flight;
    this.#last = flight;
  }

  /** The earliest flight has arrived. */
  take(flight: Flight): void {
    assert(this.#first === flight, 'Messages of one link arrive in the order they were sent.');
    this.#first = flight.next;
    if (this.#first === null) this.#last = null;
    flight.next = null;
  }

  each(visit: (flight: Flight) => void): void {
    for (let flight = this.#first; flight !== null; flight = flight.next) visit(flight);
  }
}
