/*
 * Constants and method from fdlibm 5.3, e_pow.c:
 * Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted,
 * provided that this notice is preserved.
 */
import { fromWords, highWord, lowWord, withHighWord, withLowWordZero } from './float-bits.ts';
import { scaleByPowerOfTwo } from './scale.ts';

/**
 * x to the power y, the same bits in every engine (see log.ts for why). Error below 1 ulp
 * (e_pow.c claims 0.70; 0.72 has been measured against the twin in the test). Special cases
 * as ECMAScript's `**`, so pow(±1, ±Infinity) is NaN.
 *
 * Method (e_pow.c): log2(x) in two doubles, the upper with 32 spare bits; y × log2(x) exactly
 * enough as n + r with |r| ≤ ½; then 2^n exp(r ln 2).
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (x !== x || y !== y) return NaN;
  const magnitude = x < 0 ? -x : x;
  if (y === Infinity || y === -Infinity) {
    if (magnitude === 1) return NaN;
    return magnitude > 1 === y > 0 ? Infinity : 0;
  }
  // `1 / x < 0` and not `x < 0`, so that −0 counts as negative.
  const negative = x === 0 ? 1 / x < 0 : x < 0;
  const sign = negative && isOdd(y) ? -1 : 1;
  if (magnitude === 0) return sign * (y > 0 ? 0 : Infinity);
  if (magnitude === Infinity) return sign * (y > 0 ? Infinity : 0);
  if (negative && Math.trunc(y) !== y) return NaN;
  if (magnitude === 1) return sign;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (y === 0.5) return Math.sqrt(x);
  return sign * positivePow(magnitude, y);
}

function isOdd(y: number): boolean {
  return Math.abs(y % 2) === 1;
}

function positivePow(x: number, y: number): number {
  const exponentWord = highWord(y) & 0x7fffffff;
  // |y| > 2^31: the result is 0 or Infinity unless x is within 2^-20 of 1.
  const huge = exponentWord > 0x41e00000;
  if (huge) {
    const word = highWord(x);
    if (word < 0x3fefffff) return y < 0 ? Infinity : 0;
    if (word > 0x3ff00000) return y > 0 ? Infinity : 0;
    if (exponentWord > 0x43f00000 && word <= 0x3fefffff) return y < 0 ? Infinity : 0;
    if (exponentWord > 0x43f00000) return y > 0 ? Infinity : 0;
  }
  CELLS[VALUE] = x;
  if (huge) log2NearOne();
  else log2();
  const high = CELLS[HIGH]!;
  const yHigh = withLowWordZero(y);
  CELLS[LOW] = (y - yHigh) * high + y * CELLS[LOW]!;
  CELLS[HIGH] = yHigh * high;
  exp2();
  return CELLS[VALUE];
}

/**
 * x, and its logarithm in an upper and a lower double. A double given or returned across a call that is
 * not inlined is put on the heap, and so is a pair; here, none.
 */
const CELLS = new Float64Array(3);
const [VALUE, HIGH, LOW] = [0, 1, 2] as const;

/** |1 − x| ≤ 2^-20: four terms of log(1 + t), times 1 / ln 2. */
function log2NearOne(): void {
  const t = CELLS[VALUE]! - 1;
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25));
  const u = ONE_OVER_LN2_HIGH * t;
  const v = t * ONE_OVER_LN2_LOW - w * ONE_OVER_LN2;
  const high = withLowWordZero(u + v);
  CELLS[HIGH] = high;
  CELLS[LOW] = v - (high - u);
}

/** x = 2^n × ax, ax near 1 or 1.5 (the base point); log2 of ax from a series in s². */
function log2(): void {
  const x = CELLS[VALUE]!;
  const subnormal = x < SMALLEST_NORMAL;
  const scaled = subnormal ? x * TWO_53 : x;
  const word = highWord(scaled);
  const fraction = word & 0xfffff;
  const wraps = fraction >= 0xbb67a;
  // √(3/2) and √3 part the significands into those near 1, near 1.5 and near 2 (halved to 1).
  const nearOneAndHalf = fraction > 0x3988e && !wraps;
  const n = (word >> 20) - 1023 + (wraps ? 1 : 0) - (subnormal ? 53 : 0);
  const axWord = (fraction | 0x3ff00000) - (wraps ? 0x100000 : 0);
  const ax = withHighWord(scaled, axWord);
  const base = nearOneAndHalf ? 1.5 : 1;
  const u = ax - base;
  const v = 1 / (ax + base);
  const s = u * v;
  const sHigh = withLowWordZero(s);
  const sumWord = ((axWord >> 1) | 0x20000000) + 0x80000 + (nearOneAndHalf ? 0x40000 : 0);
  const sumHigh = fromWords(sumWord, 0);
  const sumLow = ax - (sumHigh - base);
  const sLow = v * (u - sHigh * sumHigh - sHigh * sumLow);
  log2FromSeries(s, sHigh, sLow, n, nearOneAndHalf);
}

function log2FromSeries(
  s: number,
  sHigh: number,
  sLow: number,
  n: number,
  nearOneAndHalf: boolean,
): void {
  const s2 = s * s;
  const series = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6)))));
  const r = series + sLow * (sHigh + s);
  const sHigh2 = sHigh * sHigh;
  const tHigh = withLowWordZero(3 + sHigh2 + r);
  const tLow = r - (tHigh - 3 - sHigh2);
  const u = sHigh * tHigh;
  const v = sLow * tHigh + tLow * s;
  const pHigh = withLowWordZero(u + v);
  const pLow = v - (pHigh - u);
  const zHigh = CP_HIGH * pHigh;
  const zLow = CP_LOW * pHigh + pLow * CP + (nearOneAndHalf ? LOG2_OF_BASE_LOW : 0);
  const baseHigh = nearOneAndHalf ? LOG2_OF_BASE_HIGH : 0;
  const high = withLowWordZero(zHigh + zLow + baseHigh + n);
  CELLS[HIGH] = high;
  CELLS[LOW] = zLow - (high - n - baseHigh - zHigh);
}

/** 2^(high + low), high carrying the integer part. */
function exp2(): void {
  const high = CELLS[HIGH]!;
  const low = CELLS[LOW]!;
  const z = low + high;
  const j = highWord(z);
  const i = lowWord(z);
  if (j >= 0x40900000) {
    if (((j - 0x40900000) | i) !== 0 || low + OVERFLOW_HALF_ULP > z - high) return void (CELLS[VALUE] = Infinity);
  } else if ((j & 0x7fffffff) >= 0x4090cc00) {
    // z ≤ −1075: below half the smallest subnormal.
    if (((j - UNDERFLOW_WORD) | i) !== 0 || low <= z - high) return void (CELLS[VALUE] = 0);
  }
  const n = nearestInteger(z, j & 0x7fffffff);
  const rest = high - n;
  const t = withLowWordZero(low + rest);
  const u = t * LN2_HIGH;
  const v = (low - (t - rest)) * LN2 + t * LN2_LOW;
  const r = u + v;
  const w = v - (r - u);
  const r2 = r * r;
  const c = r - r2 * (P1 + r2 * (P2 + r2 * (P3 + r2 * (P4 + r2 * P5))));
  const result = 1 - ((r * c) / (c - 2) - (w + r * w) - r);
  CELLS[VALUE] = scaleByPowerOfTwo(result, n);
}

/** Halves away from zero, as e_pow.c adds half and cuts; 0 up to and including |z| = ½. */
function nearestInteger(z: number, magnitudeWord: number): number {
  if (magnitudeWord <= 0x3fe00000) return 0;
  return z < 0 ? -Math.floor(0.5 - z) : Math.floor(z + 0.5);
}

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_53 = 9007199254740992;
const UNDERFLOW_WORD = 0xc090cc00 | 0;
const OVERFLOW_HALF_ULP = 8.008566259537294e-17;
const L1 = 5.99999999999994648725e-1;
const L2 = 4.28571428578550184252e-1;
const L3 = 3.33333329818377432918e-1;
const L4 = 2.72728123808534006489e-1;
const L5 = 2.30660745775561754067e-1;
const L6 = 2.06975017800338417784e-1;
const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.6533902205465251539e-6;
const P5 = 4.13813679705723846039e-8;
const LN2 = 6.93147180559945286227e-1;
const LN2_HIGH = 6.93147182464599609375e-1;
const LN2_LOW = -1.90465429995776804525e-9;
/** 2 / (3 ln 2), whole and in two parts. */
const CP = 9.61796693925975554329e-1;
const CP_HIGH = 9.61796700954437255859e-1;
const CP_LOW = -7.02846165095275826516e-9;
const LOG2_OF_BASE_HIGH = 5.8496248722076416016e-1;
const LOG2_OF_BASE_LOW = 1.35003920212974897128e-8;
const ONE_OVER_LN2 = 1.4426950408889634;
const ONE_OVER_LN2_HIGH = 1.44269502162933349609;
const ONE_OVER_LN2_LOW = 1.92596299112661746887e-8;
