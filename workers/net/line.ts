import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';

const MICROS_PER_SECOND_TIMES_BITS_PER_BYTE = 8_000_000;

/** Something that carries bytes at a rate, one message after another. */
export class Line {
  readonly bitsPerSecond: number;
  /** When the last byte of what it was given so far has passed. */
  freeAt: Micros = 0;

  /** Infinity: its bytes take no time. */
  constructor(bitsPerSecond: number) {
    assert(bitsPerSecond > 0, 'A line has some bandwidth.');
    this.bitsPerSecond = bitsPerSecond;
  }

  /**
   * A message has arrived whole at the end of a line that it shared with others: when its last
   * byte is through. `spread` is how long its bytes took to come in, first to last; a line that
   * is slower than what lies before it was busy with it since the first.
   */
  drain(bytes: number, now: Micros, spread: Micros): Micros {
    const sending = sendingMicros(bytes, this.bitsPerSecond);
    this.freeAt = Math.max(now, now - spread + sending, this.freeAt + sending);
    return this.freeAt;
  }
}

export const NO_LINES: readonly Line[] = [];

/** The last bit has left after a whole number of microseconds, never early. */
export function sendingMicros(bytes: number, bitsPerSecond: number): Micros {
  return Math.ceil((bytes * MICROS_PER_SECOND_TIMES_BITS_PER_BYTE) / bitsPerSecond);
}
