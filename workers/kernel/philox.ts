/**
 * Philox4x32-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC 2011, section 4.3. A keyed bijection of 128-bit counters: any draw is one call away and
 * depends on nothing but its key and counter, which is what DESIGN 3.2 asks of luck.
 *
 * Reads `counter` (4 words) and two words of `keys` from `keyAt` on, writes `output` (4 words);
 * none may alias.
 */
export function philox4x32(
  counter: Uint32Array, keys: Uint32Array, output: Uint32Array, keyAt = 0,
): void {
  let c0 = counter[0]! | 0;
  let c1 = counter[1]! | 0;
  let c2 = counter[2]! | 0;
  let c3 = counter[3]! | 0;
  let k0 = keys[keyAt]! | 0;
  let k1 = keys[keyAt + 1]! | 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const high0 = highProduct(c0, MULTIPLIER_0_LOW, MULTIPLIER_0_HIGH);
    const high1 = highProduct(c2, MULTIPLIER_1_LOW, MULTIPLIER_1_HIGH);
    const low0 = Math.imul(c0, MULTIPLIER_0);
    const low1 = Math.imul(c2, MULTIPLIER_1);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  output[0] = c0;
  output[1] = c1;
  output[2] = c2;
  output[3] = c3;
}

const ROUNDS = 10;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_0_LOW = MULTIPLIER_0 & 0xffff;
const MULTIPLIER_0_HIGH = MULTIPLIER_0 >>> 16;
const MULTIPLIER_1 = 0xcd9e8d57;
const MULTIPLIER_1_LOW = MULTIPLIER_1 & 0xffff;
const MULTIPLIER_1_HIGH = MULTIPLIER_1 >>> 16;
/** The golden ratio and √3 − 1, as fractions of 2^32. */
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** Upper 32 bits of an unsigned 32 × 32 product, in 16-bit halves (no product exceeds 32 bits). */
function highProduct(word: number, low: number, high: number): number {
  const wordLow = word & 0xffff;
  const wordHigh = word >>> 16;
  const lowLow = Math.imul(wordLow, low) >>> 16;
  // Each middle product is below 2^32 − 2^17 + 1, so the sum with a carry fits 32 bits.
  const middle = (Math.imul(wordHigh, low) >>> 0) + lowLow;
  const other = (Math.imul(wordLow, high) >>> 0) + (middle & 0xffff);
  return (Math.imul(wordHigh, high) + (middle >>> 16) + (other >>> 16)) | 0;
}
