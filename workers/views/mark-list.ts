import { assert } from '../kernel/assert.ts';

/** Marks in one chunk: what a change after a copy has to write anew. */
const CHUNK = 128;

/**
 * Marks of a state that grow in number as the trace goes on: none is ever taken out. A copy shares
 * every chunk that neither side has changed since, so that hundreds of states of a long run cost
 * little more than the last. Marks are replaced, never altered.
 *
 * They are found by key through one index that all copies share: folding is deterministic, so a
 * key stands at the same places whenever the same outcomes are folded again.
 */
export class MarkList<T extends object> {
  readonly #chunks: T[][];
  /** Which of the chunks no copy shares. */
  readonly #own: boolean[];
  readonly #keyOf: (mark: T) => string;
  readonly #places: Map<string, number[]>;
  #length: number;

  constructor(keyOf: (mark: T) => string, from?: MarkList<T>) {
    this.#keyOf = keyOf;
    this.#chunks = from === undefined ? [] : [...from.#chunks];
    this.#own = this.#chunks.map(() => false);
    this.#places = from === undefined ? new Map<string, number[]>() : from.#places;
    this.#length = from === undefined ? 0 : from.#length;
  }

  get length(): number {
    return this.#length;
  }

  copy(): MarkList<T> {
    this.#own.fill(false);
    return new MarkList(this.#keyOf, this);
  }

  push(mark: T): void {
    const place = this.#length;
    this.#chunk(place).push(mark);
    this.#length += 1;
    const key = this.#keyOf(mark);
    const places = this.#places.get(key);
    if (places === undefined) this.#places.set(key, [place]);
    else if (places[places.length - 1]! < place) places.push(place);
  }

  at(place: number): Readonly<T> {
    const mark = this.#chunks[Math.floor(place / CHUNK)]?.[place % CHUNK];
    assert(mark !== undefined, 'a mark is looked at where it stands');
    return mark;
  }

  /** The first place with this key, where `test` holds of the mark as it is now; -1 without one. */
  find(key: string, test: (mark: Readonly<T>) => boolean = () => true): number {
    for (const place of this.#places.get(key) ?? []) {
      if (place >= this.#length) break;
      if (test(this.at(place))) return place;
    }
    return -1;
  }

  /** The key by which the mark is found stays the one it was pushed with. */
  change(place: number, changed: Partial<T>): void {
    this.#chunk(place)[place % CHUNK] = { ...this.at(place), ...changed };
  }

  /** The last one of all; null in an empty list. */
  last(): Readonly<T> | null {
    return this.#length === 0 ? null : this.at(this.#length - 1);
  }

  *[Symbol.iterator](): Iterator<Readonly<T>> {
    for (const chunk of this.#chunks) yield* chunk;
  }

  /** The chunk of a place, this list's alone from now on. */
  #chunk(place: number): T[] {
    const index = Math.floor(place / CHUNK);
    const chunk = this.#chunks[index];
    if (chunk !== undefined && this.#own[index] === true) return chunk;
    const own = chunk === undefined ? [] : [...chunk];
    this.#chunks[index] = own;
    this.#own[index] = true;
    return own;
  }
}
