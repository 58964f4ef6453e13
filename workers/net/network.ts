import { assert } from '../kernel/assert.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { MESSAGE_BYTES_MAX, PARTIES_MAX } from '../kernel/limits.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE, type MessageRow, type Row } from '../kernel/trace.ts';
import { Carriage } from './carriage.ts';
import { recordBegin, recordEnd } from './fault-entries.ts';
import type { Fault, FaultSet, Sides } from './faults.ts';
import { Flights } from './flights.ts';
import { sendingMicros } from './line.ts';
import type { Flight, Link } from './link.ts';
import { Links } from './links.ts';
import type { Message, NetworkOptions } from './options.ts';
import type { Region } from './regions.ts';
import { SharedLines } from './shared-lines.ts';

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
  readonly #lines: SharedLines;
  readonly #flights: Flights;
  readonly #carriage: Carriage;

  constructor(kernel: Kernel, options: NetworkOptions) {
    const { parties, bandwidthBitsPerSecond } = options;
    assert(parties.length <= PARTIES_MAX, 'A network has at most PARTIES_MAX parties.');
    assert(bandwidthBitsPerSecond > 0, 'A link has some bandwidth.');
    this.#kernel = kernel;
    this.#flights = new Flights(kernel);
    this.#options = options;
    const links = new Links(parties, options.latency ?? 'aws', options.delayMeanMicros ?? null);
    const lines = new SharedLines(links.faults, {
      parties: parties.length,
      upBitsPerSecond: options.uplinkBitsPerSecond ?? Infinity,
      downBitsPerSecond: options.downlinkBitsPerSecond ?? Infinity,
    });
    links.lines = lines;
    this.#links = links;
    this.#lines = lines;
    this.#carriage = new Carriage({ kernel, options, links, lines, flights: this.#flights });
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
    if (link.cuts === 0) this.#carriage.depart(link, flight);
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

  /** The same, and what is cut stays cut. */
  relieve(sides: Sides): void {
    for (const fault of this.#links.faults.between(sides)) {
      if (fault.kind !== 'cut') this.restore(fault);
    }
  }

  /** A party that moves, such as a phone: what is under way arrives as it left. */
  relocate(party: number, region: Region): void {
    const move = (): void => {
      for (const link of this.#links.relocate(party, region)) {
        link.impair(this.#links.faults.impairment(link.from, link.to));
        this.#cover(link);
      }
    };
    if (this.#lines.isAnyLimited) this.#carriage.replan(move);
    else move();
  }

  /** What a party sends, and what it receives, at most; null: as the settings say. */
  limit(party: number, bitsPerSecond: number | null): void {
    this.#carriage.replan(() => {
      this.#carriage.replanComingIn(party, () => this.#lines.limitParty(party, bitsPerSecond, this.#kernel.now));
    });
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
    flight.startAnew();
    this.#kernel.trace.rearrive(flight.row, this.#kernel.now, Infinity);
  }

  /** It leaves anew, or waits with the others where the link is cut. */
  release(flight: Flight): void {
    const link = flight.link!;
    if (link.cuts === 0) this.#carriage.depart(link, flight);
    else link.append(flight);
  }

  #takeOff(flight: Flight): Link {
    const link = flight.link!;
    link.remove(flight);
    if (link.cuts === 0) this.#carriage.cancel(flight);
    // What waits behind it on a line that the story limits moves up.
    if (this.#lines.isAnyLimited) this.#carriage.replan(() => undefined);
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

  #end(fault: Fault): Row {
    const row = recordEnd(this.#kernel, fault);
    this.#refresh(fault);
    return row;
  }

  #refresh(sides: Sides): void {
    const refresh = (): void => {
      for (const link of this.#links.covered(sides)) {
        link.impair(this.#links.faults.impairment(link.from, link.to));
        this.#cover(link);
      }
      this.#lines.forgetEnded();
    };
    const isLimit = this.#links.faults.hasLimits || this.#lines.isAnyLimited;
    if (isLimit) this.#carriage.replan(refresh);
    else refresh();
  }

  /** Holds what is on a link at its first cut, and lets it go with the last one healed. */
  #cover(link: Link): void {
    const before = link.cuts;
    link.cuts = this.#links.faults.cutCount(link.from, link.to);
    if (before === 0 && link.cuts > 0) this.#hold(link);
    if (before === 0 || link.cuts > 0) return;
    for (const flight of link.empty()) this.#carriage.release(link, flight);
  }

  #hold(link: Link): void {
    for (const flight of link.empty()) {
      this.#carriage.cancel(flight);
      this.#carriage.keep(link, flight);
    }
    // Whatever was still waiting to be sent is held too: the interface is idle.
    link.freeAt = link.latestArrival = this.#kernel.now;
  }
}
