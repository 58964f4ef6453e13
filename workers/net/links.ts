import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { FaultSet, type Sides } from './faults.ts';
import { oneWayMicros, type Latency } from './latency.ts';
import { NO_LINES, type Line } from './line.ts';
import { Link } from './link.ts';
import type { Region } from './regions.ts';

export interface Party {
  readonly name: string;
  readonly region: Region;
}

/** Every link that has been used, made when it first is, and the faults that lie on them. */
export class Links {
  readonly faults: FaultSet;
  /** What links share; absent: nothing. */
  lines: { near(from: number, to: number): readonly Line[] } | null = null;
  readonly #latency: Latency;
  /** Of every link, whatever its ends; null: as far as the regions are apart. */
  readonly #mean: Micros | null;
  readonly #parties: Party[];
  /** By sender, then receiver. */
  readonly #links: (Link | undefined)[][];
  /** In the order of their first use, which outcomes determine: the same in every run. */
  readonly #used: Link[] = [];

  constructor(parties: readonly Party[], latency: Latency, mean: Micros | null = null) {
    this.#latency = latency;
    this.#mean = mean;
    this.#parties = [...parties];
    this.#links = parties.map(() => []);
    this.faults = new FaultSet(this.#parties);
  }

  between(from: number, to: number): Link {
    return this.#links[from]?.[to] ?? this.#make(from, to);
  }

  get used(): readonly Link[] {
    return this.#used;
  }

  covered(sides: Sides): Link[] {
    return this.#used.filter(({ from, to }) => this.faults.covers(sides, from, to));
  }

  /** Returns the links at the party that moves. */
  relocate(party: number, region: Region): Link[] {
    const moved = this.#parties[party];
    assert(moved !== undefined, 'Whoever moves is one of the parties.');
    this.#parties[party] = { ...moved, region };
    const links = this.#used.filter(({ from, to }) => from === party || to === party);
    for (const link of links) link.propagation = this.#propagation(link.from, link.to);
    return links;
  }

  #make(from: number, to: number): Link {
    const sender = this.#parties[from];
    const receiver = this.#parties[to];
    assert(sender !== undefined, 'A sender is one of the parties.');
    assert(receiver !== undefined, 'A receiver is one of the parties.');
    const link = new Link(from, to, `${sender.name}>${receiver.name}`);
    link.propagation = this.#propagation(from, to);
    link.cuts = this.faults.cutCount(from, to);
    link.impair(this.faults.impairment(from, to));
    link.near = this.lines?.near(from, to) ?? NO_LINES;
    this.#links[from]![to] = link;
    this.#used.push(link);
    return link;
  }

  #propagation(from: number, to: number): Micros {
    return this.#mean ?? oneWayMicros(this.#latency, this.#parties[from]!.region, this.#parties[to]!.region);
  }
}
