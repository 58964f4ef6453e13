import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Draws, Stream } from '../kernel/draw.ts';
import { NONE, type MessageRow, type Row } from '../kernel/trace.ts';
import type { Ticket } from '../kernel/queue.ts';
import type { Impairment } from './faults.ts';
import { NO_LINES, type Line } from './line.ts';

/** A message between being sent and being delivered; used again for another when it has been. */
export class Flight {
  link: Link | null = null;
  kind = '';
  bytes = 0;
  occasion = '';
  payload: unknown = null;
  cause: Row = NONE;
  row: MessageRow = NONE;
  ticket: Ticket = NONE;
  /** Times it has left: a held message leaves again when its link heals. */
  attempt = 0;
  /** From its first byte at the far end to its last, also where it was stopped between them. */
  spread: Micros = 0;
  /** Of its bytes, those that are through the receiver's line already. */
  takenIn = 0;
  /** Of its bytes, those that have still to leave: fewer where it was stopped halfway. */
  rest = 0;
  /** When the first of them leaves, and when the last has left. */
  leavesAt: Micros = 0;
  /** When the first of all its bytes has left. */
  beganAt: Micros = 0;
  sentAt: Micros = 0;
  arrivesAt: Micros = 0;
  /** The second of two, where a fault has doubled a message. */
  isCopy = false;
  /** Out of the order of its link: a fault lets others overtake it. */
  isStray = false;
  next: Flight | null = null;

  /** All of it leaves again. */
  startAnew(): void {
    this.rest = this.bytes;
    this.takenIn = 0;
  }

  /**
   * The receiver's line changes while its bytes come in: what is through, of those that have come.
   * Without a line that is all of them, and they have come evenly.
   */
  takeIn(line: Line | undefined, now: Micros): void {
    const first = this.arrivesAt - this.spread;
    if (first >= now) return;
    const come = Math.floor((this.bytes * (now - first)) / this.spread);
    this.takenIn = line === undefined ? come
      : Math.min(come, this.takenIn + line.carries(now - Math.max(first, line.since, line.freeAt)));
  }

  stopHalfway(now: Micros): void {
    const { leavesAt, sentAt, rest } = this;
    if (leavesAt < now) this.rest = Math.ceil((rest * (sentAt - now)) / (sentAt - leavesAt));
  }
}

/**
 * One direction between two parties. Flights are a list in the order they were sent, which is
 * the order they arrive in, as within one TCP connection; strays stand beside it.
 */
export class Link {
  readonly from: number;
  readonly to: number;
  /** Names the link in keyed draws: 'boise-clinic>tampa-general'. */
  readonly name: string;
  /** The mean, one way; changes when an end moves. */
  propagation: Micros = 0;
  /** How many of the cuts in force cover this direction. */
  cuts = 0;
  /** What else is wrong with it. */
  impairment: Impairment | null = null;
  /** What it shares with other links, in the order in which bytes pass them. */
  near: readonly Line[] = NO_LINES;
  /** When the last byte of what was sent on it so far has left. */
  freeAt: Micros = 0;
  latestArrival: Micros = 0;
  readonly #strays = new Set<Flight>();
  readonly #sent = new Map<string, number>();
  #delays: Stream = NONE;
  #delaysOfCopies: Stream = NONE;
  #first: Flight | null = null;
  #last: Flight | null = null;

  constructor(from: number, to: number, name: string) {
    this.from = from;
    this.to = to;
    this.name = name;
  }

  /** What its delays are drawn from; those of copies apart, as if there were none. */
  delays(draws: Draws, isCopy: boolean): Stream {
    if (isCopy) {
      if (this.#delaysOfCopies === NONE) {
        this.#delaysOfCopies = draws.stream(this.name, 'delay-of-copy');
      }
      return this.#delaysOfCopies;
    }
    if (this.#delays === NONE) this.#delays = draws.stream(this.name, 'delay');
    return this.#delays;
  }

  append(flight: Flight): void {
    if (this.#last === null) this.#first = flight;
    else this.#last.next = flight;
    this.#last = flight;
  }

  stray(flight: Flight): void {
    flight.isStray = true;
    this.#strays.add(flight);
  }

  /** It has arrived: the earliest of those in order, or a stray. */
  take(flight: Flight): void {
    if (flight.isStray) {
      this.#strays.delete(flight);
      return;
    }
    assert(this.#first === flight, 'Messages of one link arrive in the order they were sent.');
    this.#first = flight.next;
    if (this.#first === null) this.#last = null;
    flight.next = null;
  }

  /** Taken out from wherever it stands; those behind it close up. */
  remove(flight: Flight): void {
    if (flight.isStray || this.#first === flight) {
      this.take(flight);
      flight.isStray = false;
      return;
    }
    let before = this.#first;
    while (before !== null && before.next !== flight) before = before.next;
    assert(before !== null, 'A message is taken off the link that it is on.');
    before.next = flight.next;
    if (this.#last === flight) this.#last = before;
    flight.next = null;
  }

  each(visit: (flight: Flight) => void): void {
    for (let flight = this.#first; flight !== null; flight = flight.next) visit(flight);
    for (const flight of this.#strays) visit(flight);
  }

  /** All that is under way, those in order first; the link is empty afterwards. */
  empty(): Flight[] {
    const flights: Flight[] = [];
    this.each((flight) => flights.push(flight));
    for (const flight of flights) {
      flight.next = null;
      flight.isStray = false;
    }
    this.#strays.clear();
    this.#first = null;
    this.#last = null;
    return flights;
  }

  /** Takes off those that have not left whole, with what is left of them; the others go on. */
  takeUnsent(now: Micros): Flight[] {
    const unsent: Flight[] = [];
    let kept: Flight | null = null;
    this.freeAt = this.latestArrival = now;
    for (let flight = this.#first; flight !== null;) {
      const { next } = flight;
      if (flight.sentAt > now) {
        unsent.push(flight);
        flight.next = null;
        if (kept === null) this.#first = next;
        else kept.next = next;
      } else {
        kept = flight;
        if (flight.arrivesAt > this.latestArrival) this.latestArrival = flight.arrivesAt;
      }
      flight = next;
    }
    this.#last = kept;
    for (const flight of this.#strays) {
      if (flight.sentAt <= now) continue;
      this.#strays.delete(flight);
      flight.isStray = false;
      unsent.push(flight);
    }
    for (const flight of unsent) flight.stopHalfway(now);
    return unsent;
  }

  impair(impairment: Impairment | null): void {
    this.impairment = impairment;
    if (impairment === null) this.#sent.clear();
  }

  /**
   * How often a message of this occasion was sent before, while the link was impaired: who sends
   * a lost one again has luck of its own, or it would be lost for ever.
   */
  timesSent(occasion: string): number {
    const times = this.#sent.get(occasion) ?? 0;
    this.#sent.set(occasion, times + 1);
    return times;
  }
}
