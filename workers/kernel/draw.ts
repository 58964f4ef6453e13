import { assert } from './assert.ts';
import { log } from './log.ts';
import { NameHash } from './name-hash.ts';
import { philox4x32 } from './philox.ts';

const TWO_32 = 0x1_0000_0000;

/** An entity's luck for one purpose: where its key is kept. Only the Draws that gave it know it. */
export type Stream = number;

/**
 * Luck. Each draw is a pure function of (seed, entity, purpose, occasion, k) and of nothing
 * else: not of earlier draws, nor of their order (DESIGN 3.2). So one more draw somewhere
 * shifts none elsewhere, and the arms of a comparison share their luck person by person.
 *
 * Philox4x32-10 under the key FNV-1a-64(seed, entity, purpose), at the counter
 * (FNV-1a-64(occasion), k, attempt). The occasion must be an exogenous name (an appointment,
 * a day, a message), never a count of draws made so far.
 *
 * Whoever draws for the same entity and purpose again and again, such as a link, keeps its
 * `stream`: the draws are the same, and no names are looked up.
 */
export class Draws {
  readonly #seed: number;
  /** Entities and purposes are few and come again and again; occasions do not. */
  readonly #streams = new Map<string, Map<string, Stream>>();
  /** Two words for each stream, side by side: a quarter of a million links have one each. */
  #keys = new Uint32Array(2 * STREAMS_FIRST);
  #streamCount = 0;
  readonly #hash = new NameHash();
  readonly #counter = new Uint32Array(4);
  readonly #block = new Uint32Array(4);
  readonly #normal = new Float64Array(1);
  readonly #alone = new Int32Array(1);
  #occasion: string | undefined;

  constructor(seed: number) {
    assert(Number.isSafeInteger(seed), 'A seed is a safe integer.');
    this.#seed = seed;
  }

  /** Takes room anew each time it is asked for: ask once, and keep it. */
  stream(entity: string, purpose: string): Stream {
    const stream = this.#streamCount;
    this.#streamCount += 1;
    if (2 * stream === this.#keys.length) {
      const wider = new Uint32Array(2 * this.#keys.length);
      wider.set(this.#keys);
      this.#keys = wider;
    }
    const hash = this.#hash.reset().integer(this.#seed).text(entity).separator().text(purpose);
    this.#keys[2 * stream] = hash.low;
    this.#keys[2 * stream + 1] = hash.high;
    return stream;
  }

  /** Uniform on 0 … 2^32 − 1. */
  u32(entity: string, purpose: string, occasion: string, k = 0): number {
    return this.#draw(this.#streamOf(entity, purpose), occasion, k, 0)[0]!;
  }

  /** Uniform on [0, 1), a multiple of 2^-53. */
  unit(entity: string, purpose: string, occasion: string, k = 0): number {
    return this.unitIn(this.#streamOf(entity, purpose), occasion, k);
  }

  /**
   * Uniform on 0 … n − 1 for 1 ≤ n ≤ 2^32, exactly: values of the last, incomplete group of n
   * are refused and drawn again from the same occasion, so no remainder is favoured.
   */
  below(n: number, entity: string, purpose: string, occasion: string, k = 0): number {
    return this.belowIn(this.#streamOf(entity, purpose), n, occasion, k);
  }

  /**
   * Standard normal by the polar method (Marsaglia and Bray, 1964): only a logarithm and a
   * square root, both the same in every engine.
   */
  normal(entity: string, purpose: string, occasion: string, k = 0): number {
    return this.normalIn(this.#streamOf(entity, purpose), occasion, k);
  }

  /** `unit` of a stream. */
  unitIn(stream: Stream, occasion: string, k = 0): number {
    const block = this.#draw(stream, occasion, k, 0);
    return unit53(block[0]!, block[1]!);
  }

  /** `below` of a stream. */
  belowIn(stream: Stream, n: number, occasion: string, k = 0): number {
    assert(Number.isInteger(n), 'A range is a whole number.');
    assert(n >= 1 && n <= TWO_32, 'A range is between 1 and 2^32.');
    const accepted = TWO_32 - remainder(TWO_32, n);
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const block = this.#draw(stream, occasion, k, attempt);
      for (let word = 0; word < 4; word += 1) {
        if (block[word]! < accepted) return remainder(block[word]!, n);
      }
    }
    assert(false, 'Four hundred refusals in a row do not happen.');
  }

  /** `normal` of a stream. */
  normalIn(stream: Stream, occasion: string, k = 0): number {
    this.#drawNormal(stream, occasion, k);
    return this.#normal[0]!;
  }

  /** Into an array: a double that a call returns is put on the heap, one for each message. */
  #drawNormal(stream: Stream, occasion: string, k: number): void {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const block = this.#draw(stream, occasion, k, attempt);
      const u = 2 * unit53(block[0]!, block[1]!) - 1;
      const v = 2 * unit53(block[2]!, block[3]!) - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        this.#normal[0] = u * Math.sqrt((-2 * log(s)) / s);
        return;
      }
    }
    assert(false, 'A hundred points in a row outside the circle do not happen.');
  }

  /** The words all draws are made of, 4 for each of the first `count` streams. See normals.ts. */
  blocksIn(
    streams: Int32Array, count: number, occasion: string, k: number, attempt: number, into: Uint32Array,
  ): void {
    const counter = this.#counter;
    // One occasion often serves many links in a row (a broadcast), and some take turns: hash it once.
    if (occasion !== this.#occasion) {
      const place = occasion.length % LENGTHS;
      if (occasion !== OCCASIONS[place]) {
        this.#hash.reset().text(occasion);
        HASHES[2 * place] = this.#hash.low;
        HASHES[2 * place + 1] = this.#hash.high;
        OCCASIONS[place] = occasion;
      }
      counter[0] = HASHES[2 * place]!;
      counter[1] = HASHES[2 * place + 1]!;
      this.#occasion = occasion;
    }
    counter[2] = k;
    counter[3] = attempt;
    philox4x32(counter, this.#keys, into, streams, count);
  }

  #draw(stream: Stream, occasion: string, k: number, attempt: number): Uint32Array {
    this.#alone[0] = stream;
    this.blocksIn(this.#alone, 1, occasion, k, attempt, this.#block);
    return this.#block;
  }

  #streamOf(entity: string, purpose: string): Stream {
    let purposes = this.#streams.get(entity);
    if (purposes === undefined) {
      purposes = new Map<string, Stream>();
      this.#streams.set(entity, purposes);
    }
    let stream = purposes.get(purpose);
    if (stream === undefined) purposes.set(purpose, (stream = this.stream(entity, purpose)));
    return stream;
  }
}

const STREAMS_FIRST = 64;
const LENGTHS = 32;
/** The last occasion of each length, and its hash: what is said about one block differs in kind, and so in that. */
const OCCASIONS: (string | undefined)[] = new Array<undefined>(LENGTHS).fill(undefined);
const HASHES = new Uint32Array(2 * LENGTHS);

/** A point misses the circle with chance 0.21, a word its range with at most 1/2. */
export const ATTEMPTS_MAX = 100;

/** 27 bits and 26 bits, so that every multiple of 2^-53 in [0, 1) is equally likely. */
export function unit53(high: number, low: number): number {
  return ((high >>> 5) * 0x400_0000 + (low >>> 6)) / 0x20_0000_0000_0000;
}

/**
 * x % n for 0 ≤ x ≤ 2^32, which engines compute in a loop where x is above 2^31. The quotient's
 * rounding error, at most 2^-21 ÷ n, cannot reach the next integer, at least 1 ÷ n away: exact.
 */
function remainder(x: number, n: number): number {
  return x - n * Math.floor(x / n);
}
