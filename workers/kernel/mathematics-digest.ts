import { exp } from './exp.ts';
import type { Hash } from './fingerprint.ts';
import { fromWords, highWord, lowWord } from './float-bits.ts';
import { log } from './log.ts';
import { philox4x32 } from './philox.ts';
import { pow } from './pow.ts';

/**
 * Feeds the bits of log, exp and pow of `count` inputs spread over all exponents to `hash`.
 * One number then tells whether two engines agree (the pinned value is in its test); Node and
 * Firefox agreeing proves little, Chromium is the one whose own `Math.log` differs.
 */
export function mathematicsDigest(hash: Hash, count: number): Uint8Array {
  const counter = new Uint32Array(4);
  const key = new Uint32Array(2);
  const output = new Uint32Array(4);
  const bytes = new Uint8Array(BYTES_PER_INPUT * count);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < count; index += 1) {
    counter[0] = index;
    philox4x32(counter, key, output);
    const anyPositive = fromWords((output[0]! % 0x7ff00000) | 0, output[1]! | 0);
    const moderate = 1 + output[2]! / 0x1_0000_0000;
    const exponent = (output[3]! / 0x1_0000_0000 - 0.5) * 1_480;
    const at = BYTES_PER_INPUT * index;
    write(view, at, log(anyPositive));
    write(view, at + 8, log(moderate));
    write(view, at + 16, exp(exponent));
    write(view, at + 24, pow(anyPositive, exponent / 720));
    write(view, at + 32, pow(moderate, exponent));
  }
  hash.update(bytes);
  return hash.digest();
}

const BYTES_PER_INPUT = 40;

function write(view: DataView, at: number, value: number): void {
  view.setInt32(at, highWord(value));
  view.setInt32(at + 4, lowWord(value));
}
