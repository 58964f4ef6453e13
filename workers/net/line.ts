import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';

const MICROS_PER_SECOND_TIMES_BITS_PER_BYTE = 8_000_000;

/** Something that carries bytes at a rate, one message after another. */
export class Line {
  readonly bitsPerSecond: number;
  /** Since when it carries at this rate. */
  readonly since: Micros;
  /** When the last byte of what it was given so far has passed. */
  freeAt: Micros = 0;

  /** Infinity: its bytes take no time. */
  constructor(bitsPerSecond: number, since: Micros = 0) {
    assert(bitsPerSecond > 0, 'A line has some bandwidth.');
    this.bitsPerSecond = bitsPerSecond;
    this.since = since;
  }

  /**
   * A message has arrived whole at the end of a line that it shared with others: when its last
   * byte is through. `spread` is how long its bytes took to come in, first to last; a line that
   * is slower than what lies before it was busy with it since the first, or since it is a line.
   */
  drain(bytes: number, now: Micros, spread: Micros): Micros {
    const sending = sendingMicros(bytes, this.bitsPerSecond);
    this.freeAt = Math.max(now, Math.max(now - spread, this.since) + sending, this.freeAt + sending);
    return this.freeAt;
  }

  /** Whole bytes that pass in a time. */
  carries(micros: Micros): number {
    return Math.floor((Math.max(0, micros) * this.bitsPerSecond) / MICROS_PER_SECOND_TIMES_BITS_PER_BYTE);
  }
}

export const NO_LINES: readonly Line[] = [];

/** The last bit has left after a whole number of microseconds, never early. */
export function sendingMicros(bytes: number, bitsPerSecond: number): Micros {
  return Math.ceil((bytes * MICROS_PER_SECOND_TIMES_BITS_PER_BYTE) / bitsPerSecond);
}
