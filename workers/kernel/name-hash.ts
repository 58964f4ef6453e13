import { utf8 } from './utf8.ts';

/**
 * FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): names → keys of keyed draws.
 * Not cryptographic and not uniform; Philox mixes what it keys, so only collisions would
 * matter, and among a million names their chance is 3 in 10^8.
 *
 * State in a Uint32Array: u32 values above 2^31 held in fields become boxed doubles.
 */
export class NameHash {
  readonly #state = new Uint32Array(2);

  constructor() {
    this.reset();
  }

  get low(): number {
    return this.#state[0]!;
  }

  get high(): number {
    return this.#state[1]!;
  }

  /** The offset basis cbf29ce484222325. */
  reset(): this {
    this.#state[0] = 0x84222325;
    this.#state[1] = 0xcbf29ce4;
    return this;
  }

  byte(byte: number): this {
    const state = this.#state;
    // × the prime 2^40 + 0x1b3 in halves.
    const low = state[0]! ^ byte;
    state[1] = Math.imul(state[1]!, 0x1b3) + carryOf(low) + (low << 8);
    state[0] = Math.imul(low, 0x1b3);
    return this;
  }

  /** The string's UTF-8 bytes. */
  text(text: string): this {
    const state = this.#state;
    let low = state[0]! | 0;
    let high = state[1]! | 0;
    let index = 0;
    // As `byte`, with the state at hand: a network has as many names as it has links.
    for (; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x80) break;
      low ^= unit;
      high = (Math.imul(high, 0x1b3) + carryOf(low) + (low << 8)) | 0;
      low = Math.imul(low, 0x1b3);
    }
    state[0] = low;
    state[1] = high;
    return index < text.length ? this.#bytes(utf8(text.slice(index))) : this;
  }

  /** A byte that UTF-8 never contains: ('ab', 'c') and ('a', 'bc') stay apart. */
  separator(): this {
    return this.byte(0xff);
  }

  /** Two's complement, 64 bits, little-endian. */
  integer(value: number): this {
    const high = Math.floor(value / 0x1_0000_0000);
    return this.#word(value).#word(high);
  }

  #word(word: number): this {
    const bits = word | 0;
    return this.byte(bits & 0xff)
      .byte((bits >>> 8) & 0xff)
      .byte((bits >>> 16) & 0xff)
      .byte(bits >>> 24);
  }

  #bytes(bytes: Uint8Array): this {
    for (const byte of bytes) this.byte(byte);
    return this;
  }
}

/** Of low × 0x1b3, in halves of 16 bits: what is above 32 bits. */
function carryOf(low: number): number {
  return (Math.imul(low >>> 16, 0x1b3) + (Math.imul(low & 0xffff, 0x1b3) >>> 16)) >>> 16;
}
