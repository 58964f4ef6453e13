/**
 * Philox4x32-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC 2011, section 4.3. A keyed bijection of 128-bit counters: any draw is one call away and
 * depends on nothing but its key and counter, which is what DESIGN 3.2 asks of luck.
 *
 * Reads `counter` (4 words) and two words of `keys` for each of the first `count` streams, from twice
 * its number on; writes 4 words of `output` for each, in their order. None may alias. Many at once:
 * a processor works on the next while it waits for the last.
 */
export function philox4x32(
  counter: Uint32Array, keys: Uint32Array, output: Uint32Array,
  streams: Int32Array = FIRST, count = 1,
): void {
  const c0 = counter[0]! | 0;
  const c2 = counter[2]! | 0;
  // The first round's products are the same for all.
  const first0 = highProduct(c0, MULTIPLIER_0_LOW, MULTIPLIER_0_HIGH) ^ counter[3]!;
  const first1 = highProduct(c2, MULTIPLIER_1_LOW, MULTIPLIER_1_HIGH) ^ counter[1]!;
  const firstLow0 = Math.imul(c0, MULTIPLIER_0);
  const firstLow1 = Math.imul(c2, MULTIPLIER_1);
  for (let index = 0; index < count; index += 1) {
    let k0 = keys[2 * streams[index]!]! | 0;
    let k1 = keys[2 * streams[index]! + 1]! | 0;
    let x0 = first1 ^ k0;
    let x1 = firstLow1;
    let x2 = first0 ^ k1;
    let x3 = firstLow0;
    for (let round = 1; round < ROUNDS; round += 1) {
      k0 = (k0 + WEYL_0) | 0;
      k1 = (k1 + WEYL_1) | 0;
      const high0 = highProduct(x0, MULTIPLIER_0_LOW, MULTIPLIER_0_HIGH);
      const high1 = highProduct(x2, MULTIPLIER_1_LOW, MULTIPLIER_1_HIGH);
      const low0 = Math.imul(x0, MULTIPLIER_0);
      const low1 = Math.imul(x2, MULTIPLIER_1);
      x0 = high1 ^ x1 ^ k0;
      x1 = low1;
      x2 = high0 ^ x3 ^ k1;
      x3 = low0;
    }
    output[4 * index] = x0;
    output[4 * index + 1] = x1;
    output[4 * index + 2] = x2;
    output[4 * index + 3] = x3;
  }
}

const FIRST = Int32Array.of(0);
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
  // Each middle product is below 2^32 − 2^17 + 1, so the sum with a carry fits 32 bits. Bits are
  // all that is read of it: its sign does not matter, and what is not signed would be a double.
  const middle = (Math.imul(wordHigh, low) + lowLow) | 0;
  const other = (Math.imul(wordLow, high) + (middle & 0xffff)) | 0;
  return (Math.imul(wordHigh, high) + (middle >>> 16) + (other >>> 16)) | 0;
}
