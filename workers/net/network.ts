import { assert } from '../kernel/assert.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { MESSAGE_BYTES_MAX, PARTIES_MAX } from '../kernel/limits.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE, type MessageRow, type Row } from '../kernel/trace.ts';
import { Delays } from './delay.ts';
import { drawFate } from './fate.ts';
import { recordBegin, recordEnd } from './fault-entries.ts';
import type { Fault, FaultSet, Sides } from './faults.ts';
import { linesOf, sendingMicros, type Line } from './line.ts';
import { Flights } from './flights.ts';
import type { Flight, Link } from './link.ts';
import { Links } from './links.ts';
import type { Message, NetworkOptions } from './options.ts';
import type { Region } from './regions.ts';

export type { Party } from './links.ts';
export type { Message, NetworkOptions } from './options.ts';

/**
 * Links between all parties, each in order. A message passes the sender's access line, its link
 * and the receiver's access line, each with a queue of its own, its bytes following one another
 * through all three: an idle path takes bytes ÷ the slowest of them, and then the delay.
 *
 * Nothing is lost, doubled or overtaken unless a fault says so (ADR 0020). A cut link holds: what
 * is sent on it or still under way leaves again in order when it heals, as over a TCP connection
 * that is taken up again. QBFT rests on that: it assumes eventual delivery (Moniz 2020, §2).
 */
export class Network {
  readonly #kernel: Kernel;
  readonly #options: NetworkOptions;
  readonly #links: Links;
  readonly #delays: Delays;
  readonly #uplinks: readonly Line[] | null;
  readonly #downlinks: readonly Line[] | null;
  readonly #reach: number;
  readonly #arrival: number;
  readonly #flights: Flights;

  constructor(kernel: Kernel, options: NetworkOptions) {
    const { parties, bandwidthBitsPerSecond, jitterPercent, delay = 'uniform' } = options;
    assert(parties.length <= PARTIES_MAX, 'A network has at most PARTIES_MAX parties.');
    assert(bandwidthBitsPerSecond > 0, 'A link has some bandwidth.');
    this.#kernel = kernel;
    this.#flights = new Flights(kernel);
    this.#options = options;
    this.#links = new Links(parties, options.latency ?? 'aws', options.delayMeanMicros ?? null);
    this.#uplinks = linesOf(parties.length, options.uplinkBitsPerSecond);
    this.#downlinks = linesOf(parties.length, options.downlinkBitsPerSecond);
    this.#delays = new Delays(delay, jitterPercent);
    this.#arrival = kernel.register((to, from, ref) => { this.#arrive(to, from, ref as Flight); });
    this.#reach = kernel.register((to, from, ref) => { this.#comeIn(to, from, ref as Flight); });
  }

  /** Caused by whatever the kernel is handling; see `Kernel.within`. */
  send(from: number, to: number, message: Message, payload: unknown): MessageRow {
    assert(from !== to, 'A party does not send to itself.');
    const { bytes } = message;
    assert(Number.isSafeInteger(bytes) && bytes >= 0, 'A message is a whole number of bytes.');
    assert(bytes <= MESSAGE_BYTES_MAX, 'A message is at most MESSAGE_BYTES_MAX long.');
    const link = this.#links.between(from, to);
    const flight = this.#flights.begin(link, message, payload);
    const { row } = flight;
    if (link.cuts === 0) this.#depart(link, flight);
    else link.append(flight);
    return row;
  }

  /**
   * Cuts every link between a party or region and another, both ways, or from `a` to `b` alone.
   * NONE when that very cut is in force already. Cuts overlap: a link is whole again when all that
   * cover it are healed.
   */
  cut(a: string, b: string, oneWay = false): Row {
    return this.impair({ kind: 'cut', a, b, oneWay, share: 0, byMicros: 0 });
  }

  /** NONE when no such cut is in force. What was held leaves at once, in order. */
  heal(a: string, b: string, oneWay = false): Row {
    const sides = { a, b, oneWay };
    const cut = this.#links.faults.remove(sides, 'cut');
    return cut === undefined ? NONE : this.#end({ ...cut, ...sides });
  }

  /** A fault begins. One of the same kind between the same sides gives way to it. */
  impair(fault: Fault): Row {
    if (!this.#links.faults.add(fault)) return NONE;
    const row = recordBegin(this.#kernel, fault);
    this.#refresh(fault);
    return row;
  }

  /** This very fault ends, unless another has taken its place. NONE when it is not in force. */
  restore(fault: Fault): Row {
    if (!this.#links.faults.isInForce(fault)) return NONE;
    this.#links.faults.remove(fault, fault.kind);
    return this.#end(fault);
  }

  /** Whatever is wrong between two sides ends; two ways, also what is wrong one way. */
  mend(sides: Sides): void {
    this.heal(sides.a, sides.b, sides.oneWay);
    for (const fault of this.#links.faults.between(sides)) this.restore(fault);
  }

  /** A party that moves, such as a phone: what is under way arrives as it left. */
  relocate(party: number, region: Region): void {
    for (const link of this.#links.relocate(party, region)) {
      link.impair(this.#links.faults.impairment(link.from, link.to));
      this.#cover(link);
    }
  }

  /** Messages of a kind that are on a link, held ones included, in the order they were sent. */
  underWay(from: number, to: number, kind: string): Flight[] {
    const flights: Flight[] = [];
    this.#links.between(from, to).each((flight) => {
      if (flight.kind === kind) flights.push(flight);
    });
    return flights;
  }

  /** Taken off its link, never to arrive. */
  drop(flight: Flight): void {
    const { now, trace } = this.#kernel;
    // One that a cut held was on its way to nowhere yet: it ends here and now.
    if (this.#takeOff(flight).cuts > 0) trace.rearrive(flight.row, now, now);
    trace.lose(flight.row, now);
    this.#flights.land(flight);
  }

  /** Taken off its link until it is released. */
  hold(flight: Flight): void {
    this.#takeOff(flight);
    this.#kernel.trace.rearrive(flight.row, this.#kernel.now, Infinity);
  }

  /** It leaves anew, or waits with the others where the link is cut. */
  release(flight: Flight): void {
    const link = flight.link!;
    if (link.cuts === 0) this.#depart(link, flight);
    else link.append(flight);
  }

  #takeOff(flight: Flight): Link {
    const link = flight.link!;
    link.remove(flight);
    if (link.cuts === 0) {
      const pending = this.#kernel.cancel(flight.ticket);
      assert(pending, 'A message under way has an arrival pending.');
    }
    return link;
  }

  get faults(): FaultSet {
    return this.#links.faults;
  }

  /** Sent and not yet arrived, held ones included. */
  get underWayCount(): number {
    return this.#flights.underWayCount;
  }

  /** One way, without jitter, of a message on an idle path. */
  delayMicros(from: number, to: number, bytes: number): Micros {
    const { bandwidthBitsPerSecond: own, uplinkBitsPerSecond = Infinity,
      downlinkBitsPerSecond = Infinity } = this.#options;
    const slowest = Math.min(own, uplinkBitsPerSecond, downlinkBitsPerSecond);
    return sendingMicros(bytes, slowest) + this.#links.between(from, to).propagation;
  }

  #depart(link: Link, flight: Flight): void {
    const { impairment } = link;
    const at = this.#passLink(link, flight) + (impairment === null ? 0 : impairment.delayMicros);
    if (impairment !== null && flight.attempt === 0 && !flight.isCopy) {
      const fate = drawFate(impairment, this.#kernel.draws, link, flight.occasion);
      if (fate.isLost) return this.#lose(flight, at);
      this.#fly(link, flight, at + fate.strayedMicros, fate.strayedMicros > 0);
      if (fate.isDoubled) this.#double(link, flight);
    } else this.#fly(link, flight, at);
  }

  /** Through the sender's line and the link; when the last byte would be at the far end. */
  #passLink(link: Link, flight: Flight): Micros {
    const { now, draws } = this.#kernel;
    const { bytes, occasion, attempt } = flight;
    let first = now;
    let last = now;
    const uplink = this.#uplinks?.[link.from];
    if (uplink !== undefined) {
      if (uplink.freeAt > first) first = uplink.freeAt;
      last = uplink.freeAt = first + sendingMicros(bytes, uplink.bitsPerSecond);
    }
    if (link.freeAt > first) first = link.freeAt;
    const sent = first + sendingMicros(bytes, this.#options.bandwidthBitsPerSecond);
    if (sent > last) last = sent;
    link.freeAt = last;
    flight.spread = last - first;
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
    this.#kernel.trace.rearrive(flight.row, this.#kernel.now, at);
    const { from, to } = link;
    const next = this.#downlinks === null ? this.#arrival : this.#reach;
    flight.ticket = this.#kernel.schedule(at, next, to, from, flight, flight.cause, flight.row);
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

  /** At the end of the receiver's access line, where the messages of all its links meet. */
  #comeIn(to: number, from: number, flight: Flight): void {
    flight.link!.take(flight);
    const { now } = this.#kernel;
    const at = this.#downlinks![to]!.drain(flight.bytes, now, flight.spread);
    if (at === now) return this.#deliver(to, from, flight);
    // It has crossed the link: a cut no longer holds it.
    flight.link = null;
    this.#kernel.trace.rearrive(flight.row, now, at);
    this.#kernel.schedule(at, this.#arrival, to, from, flight, flight.cause, flight.row);
  }

  #arrive(to: number, from: number, flight: Flight): void {
    flight.link?.take(flight);
    this.#deliver(to, from, flight);
  }

  #deliver(to: number, from: number, flight: Flight): void {
    const { payload, kind, bytes } = flight;
    this.#flights.land(flight);
    this.#options.deliver(to, from, payload, kind, bytes);
  }

  #end(fault: Fault): Row {
    const row = recordEnd(this.#kernel, fault);
    this.#refresh(fault);
    return row;
  }

  #refresh(sides: Sides): void {
    for (const link of this.#links.covered(sides)) {
      link.impair(this.#links.faults.impairment(link.from, link.to));
      this.#cover(link);
    }
  }

  /** Holds what is on a link at its first cut, and lets it go with the last one healed. */
  #cover(link: Link): void {
    const before = link.cuts;
    link.cuts = this.#links.faults.cutCount(link.from, link.to);
    if (before === 0 && link.cuts > 0) this.#hold(link);
    if (before === 0 || link.cuts > 0) return;
    for (const flight of link.empty()) this.#depart(link, flight);
  }

  #hold(link: Link): void {
    for (const flight of link.empty()) {
      const pending = this.#kernel.cancel(flight.ticket);
      assert(pending, 'A message under way has an arrival pending.');
      this.#kernel.trace.rearrive(flight.row, this.#kernel.now, Infinity);
      link.append(flight);
    }
    // Whatever was still waiting to be sent is held too: the interface is idle.
    link.freeAt = link.latestArrival = this.#kernel.now;
  }
}
