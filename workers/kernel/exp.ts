/*
 * Constants and method from fdlibm 5.3, e_exp.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted,
 * provided that this notice is preserved.
 */
import { highWord } from './float-bits.ts';
import { scaleByPowerOfTwo } from './scale.ts';

/**
 * e to the power x, the same bits in every engine (see log.ts for why). Error below 1 ulp
 * (fdlibm's bound). Overflows to Infinity above 709.78, underflows to 0 below −745.13.
 *
 * Method (e_exp.c): x = k ln 2 + r with |r| ≤ ln 2 / 2; exp(r) from a degree-5 Remez
 * polynomial in r² of r (exp(r) + 1) / (exp(r) − 1); then the exponent grows by k.
 */
export function exp(x: number): number {
  if (x !== x) return NaN;
  if (x > OVERFLOW) return Infinity;
  if (x < UNDERFLOW) return 0;
  const magnitude = highWord(x) & 0x7fffffff;
  if (magnitude < TINY) return 1 + x;
  if (magnitude <= HALF_LN2) return 1 - ((x * remainder(x)) / (remainder(x) - 2) - x);
  const k = wholePowers(x, magnitude);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const c = remainder(r);
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return scaleByPowerOfTwo(y, k);
}

/** Below 1.5 ln 2 the sign decides, which spares a rounding near the half. */
function wholePowers(x: number, magnitude: number): number {
  if (magnitude < ONE_AND_HALF_LN2) return x < 0 ? -1 : 1;
  return Math.trunc(ONE_OVER_LN2 * x + (x < 0 ? -0.5 : 0.5));
}

/** r − r² P(r²), where r (exp(r) + 1) / (exp(r) − 1) = 2 + r² P(r²). */
function remainder(r: number): number {
  const t = r * r;
  return r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
}

const OVERFLOW = 7.09782712893383973096e2;
const UNDERFLOW = -7.45133219101941108420e2;
/** Upper words of 2^-28, ln 2 / 2 and 1.5 ln 2. */
const TINY = 0x3e300000;
const HALF_LN2 = 0x3fd62e42;
const ONE_AND_HALF_LN2 = 0x3ff0a2b2;
const ONE_OVER_LN2 = 1.4426950408889634;
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.6533902205465251539e-6;
const P5 = 4.13813679705723846039e-8;
