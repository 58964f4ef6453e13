import { assert } from './assert.ts';
import { ATTEMPTS_MAX, unit53, type Draws } from './draw.ts';
import { logEach } from './log.ts';

/**
 * `Draws.normalIn` of many streams for one occasion, as a broadcast has them: the same draws to the
 * bit. All blocks first, then all points, then all logarithms: a processor works on several at once
 * where none waits for another, and each then costs two thirds.
 */
export class Normals {
  /** By place in the list that was asked for, until the next is. */
  drawn = new Float64Array(0);
  readonly #draws: Draws;
  #blocks = new Uint32Array(0);
  /** Those that have no point yet. */
  #places = new Int32Array(0);
  #streams = new Int32Array(0);
  /** How far each point lies from the middle. */
  #squares = new Float64Array(0);
  #logs = new Float64Array(0);

  constructor(draws: Draws) {
    this.#draws = draws;
  }

  draw(streams: Int32Array, occasion: string, k = 0): void {
    const count = streams.length;
    if (this.drawn.length < count) this.#makeRoom(count);
    for (let place = 0; place < count; place += 1) {
      this.#places[place] = place;
      this.#streams[place] = streams[place]!;
    }
    let left = count;
    for (let attempt = 0; left > 0; attempt += 1) {
      assert(attempt < ATTEMPTS_MAX, 'A hundred points in a row outside the circle do not happen.');
      this.#draws.blocksIn(this.#streams, left, occasion, k, attempt, this.#blocks);
      left = this.#place(left);
    }
    logEach(this.#logs, count);
    const [drawn, logs, squares] = [this.drawn, this.#logs, this.#squares];
    for (let place = 0; place < count; place += 1) {
      drawn[place] = drawn[place]! * Math.sqrt((-2 * logs[place]!) / squares[place]!);
    }
  }

  /** A point for each block; how many lie outside the circle, and come first in the lists again. */
  #place(count: number): number {
    const [blocks, places, streams] = [this.#blocks, this.#places, this.#streams];
    const [drawn, logs, squares] = [this.drawn, this.#logs, this.#squares];
    let outside = 0;
    for (let index = 0; index < count; index += 1) {
      const place = places[index]!;
      const u = 2 * unit53(blocks[4 * index]!, blocks[4 * index + 1]!) - 1;
      const v = 2 * unit53(blocks[4 * index + 2]!, blocks[4 * index + 3]!) - 1;
      const s = u * u + v * v;
      drawn[place] = u;
      squares[place] = logs[place] = s;
      // Nobody can guess which ones lie outside, so no branch hangs on it: s | 0 is 0 or 1.
      places[outside] = place;
      streams[outside] = streams[index]!;
      outside += s > 0 && s < 2 ? s | 0 : 1;
    }
    return outside;
  }

  #makeRoom(count: number): void {
    this.drawn = new Float64Array(count);
    this.#blocks = new Uint32Array(4 * count);
    this.#places = new Int32Array(count);
    this.#streams = new Int32Array(count);
    this.#squares = new Float64Array(count);
    this.#logs = new Float64Array(count);
  }
}
