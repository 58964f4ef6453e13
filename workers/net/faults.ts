import { assert, fail } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { isRegion, type Region } from './regions.ts';

export const FAULT_KINDS = ['cut', 'loss', 'duplication', 'reordering', 'delay', 'bandwidth'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Two sides, each a party's or a region's name; one way is from `a` to `b` alone. */
export interface Sides {
  readonly a: string;
  readonly b: string;
  readonly oneWay: boolean;
}

/** One thing that is wrong with every link between two sides (ADR 0020). */
export interface Fault extends Sides {
  readonly kind: FaultKind;
  /** Of loss, duplication and reordering: how many messages of a million. Otherwise 0. */
  readonly share: number;
  /** Of delay: how much later each arrives. Of reordering: at most how much. Otherwise 0. */
  readonly byMicros: Micros;
  /** Of bandwidth: how much both sides together send each way. Otherwise absent. */
  readonly bitsPerSecond?: number;
}

/** A limit in force on a direction, and which of its two ways that is. */
export interface Limit {
  readonly fault: Fault;
  readonly isBack: boolean;
}

/** All that is wrong with one direction of one link, cuts and limits apart. Chances are from 0 to 1. */
export interface Impairment {
  readonly loss: number;
  readonly duplication: number;
  readonly reordering: number;
  readonly reorderedByMicros: Micros;
  readonly delayMicros: Micros;
}

export const MILLION = 1_000_000;

/** The faults in force, in the order in which they began. */
export class FaultSet {
  readonly #parties: readonly { readonly name: string; readonly region: Region }[];
  #faults: Fault[] = [];

  constructor(parties: readonly { readonly name: string; readonly region: Region }[]) {
    this.#parties = parties;
  }

  /**
   * False when this very cut is in force already. Of another kind, the later one takes the place
   * of the earlier between the same sides. A region may have no party in it yet.
   */
  add(fault: Fault): boolean {
    for (const name of [fault.a, fault.b]) {
      const known = isRegion(name) || this.#parties.some((party) => party.name === name);
      if (!known) fail(`Nothing in this network is called ${name}.`);
    }
    assert(fault.share >= 0 && fault.share <= MILLION, 'A share is of a million.');
    assert((fault.kind === 'bandwidth') === ((fault.bitsPerSecond ?? 0) > 0), 'A limit leaves something.');
    assert(Number.isSafeInteger(fault.byMicros) && fault.byMicros >= 0, 'A fault delays, if at all.');
    const isAgain = this.#faults.some((each) => isSame(each, fault));
    if (isAgain && fault.kind === 'cut') return false;
    this.#faults = [...this.#faults.filter((each) => !isSame(each, fault)), fault];
    return true;
  }

  /** The fault of this kind between these very sides ends; undefined when there is none. */
  remove(sides: Sides, kind: FaultKind): Fault | undefined {
    const found = this.#faults.find((each) => each.kind === kind && isBetween(each, sides));
    this.#faults = this.#faults.filter((each) => each !== found);
    return found;
  }

  isInForce(fault: Fault): boolean {
    return this.#faults.includes(fault);
  }

  /** Those that "is healed" ends: two ways, also what ails one way between the same sides. */
  between(sides: Sides): readonly Fault[] {
    return this.#faults.filter((each) => isBetween(each, sides)
      || (!sides.oneWay && each.oneWay && isBetween({ ...each, oneWay: false }, sides)));
  }

  cutCount(from: number, to: number): number {
    let count = 0;
    for (const each of this.#faults) {
      if (each.kind === 'cut' && this.covers(each, from, to)) count += 1;
    }
    return count;
  }

  get hasLimits(): boolean {
    return this.#faults.some(({ kind }) => kind === 'bandwidth');
  }

  limits(from: number, to: number): Limit[] {
    return this.#faults.flatMap((fault) =>
      fault.kind === 'bandwidth' && this.covers(fault, from, to)
        ? [{ fault, isBack: !this.covers({ ...fault, oneWay: true }, from, to) }] : []);
  }

  /** Whether anything is wrong with this direction: cut, or losing, doubling, reordering, slow. */
  troubles(from: number, to: number): boolean {
    return this.#faults.some((each) => this.covers(each, from, to));
  }

  /**
   * Null when nothing but cuts and limits ails this direction. Chances are independent: what one fault spares
   * may fall to the next.
   */
  impairment(from: number, to: number): Impairment | null {
    const found = this.#faults.filter((each) => each.kind !== 'cut' && each.kind !== 'bandwidth'
      && this.covers(each, from, to));
    if (found.length === 0) return null;
    const of = (kind: FaultKind): Fault[] => found.filter((each) => each.kind === kind);
    return {
      loss: chanceOf(of('loss')),
      duplication: chanceOf(of('duplication')),
      reordering: chanceOf(of('reordering')),
      reorderedByMicros: of('reordering').reduce((most, each) => Math.max(most, each.byMicros), 0),
      delayMicros: of('delay').reduce((sum, each) => sum + each.byMicros, 0),
    };
  }

  /** Whether what is wrong between two sides is wrong from one party to another. */
  covers({ a, b, oneWay }: Sides, from: number, to: number): boolean {
    if (from === to) return false;
    if (this.#isOf(from, a) && this.#isOf(to, b)) return true;
    return !oneWay && this.#isOf(from, b) && this.#isOf(to, a);
  }

  #isOf(party: number, name: string): boolean {
    const each = this.#parties[party];
    return each !== undefined && (each.name === name || each.region === name);
  }
}

function isSame(one: Fault, other: Fault): boolean {
  return one.kind === other.kind && isBetween(one, other);
}

function isBetween(one: Sides, other: Sides): boolean {
  if (one.oneWay !== other.oneWay) return false;
  if (one.a === other.a && one.b === other.b) return true;
  return !one.oneWay && one.a === other.b && one.b === other.a;
}

/** That at least one of several independent chances comes true. */
function chanceOf(faults: readonly Fault[]): number {
  if (faults.length === 1) return faults[0]!.share / MILLION;
  return 1 - faults.reduce((spared, each) => spared * (1 - each.share / MILLION), 1);
}
