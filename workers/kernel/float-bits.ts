/**
 * The two 32-bit halves of a double, for the fdlibm routines, which do their work on them.
 *
 * Module-level scratch, and harmless: each call writes it whole before reading it and nothing
 * survives from one call to the next. A fresh buffer per call costs ten times as much.
 */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** Typed arrays use the machine's byte order, so ask it which half comes first. */
double[0] = 1;
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;
const LOW = 1 - HIGH;

/** Sign, exponent and the upper 20 bits of the significand, as a signed 32-bit integer. */
export function highWord(value: number): number {
  double[0] = value;
  return words[HIGH]!;
}

/** The lower 32 bits of the significand, as a signed 32-bit integer. */
export function lowWord(value: number): number {
  double[0] = value;
  return words[LOW]!;
}

export function withHighWord(value: number, high: number): number {
  double[0] = value;
  words[HIGH] = high;
  return double[0];
}

export function withLowWordZero(value: number): number {
  double[0] = value;
  words[LOW] = 0;
  return double[0];
}

export function fromWords(high: number, low: number): number {
  words[HIGH] = high;
  words[LOW] = low;
  return double[0]!;
}
