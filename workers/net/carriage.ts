import { assert } from '../kernel/assert.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import { Delays } from './delay.ts';
import { drawFate } from './fate.ts';
import type { Flights } from './flights.ts';
import { sendingMicros } from './line.ts';
import type { Flight, Link } from './link.ts';
import type { Links } from './links.ts';
import type { NetworkOptions } from './options.ts';
import type { SharedLines } from './shared-lines.ts';
import { Waiting } from './waiting.ts';

export interface CarriageParts {
  readonly kernel: Kernel;
  readonly options: NetworkOptions;
  readonly links: Links;
  readonly lines: SharedLines;
  readonly flights: Flights;
}

/**
 * How a message gets along its link: the lines it shares with others, the link's own, each with a
 * queue, its bytes following one another through all of them; then the delay, and the receiver's
 * line. What a bad link does to it is decided as it leaves for the first time.
 */
export class Carriage {
  readonly #kernel: Kernel;
  readonly #options: NetworkOptions;
  readonly #links: Links;
  readonly #lines: SharedLines;
  readonly #flights: Flights;
  readonly #delays: Delays;
  readonly #arrival: number;
  readonly #through: number;
  /** Across their links, and waiting at the end of a party's line, each party's in order. */
  readonly #comingIn = new Map<number, Waiting>();
  /** While lines are planned anew: what a healed link lets go meanwhile. */
  #released: Flight[] | null = null;

  constructor({ kernel, options, links, lines, flights }: CarriageParts) {
    this.#kernel = kernel;
    this.#options = options;
    this.#links = links;
    this.#lines = lines;
    this.#flights = flights;
    this.#delays = new Delays(options.delay ?? 'uniform', options.jitterPercent);
    this.#arrival = kernel.register((to, from, ref) => { this.#arrive(to, from, ref as Flight); });
    this.#through = kernel.register((to, from, ref) => { this.#letThrough(to, from, ref as Flight); });
  }

  depart(link: Link, flight: Flight): void {
    const { impairment } = link;
    const at = this.#passLink(link, flight) + (impairment === null ? 0 : impairment.delayMicros);
    if (impairment !== null && flight.attempt === 0 && !flight.isCopy) {
      const fate = drawFate(impairment, this.#kernel.draws, link, flight.occasion);
      if (fate.isLost) return this.#lose(flight, at);
      this.#fly(link, flight, at + fate.strayedMicros, fate.strayedMicros > 0);
      if (fate.isDoubled) this.#double(link, flight);
    } else this.#fly(link, flight, at);
  }

  /** Held until its link was whole: it leaves now, behind what is on the lines already. */
  release(link: Link, flight: Flight): void {
    if (this.#released === null) this.depart(link, flight);
    else this.#released.push(flight);
  }

  /** Off its link, before it arrives there. */
  cancel(flight: Flight): void {
    const pending = this.#kernel.cancel(flight.ticket);
    assert(pending, 'A message under way has an arrival pending.');
  }

  /**
   * What has not left whole over the lines it shares, while `change` changes those lines or takes
   * away what stands before it: the rest of it is planned anew, in the same order.
   */
  replan(change: () => void): void {
    const { now } = this.#kernel;
    const unsent = this.#links.used.flatMap((link) =>
      (link.cuts > 0 || link.near.length === 0 ? [] : link.takeUnsent(now)));
    for (const flight of unsent) this.cancel(flight);
    // Sorting is stable: of one moment, in the order of their links.
    unsent.sort((a, b) => a.leavesAt - b.leavesAt);
    const released: Flight[] = [];
    this.#released = released;
    change();
    this.#released = null;
    for (const link of this.#links.used) {
      link.near = this.#lines.near(link.from, link.to);
      for (const line of link.near) line.freeAt = now;
    }
    for (const flight of [...unsent, ...released]) {
      const link = flight.link!;
      if (link.cuts === 0) this.depart(link, flight);
      else this.keep(link, flight);
    }
  }

  /** Held where its link is cut: all of it leaves again. */
  keep(link: Link, flight: Flight): void {
    flight.startAnew();
    this.#kernel.trace.rearrive(flight.row, this.#kernel.now, Infinity);
    link.append(flight);
  }

  /**
   * What comes in over a party's line, while `change` changes that line: of what waits at its end
   * and of what is half in, the rest passes the new one (ADR 134).
   */
  replanComingIn(to: number, change: () => void): void {
    const { now } = this.#kernel;
    const before = this.#lines.down(to);
    const waiting = this.#comingIn.get(to)?.empty() ?? [];
    for (const flight of waiting) {
      this.cancel(flight);
      const left = (before?.carries(flight.arrivesAt - now) ?? 0) + 1;
      flight.takenIn = Math.max(flight.takenIn, flight.bytes - left);
    }
    for (const link of this.#links.used) {
      if (link.to === to && link.cuts === 0) link.each((flight) => { flight.takeIn(before, now); });
    }
    change();
    const line = this.#lines.down(to);
    for (const flight of waiting) {
      this.#wait(flight, line === undefined ? now : line.drain(flight.bytes - flight.takenIn, now, 0));
    }
  }

  /** Through all lines before the delay; when the last byte would be at the far end. */
  #passLink(link: Link, flight: Flight): Micros {
    const { now, draws } = this.#kernel;
    const { rest, occasion, attempt } = flight;
    let first = now;
    let last = now;
    for (const line of link.near) {
      if (line.freeAt > first) first = line.freeAt;
      const passed = first + sendingMicros(rest, line.bitsPerSecond);
      if (passed > last) last = passed;
      line.freeAt = last;
    }
    if (link.freeAt > first) first = link.freeAt;
    const sent = first + sendingMicros(rest, this.#options.bandwidthBitsPerSecond);
    if (sent > last) last = sent;
    link.freeAt = last;
    if (rest === flight.bytes) flight.beganAt = first;
    flight.spread = last - flight.beganAt;
    flight.leavesAt = first;
    flight.sentAt = last;
    const stream = link.delays(draws, flight.isCopy);
    return last + this.#delays.draw(link.propagation, draws, stream, occasion, attempt);
  }

  #fly(link: Link, flight: Flight, undisturbed: Micros, isStray = false): void {
    let at = undisturbed;
    if (isStray) link.stray(flight);
    else {
      if (link.latestArrival > at) at = link.latestArrival;
      link.latestArrival = at;
      link.append(flight);
    }
    flight.attempt += 1;
    flight.arrivesAt = at;
    this.#kernel.trace.rearrive(flight.row, this.#kernel.now, at);
    const { from, to } = link;
    this.#kernel.post(at, this.#arrival, to, from, flight, flight.cause, flight.row);
    flight.ticket = this.#kernel.ticket;
  }

  /** It was sent, and the bytes took their time; it ends halfway. */
  #lose(flight: Flight, at: Micros): void {
    const { now, trace } = this.#kernel;
    trace.rearrive(flight.row, now, at);
    trace.lose(flight.row, now + Math.floor((at - now) / 2));
    this.#flights.land(flight);
  }

  #double(link: Link, flight: Flight): void {
    const { payload, cause } = flight;
    const copy = this.#kernel.within(cause, () => this.#flights.begin(link, flight, payload));
    copy.isCopy = true;
    this.#kernel.trace.count('net.messagesDoubled');
    this.#fly(link, copy, this.#passLink(link, copy) + (link.impairment?.delayMicros ?? 0));
  }

  /** At the end of its link, where the messages of all links to this receiver meet. */
  #arrive(to: number, from: number, flight: Flight): void {
    flight.link!.take(flight);
    const line = this.#lines.down(to);
    const isNextInLine = this.#comingIn.size === 0 || (this.#comingIn.get(to)?.length ?? 0) === 0;
    if (line === undefined && isNextInLine) return this.#deliver(to, from, flight);
    const { now } = this.#kernel;
    const at = line === undefined ? now : line.drain(flight.bytes - flight.takenIn, now, flight.spread);
    if (at === now && isNextInLine) return this.#deliver(to, from, flight);
    this.#wait(flight, at);
  }

  /** The receiver has it whole at this moment; it has crossed the link, and a cut no longer holds it. */
  #wait(flight: Flight, at: Micros): void {
    const { from, to } = flight.link!;
    this.#kernel.trace.rearrive(flight.row, this.#kernel.now, at);
    flight.arrivesAt = at;
    this.#kernel.post(at, this.#through, to, from, flight, flight.cause, flight.row);
    flight.ticket = this.#kernel.ticket;
    const waiting = this.#comingIn.get(to) ?? new Waiting();
    this.#comingIn.set(to, waiting);
    waiting.append(flight);
  }

  #letThrough(to: number, from: number, flight: Flight): void {
    this.#comingIn.get(to)?.take(flight);
    this.#deliver(to, from, flight);
  }

  #deliver(to: number, from: number, flight: Flight): void {
    const { payload, kind, bytes } = flight;
    this.#flights.land(flight);
    this.#options.deliver(to, from, payload, kind, bytes);
  }
}
