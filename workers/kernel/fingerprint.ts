import { NONE } from './none.ts';
import { utf8 } from './utf8.ts';

/** SHA-256 or the like, handed in: the kernel imports no cryptography. */
export interface Hash {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** What is hashed of a trace; `Trace` has it, and so can a twin in a test. */
export interface Outcomes {
  readonly outcomeCount: number;
  kind(row: number): { readonly name: string; readonly fieldNames: readonly string[] };
  at(row: number): number;
  entity(row: number): string;
  number(row: number): number;
  cause(row: number): number;
  value(row: number, index: number): number | string;
}

/** Hashing an entry at a time costs several times as much as whole blocks. */
const BLOCK_BYTES = 65_536;
const FORMAT = 'ledgerward outcomes 1';

/**
 * The hash of a run's outcomes, in order. The bytes, all integers 64-bit two's complement and
 * little-endian, every text its length in bytes and then its UTF-8:
 *
 *     text FORMAT, integer count of outcomes, then for each outcome
 *     text kind name · integer at · text entity · integer number
 *     text cause's entity, integer cause's number ('' and 0 for none)
 *     integer count of fields, then for each field in its declared order
 *     one byte 0 and an integer, or one byte 1 and a text
 *
 * Rows and text ids, the messages (`via`) and the counters stay out, so that keeping
 * messages, or interning in another order, changes nothing.
 */
export function fingerprint(trace: Outcomes, hash: Hash): string {
  const encoder = new Encoder(hash);
  encoder.text(FORMAT);
  encoder.integer(trace.outcomeCount);
  for (let row = 0; row < trace.outcomeCount; row += 1) encodeOutcome(encoder, trace, row);
  return encoder.finish();
}

export function encodeOutcome(encoder: Encoder, trace: Outcomes, row: number): void {
  const cause = trace.cause(row);
  const kind = trace.kind(row);
  encoder.text(kind.name);
  encoder.integer(trace.at(row));
  encoder.text(trace.entity(row));
  encoder.integer(trace.number(row));
  encoder.text(cause === NONE ? '' : trace.entity(cause));
  encoder.integer(cause === NONE ? 0 : trace.number(cause));
  encoder.integer(kind.fieldNames.length);
  for (let index = 0; index < kind.fieldNames.length; index += 1) {
    encoder.value(trace.value(row, index));
  }
}

export class Encoder {
  readonly #hash: Hash;
  readonly #block: Uint8Array;
  readonly #encoded = new Map<string, Uint8Array>();
  #length = 0;

  /** The block is for whoever makes many: it is written over, never kept. */
  constructor(hash: Hash, block: Uint8Array = Encoder.block()) {
    this.#hash = hash;
    this.#block = block;
  }

  static block(): Uint8Array {
    return new Uint8Array(BLOCK_BYTES);
  }

  value(value: number | string): void {
    this.#byte(typeof value === 'number' ? 0 : 1);
    if (typeof value === 'number') this.integer(value);
    else this.text(value);
  }

  integer(value: number): void {
    const high = Math.floor(value / 0x1_0000_0000);
    this.#word(value);
    this.#word(high);
  }

  text(text: string): void {
    let bytes = this.#encoded.get(text);
    if (bytes === undefined) this.#encoded.set(text, (bytes = utf8(text)));
    this.integer(bytes.length);
    for (let index = 0; index < bytes.length; index += 1) this.#byte(bytes[index]!);
  }

  finish(): string {
    this.#flush();
    let hex = '';
    for (const byte of this.#hash.digest()) hex += byte.toString(16).padStart(2, '0');
    return hex;
  }

  #word(word: number): void {
    const bits = word | 0;
    this.#byte(bits & 0xff);
    this.#byte((bits >>> 8) & 0xff);
    this.#byte((bits >>> 16) & 0xff);
    this.#byte(bits >>> 24);
  }

  #byte(byte: number): void {
    if (this.#length === BLOCK_BYTES) this.#flush();
    this.#block[this.#length] = byte;
    this.#length += 1;
  }

  #flush(): void {
    // A copy, since a hash may keep what it is given, and this block is written again.
    if (this.#length > 0) this.#hash.update(this.#block.slice(0, this.#length));
    this.#length = 0;
  }
}
