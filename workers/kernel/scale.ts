import { assert } from './assert.ts';
import { highWord, withHighWord } from './float-bits.ts';

/**
 * y × 2^k for ¼ < y < 4, rounded once, as C's scalbn. Going through a subnormal in two steps
 * would round twice, so a subnormal result is made 2^54 too large first.
 */
export function scaleByPowerOfTwo(y: number, k: number): number {
  assert(y > 0.25 && y < 4, 'A significand is scaled, not a whole number.');
  const exponent = (highWord(y) >> 20) + k;
  if (exponent >= 2047) return Infinity;
  if (exponent > 0) return withHighWord(y, highWord(y) + (k << 20));
  if (exponent <= -54) return 0;
  return withHighWord(y, highWord(y) + ((k + 54) << 20)) * TWO_TO_MINUS_54;
}

const TWO_TO_MINUS_54 = 5.551115123125782702e-17;
