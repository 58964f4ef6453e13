import type { Micros } from '../kernel/micros.ts';
import type { Fault, FaultSet } from './faults.ts';
import { Line, NO_LINES } from './line.ts';

/** The lines of each party, as the settings say. */
export interface AccessRates {
  readonly parties: number;
  readonly upBitsPerSecond: number;
  readonly downBitsPerSecond: number;
}

/**
 * What several links share: the access line of each party, and for each limit between two sides
 * one line each way, whoever of one side sends to whomever of the other.
 */
export class SharedLines {
  readonly #faults: FaultSet;
  readonly #rates: AccessRates;
  readonly #up: (Line | undefined)[];
  readonly #down: (Line | undefined)[];
  readonly #limited = new Set<number>();
  readonly #limits = new Map<Fault, { readonly forth: Line; readonly back: Line }>();

  constructor(faults: FaultSet, rates: AccessRates) {
    this.#faults = faults;
    this.#rates = rates;
    const of = (bitsPerSecond: number): (Line | undefined)[] =>
      Array.from({ length: rates.parties }, () => lineOf(bitsPerSecond));
    this.#up = of(rates.upBitsPerSecond);
    this.#down = of(rates.downBitsPerSecond);
  }

  /** The story has put a limit on something, beside what the settings say. */
  get isAnyLimited(): boolean {
    return this.#limited.size > 0 || this.#limits.size > 0;
  }

  /** The lines at the beginning of a link, in the order in which bytes pass them. */
  near(from: number, to: number): readonly Line[] {
    const up = this.#up[from];
    const limits = this.#faults.limits(from, to);
    if (limits.length === 0) return up === undefined ? NO_LINES : [up];
    const narrow = limits.map(({ fault, isBack }) => {
      const ways = this.#limits.get(fault);
      return (isBack ? ways?.back : ways?.forth) ?? this.#open(fault, isBack);
    });
    return up === undefined ? narrow : [up, ...narrow];
  }

  /** The line at the end of every link of a party. */
  down(to: number): Line | undefined {
    return this.#down[to];
  }

  /** Null: as the settings say. */
  limitParty(party: number, bitsPerSecond: number | null, now: Micros): void {
    if (bitsPerSecond === null) this.#limited.delete(party);
    else this.#limited.add(party);
    const limit = bitsPerSecond ?? Infinity;
    this.#up[party] = lineOf(Math.min(this.#rates.upBitsPerSecond, limit), now);
    this.#down[party] = lineOf(Math.min(this.#rates.downBitsPerSecond, limit), now);
  }

  /** Drops what belonged to limits that have ended. */
  forgetEnded(): void {
    for (const fault of this.#limits.keys()) {
      if (!this.#faults.isInForce(fault)) this.#limits.delete(fault);
    }
  }

  #open(fault: Fault, isBack: boolean): Line {
    const rate = fault.bitsPerSecond ?? Infinity;
    const ways = { forth: new Line(rate), back: new Line(rate) };
    this.#limits.set(fault, ways);
    return isBack ? ways.back : ways.forth;
  }
}

function lineOf(bitsPerSecond: number, since: Micros = 0): Line | undefined {
  return bitsPerSecond === Infinity ? undefined : new Line(bitsPerSecond, since);
}
