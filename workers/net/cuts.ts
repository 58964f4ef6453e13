import { fail } from '../kernel/assert.ts';
import { isRegion, type Region } from './regions.ts';

/** The cuts in force: unordered pairs of names, each a party's or a region's. */
export class CutSet {
  readonly #parties: readonly { readonly name: string; readonly region: Region }[];
  #cuts: { readonly a: string; readonly b: string }[] = [];

  constructor(parties: readonly { readonly name: string; readonly region: Region }[]) {
    this.#parties = parties;
  }

  /** False when it is in force already. A region may have no party in it yet. */
  add(a: string, b: string): boolean {
    for (const name of [a, b]) {
      const known = isRegion(name) || this.#parties.some((party) => party.name === name);
      if (!known) fail(`Nothing in this network is called ${name}.`);
    }
    if (this.#cuts.some((cut) => same(cut, a, b))) return false;
    this.#cuts.push({ a, b });
    return true;
  }

  remove(a: string, b: string): boolean {
    const before = this.#cuts.length;
    this.#cuts = this.#cuts.filter((cut) => !same(cut, a, b));
    return this.#cuts.length < before;
  }

  coverCount(from: number, to: number): number {
    let count = 0;
    for (const { a, b } of this.#cuts) if (this.covers(a, b, from, to)) count += 1;
    return count;
  }

  /** Whether a cut between `a` and `b` covers this link, whichever way it runs. */
  covers(a: string, b: string, from: number, to: number): boolean {
    if (from === to) return false;
    if (this.#isOf(from, a) && this.#isOf(to, b)) return true;
    return this.#isOf(from, b) && this.#isOf(to, a);
  }

  #isOf(party: number, name: string): boolean {
    const each = this.#parties[party];
    return each !== undefined && (each.name === name || each.region === name);
  }
}

function same(cut: { readonly a: string; readonly b: string }, a: string, b: string): boolean {
  return (cut.a === a && cut.b === b) || (cut.a === b && cut.b === a);
}
