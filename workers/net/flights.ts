import { assert } from '../kernel/assert.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { MESSAGES_UNDER_WAY_MAX } from '../kernel/limits.ts';
import { Flight, type Link } from './link.ts';
import type { Message } from './options.ts';

/** Makes the flights of a network, and uses those that have landed again. */
export class Flights {
  readonly #kernel: Kernel;
  readonly #idle: Flight[] = [];
  /** Sent and not yet arrived, held ones included. */
  underWayCount = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  begin(link: Link, { kind, bytes, occasion }: Message, payload: unknown): Flight {
    assert(this.underWayCount < MESSAGES_UNDER_WAY_MAX, 'A cut link holds only so much.');
    this.underWayCount += 1;
    const { now, cause, trace } = this.#kernel;
    const flight = this.#idle.pop() ?? new Flight();
    flight.link = link;
    flight.kind = kind;
    flight.bytes = bytes;
    flight.occasion = occasion;
    flight.payload = payload;
    flight.cause = cause;
    flight.row = trace.message(kind, now, Infinity, link.from, link.to, bytes, cause);
    flight.attempt = 0;
    flight.startAnew();
    flight.isCopy = false;
    flight.isStray = false;
    return flight;
  }

  land(flight: Flight): void {
    this.underWayCount -= 1;
    flight.payload = null;
    flight.link = null;
    this.#idle.push(flight);
  }
}
