/*
 * Constants and method from fdlibm 5.3, e_log.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted,
 * provided that this notice is preserved.
 */
import { fromWords, highWord } from './float-bits.ts';

/**
 * Natural logarithm, the same bits in every engine: only + − × ÷ and bit access, which IEEE 754
 * and ECMAScript fix exactly, while `Math.log` differs between Node 20 and Chromium 156 on one
 * input in eleven. Error below 1 ulp (fdlibm's bound). Special cases as `Math.log`.
 *
 * Method (e_log.c): x = 2^k (1 + f) with √2/2 < 1 + f < √2; log(1 + f) = f − s (f − R) where
 * s = f / (2 + f) and R is a degree-14 Remez polynomial in s; then k × ln 2 in two parts.
 */
export function log(x: number): number {
  CELL[0] = x;
  logEach(CELL, 1);
  return CELL[0];
}

/** A double given or returned across a call that is not inlined is put on the heap; here, none. */
const CELL = new Float64Array(1);

/** `log` of the first so many, each in its place. */
export function logEach(values: Float64Array, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const x = values[index]!;
    values[index] = x >= SMALLEST_NORMAL && x < Infinity ? logOfNormal(x, 0) : logOfOther(x);
  }
}

function logOfOther(x: number): number {
  if (x === 0) return -Infinity;
  return x > 0 && x < Infinity ? logOfNormal(x * TWO_54, 54) : x < 0 ? NaN : x;
}

/** Of x ÷ 2^halvings. */
function logOfNormal(x: number, halvings: number): number {
  const word = highWord(x);
  const fraction = word & 0xfffff;
  // Above √2 the significand is halved and k one greater: the bit 0x100000 says which.
  const above = (fraction + 0x95f64) & 0x100000;
  const exponent = (word >> 20) - 1023 + (above >> 20);
  const k = exponent - halvings;
  const f = x * POWERS[exponent + EXPONENT_BIAS]! - 1;
  if ((0xfffff & (2 + fraction)) < 3) return logNearOne(f, k);
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (LG2 + w * (LG4 + w * LG6));
  const odd = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
  const r = odd + even;
  if (((fraction - 0x6147a) | (0x6b851 - fraction)) <= 0) {
    return k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
  }
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
}

/** |f| < 2^-20: two terms of the series are already exact to the last bit. */
function logNearOne(f: number, k: number): number {
  if (f === 0) return k * LN2_HIGH + k * LN2_LOW;
  const r = f * f * (0.5 - 0.3333333333333333 * f);
  return k * LN2_HIGH - (r - k * LN2_LOW - f);
}

/**
 * 2^-k for every k a normal double has: a product with it is exact, where a new upper half written
 * into the lower one's place would keep the processor waiting for both.
 */
const EXPONENT_BIAS = 1_022;
const POWERS = new Float64Array(2_047);
for (let [index, power] = [0, fromWords(0x7fd00000, 0)]; index < POWERS.length; index += 1) {
  POWERS[index] = power;
  power /= 2;
}

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const LG1 = 6.66666666666673513e-1;
const LG2 = 3.999999999940941908e-1;
const LG3 = 2.857142874366239149e-1;
const LG4 = 2.222219843214978396e-1;
const LG5 = 1.818357216161805012e-1;
const LG6 = 1.531383769920937332e-1;
const LG7 = 1.479819860511658591e-1;
