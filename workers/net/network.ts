import { assert } from '../kernel/assert.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { MESSAGE_BYTES_MAX, MESSAGES_UNDER_WAY_MAX, PARTIES_MAX } from '../kernel/limits.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE, type MessageRow, type Row } from '../kernel/trace.ts';
import { CutSet } from './cuts.ts';
import { netCut, netHealed } from './entries.ts';
import { Link, type Flight } from './link.ts';
import { roundTripMicros, type Region } from './regions.ts';

export interface Party {
  readonly name: string;
  readonly region: Region;
}

export interface Message {
  readonly kind: string;
  readonly bytes: number;
  /**
   * Names what the message is about ('prepare/5/0'), for the draw of its jitter. Exogenous,
   * never a count; unique within its link, or two messages share their luck.
   */
  readonly occasion: string;
}

export interface NetworkOptions {
  readonly parties: readonly Party[];
  /** Of each link, each way. Infinity: sending takes no time. */
  readonly bandwidthBitsPerSecond: number;
  /** Each delay is off by at most this part of its propagation, uniformly. */
  readonly jitterPercent: number;
  readonly deliver: (to: number, from: number, payload: unknown, messageKind: string) => void;
}

const MICROS_PER_SECOND_TIMES_BITS_PER_BYTE = 8_000_000;

/**
 * Reliable, ordered links between all parties:
 *
 *     arrival = max(now, link free) + bytes × 8 / bandwidth + round trip / 2 + jitter
 *
 * and never before the message sent ahead of it. A cut link loses nothing: what is sent on it
 * or still under way is held, and leaves again in order when it heals, as over a TCP connection
 * that is taken up again. QBFT rests on that: it assumes eventual delivery (Moniz 2020, §2).
 */
export class Network {
  readonly #kernel: Kernel;
  readonly #options: NetworkOptions;
  readonly #parties: Party[];
  readonly #links = new Map<number, Link>();
  readonly #cuts: CutSet;
  readonly #arrival: number;
  #underWay = 0;

  constructor(kernel: Kernel, options: NetworkOptions) {
    const { parties, bandwidthBitsPerSecond, jitterPercent } = options;
    assert(parties.length <= PARTIES_MAX, 'A network has at most PARTIES_MAX parties.');
    assert(bandwidthBitsPerSecond > 0, 'A link has some bandwidth.');
    assert(jitterPercent >= 0 && jitterPercent <= 100, 'Jitter is between 0 and 100 %.');
    this.#kernel = kernel;
    this.#options = options;
    this.#parties = [...parties];
    this.#cuts = new CutSet(this.#parties);
    this.#arrival = kernel.register((to, from, ref) => {
      this.#arrive(to, from, ref as Flight);
    });
  }

  /** Caused by whatever the kernel is handling; see `Kernel.within`. */
  send(from: number, to: number, message: Message, payload: unknown): MessageRow {
    const { kind, bytes, occasion } = message;
    assert(from !== to, 'A party does not send to itself.');
    assert(Number.isSafeInteger(bytes) && bytes >= 0, 'A message is a whole number of bytes.');
    assert(bytes <= MESSAGE_BYTES_MAX, 'A message is at most MESSAGE_BYTES_MAX long.');
    assert(this.#underWay < MESSAGES_UNDER_WAY_MAX, 'A cut link holds only so much.');
    this.#underWay += 1;
    const { now, cause, trace } = this.#kernel;
    const row = trace.message(kind, now, Infinity, from, to, bytes, cause);
    const flight: Flight = {
      kind, bytes, occasion, payload, cause, row, attempt: 0, ticket: NONE, next: null,
    };
    const link = this.#link(from, to);
    link.append(flight);
    if (link.cuts === 0) this.#depart(link, flight);
    return row;
  }

  /**
   * Cuts every link between a party or region and another, both ways. NONE when that very cut
   * is in force already. Cuts overlap: a link is whole again when all that cover it are healed.
   */
  cut(a: string, b: string): Row {
    if (!this.#cuts.add(a, b)) return NONE;
    const row = this.#kernel.record(netCut, 'network', { a, b });
    this.#eachCovered(a, b, (link) => {
      this.#cover(link, link.cuts + 1);
    });
    return row;
  }

  /** NONE when no such cut is in force. What was held leaves at once, in order. */
  heal(a: string, b: string): Row {
    if (!this.#cuts.remove(a, b)) return NONE;
    const row = this.#kernel.record(netHealed, 'network', { a, b });
    this.#eachCovered(a, b, (link) => {
      this.#cover(link, link.cuts - 1);
    });
    return row;
  }

  /** A party that moves, such as a phone: what is under way arrives as it left. */
  relocate(party: number, region: Region): void {
    const moved = this.#parties[party];
    assert(moved !== undefined, 'Whoever moves is one of the parties.');
    this.#parties[party] = { ...moved, region };
    for (const link of this.#links.values()) {
      if (link.from !== party && link.to !== party) continue;
      link.propagation = propagationMicros(this.#parties[link.from]!, this.#parties[link.to]!);
      this.#cover(link, this.#cuts.coverCount(link.from, link.to));
    }
  }

  isCut(from: number, to: number): boolean {
    return this.#cuts.coverCount(from, to) > 0;
  }

  /** Sent and not yet arrived, held ones included. */
  get underWayCount(): number {
    return this.#underWay;
  }

  /** One way, without jitter, of a message on an idle link. */
  delayMicros(from: number, to: number, bytes: number): Micros {
    return this.#sendingMicros(bytes) + this.#link(from, to).propagation;
  }

  #depart(link: Link, flight: Flight): void {
    const { now } = this.#kernel;
    const start = link.freeAt > now ? link.freeAt : now;
    link.freeAt = start + this.#sendingMicros(flight.bytes);
    const undisturbed = link.freeAt + link.propagation + this.#jitter(link, flight);
    const at = undisturbed > link.latestArrival ? undisturbed : link.latestArrival;
    link.latestArrival = at;
    flight.attempt += 1;
    this.#kernel.trace.rearrive(flight.row, at);
    const { from, to } = link;
    flight.ticket =
      this.#kernel.schedule(at, this.#arrival, to, from, flight, flight.cause, flight.row);
  }

  #arrive(to: number, from: number, flight: Flight): void {
    this.#link(from, to).take(flight);
    this.#underWay -= 1;
    this.#options.deliver(to, from, flight.payload, flight.kind);
  }

  /** Holds what is on a link at its first cut, and lets it go with the last one healed. */
  #cover(link: Link, cuts: number): void {
    const before = link.cuts;
    link.cuts = cuts;
    if (before === 0 && cuts > 0) this.#hold(link);
    if (before === 0 || cuts > 0) return;
    link.each((flight) => {
      this.#depart(link, flight);
    });
  }

  #hold(link: Link): void {
    link.each((flight) => {
      const pending = this.#kernel.cancel(flight.ticket);
      assert(pending, 'A message under way has an arrival pending.');
      this.#kernel.trace.rearrive(flight.row, Infinity);
    });
    // Whatever was still waiting to be sent is held too: the interface is idle.
    link.freeAt = this.#kernel.now;
    link.latestArrival = this.#kernel.now;
  }

  /** The last bit has left after a whole number of microseconds, never early. */
  #sendingMicros(bytes: number): Micros {
    return Math.ceil(
      (bytes * MICROS_PER_SECOND_TIMES_BITS_PER_BYTE) / this.#options.bandwidthBitsPerSecond,
    );
  }

  #jitter(link: Link, flight: Flight): Micros {
    const span = Math.floor((link.propagation * this.#options.jitterPercent) / 100);
    if (span === 0) return 0;
    const { draws } = this.#kernel;
    const { occasion, attempt } = flight;
    return draws.below(2 * span + 1, link.name, 'delay', occasion, attempt) - span;
  }

  #link(from: number, to: number): Link {
    const key = from * PARTIES_MAX + to;
    let link = this.#links.get(key);
    if (link === undefined) {
      const sender = this.#parties[from];
      const receiver = this.#parties[to];
      assert(sender !== undefined, 'A sender is one of the parties.');
      assert(receiver !== undefined, 'A receiver is one of the parties.');
      const propagation = propagationMicros(sender, receiver);
      const cuts = this.#cuts.coverCount(from, to);
      link = new Link(from, to, `${sender.name}>${receiver.name}`, propagation, cuts);
      this.#links.set(key, link);
    }
    return link;
  }

  #eachCovered(a: string, b: string, visit: (link: Link) => void): void {
    // Links in the order of their first use, which outcomes determine: the same in every run.
    for (const link of this.#links.values()) {
      if (this.#cuts.covers(a, b, link.from, link.to)) visit(link);
    }
  }
}

function propagationMicros(sender: Party, receiver: Party): Micros {
  return Math.round(roundTripMicros(sender.region, receiver.region) / 2);
}
