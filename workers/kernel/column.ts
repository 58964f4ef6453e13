import { assert } from './assert.ts';

/**
 * Columns of a trace: append-only numbers in chunks of 64 Ki rows, so that growing never copies
 * what is there (a doubling array would copy gigabytes and need twice the room meanwhile).
 */
export const CHUNK_ROWS = 65_536;
const CHUNK_BITS = 16;
const CHUNK_MASK = CHUNK_ROWS - 1;

export class IntegerColumn {
  readonly #chunks: Int32Array[] = [];
  length = 0;

  push(value: number): void {
    const offset = this.length & CHUNK_MASK;
    if (offset === 0) this.#chunks.push(new Int32Array(CHUNK_ROWS));
    this.#chunks[this.length >>> CHUNK_BITS]![offset] = value;
    this.length += 1;
  }

  get(row: number): number {
    assert(row >= 0 && row < this.length, 'A row of the trace exists.');
    return this.#chunks[row >>> CHUNK_BITS]![row & CHUNK_MASK]!;
  }

  set(row: number, value: number): void {
    assert(row >= 0 && row < this.length, 'A row of the trace exists.');
    this.#chunks[row >>> CHUNK_BITS]![row & CHUNK_MASK] = value;
  }
}

/** For times and other integers beyond 32 bits, exact to 2^53; Infinity is allowed in it. */
export class DoubleColumn {
  readonly #chunks: Float64Array[] = [];
  length = 0;

  push(value: number): void {
    const offset = this.length & CHUNK_MASK;
    if (offset === 0) this.#chunks.push(new Float64Array(CHUNK_ROWS));
    this.#chunks[this.length >>> CHUNK_BITS]![offset] = value;
    this.length += 1;
  }

  get(row: number): number {
    assert(row >= 0 && row < this.length, 'A row of the trace exists.');
    return this.#chunks[row >>> CHUNK_BITS]![row & CHUNK_MASK]!;
  }

  set(row: number, value: number): void {
    assert(row >= 0 && row < this.length, 'A row of the trace exists.');
    this.#chunks[row >>> CHUNK_BITS]![row & CHUNK_MASK] = value;
  }
}
