import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mathematicsDigest } from './mathematics-digest.ts';
import { exp, log, pow } from './mathematics.ts';

/**
 * The twin: real numbers as big integers scaled by 2^BITS. It shares no line and no method
 * with the routines it judges.
 */
const BITS = 1_400n;
const ONE = 1n << BITS;
const LN2 = naturalLogOfTwo();

function naturalLogOfTwo(): bigint {
  return 2n * atanhOfRatio(1n, 3n);
}

/** atanh(p / q) = Σ (p/q)^(2i+1) / (2i+1). */
function atanhOfRatio(p: bigint, q: bigint): bigint {
  let power = (ONE * p) / q;
  let sum = 0n;
  for (let i = 1n; power !== 0n; i += 2n) {
    sum += power / i;
    power = (power * p * p) / (q * q);
  }
  return sum;
}

/** A double is exactly significand × 2^exponent. */
function parts(x: number): { significand: bigint; exponent: bigint } {
  const bits = new BigUint64Array(new Float64Array([x]).buffer)[0]!;
  const biased = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = biased === 0n ? fraction : fraction | (1n << 52n);
  return {
    significand: bits >> 63n ? -magnitude : magnitude,
    exponent: (biased === 0n ? 1n : biased) - 1075n,
  };
}

function fixed(x: number): bigint {
  const { significand, exponent } = parts(x);
  return significand << (BITS + exponent);
}

/** ln of a positive double: 2^k m with m in [1, 2), ln m = 2 atanh((m − 1) / (m + 1)). */
function fixedLog(x: number): bigint {
  const { significand, exponent } = parts(x);
  const k = BigInt(significand.toString(2).length - 1);
  const m = significand;
  const unit = 1n << k;
  return (exponent + k) * LN2 + 2n * atanhOfRatio(m - unit, m + unit);
}

/** e^x for a scaled x, as significand (scaled) × 2^k. */
function fixedExp(x: bigint): { scaled: bigint; k: bigint } {
  const k = x / LN2;
  const rest = x - k * LN2;
  let term = ONE;
  let sum = 0n;
  for (let i = 1n; term !== 0n; i += 1n) {
    sum += term;
    term = (term * rest) / (ONE * i);
  }
  return { scaled: sum, k };
}

/** |computed − true| in units of the last place of the computed value. */
function errorUlps(computed: number, scaled: bigint, k = 0n): number {
  const { significand, exponent } = parts(computed);
  // Both over 2^(exponent of the last place), with 40 bits of fraction.
  const shift = k - BITS - exponent + 40n;
  const exact = shift >= 0n ? scaled << shift : scaled >> -shift;
  const difference = (significand << 40n) - exact;
  return Number(difference < 0n ? -difference : difference) / 2 ** 40;
}

const anyPositive = fc
  .tuple(fc.nat(0x7fefffff), fc.nat(0xffffffff))
  .map(([high, low]) => fromBits(high, low))
  .filter((x) => x > 0);

function fromBits(high: number, low: number): number {
  return new Float64Array(new Uint32Array([low, high]).buffer)[0]!;
}

const RUNS = { numRuns: 300 };

describe('log', () => {
  it('is within 1 ulp of the true value for any positive double', () => {
    fc.assert(
      fc.property(anyPositive, (x) => {
        expect(errorUlps(log(x), fixedLog(x))).toBeLessThan(1);
      }),
      RUNS,
    );
  });

  it('is within 1 ulp next to 1, where the value is small', () => {
    const nearOne = fc.double({ min: 0.9, max: 1.1, noNaN: true }).filter((x) => x !== 1);
    fc.assert(
      fc.property(nearOne, (x) => {
        expect(errorUlps(log(x), fixedLog(x))).toBeLessThan(1);
      }),
      RUNS,
    );
    for (const x of [1 + 2 ** -52, 1 - 2 ** -53, 1 + 2 ** -20, 1 - 2 ** -21]) {
      expect(errorUlps(log(x), fixedLog(x))).toBeLessThan(1);
    }
  });

  it.each([
    [0, -Infinity],
    [-0, -Infinity],
    [1, 0],
    [Infinity, Infinity],
    [-1, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
    [2, Math.LN2],
    [10, Math.LN10],
  ])('of %d is %d', (x, value) => {
    expect(log(x)).toBe(value);
  });
});

describe('exp', () => {
  it('is within 1 ulp of the true value wherever it is a normal double', () => {
    fc.assert(
      fc.property(fc.double({ min: -708, max: 709.78, noNaN: true }), (x) => {
        const { scaled, k } = fixedExp(fixed(x));
        expect(errorUlps(exp(x), scaled, k)).toBeLessThan(1);
      }),
      RUNS,
    );
  });

  it('is within 1 ulp of a subnormal result too', () => {
    fc.assert(
      fc.property(fc.double({ min: -745.13, max: -708, noNaN: true }), (x) => {
        const { scaled, k } = fixedExp(fixed(x));
        expect(errorUlps(exp(x), scaled, k)).toBeLessThan(1);
      }),
      RUNS,
    );
  });

  it.each([
    [0, 1],
    [-0, 1],
    // The neighbour of Math.E, 0.51 ulp off: fdlibm's own well-known answer.
    [1, 2.7182818284590455],
    [710, Infinity],
    [-746, 0],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [2 ** -60, 1],
  ])('of %d is %d', (x, value) => {
    expect(exp(x)).toBe(value);
  });
});

describe('pow', () => {
  const exponent = fc.double({ min: -40, max: 40, noNaN: true });

  it('is within 1 ulp of the true value', () => {
    let compared = 0;
    const base = fc.oneof(anyPositive, fc.double({ min: 0.5, max: 2, noNaN: true }));
    fc.assert(
      fc.property(base, exponent, (x, y) => {
        const computed = pow(x, y);
        if (computed === 0 || computed === Infinity) return;
        const { scaled, k } = fixedExp((fixedLog(x) * fixed(y)) >> BITS);
        compared += 1;
        expect(errorUlps(computed, scaled, k)).toBeLessThan(1);
      }),
      { numRuns: 600 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  it('is within 1 ulp for huge powers of numbers next to 1', () => {
    const x = fc.integer({ min: -1_000, max: 1_000 }).map((n) => 1 + n * 2 ** -52);
    fc.assert(
      fc.property(x, fc.double({ min: 2 ** 31, max: 2 ** 45, noNaN: true }), (base, y) => {
        const { scaled, k } = fixedExp((fixedLog(base) * fixed(y)) >> BITS);
        expect(errorUlps(pow(base, y), scaled, k)).toBeLessThan(1);
      }),
      RUNS,
    );
  });

  it('agrees with exact integer powers', () => {
    for (let base = 2; base <= 30; base += 1) {
      for (let power = 0; BigInt(base) ** BigInt(power) < 2n ** 53n; power += 1) {
        expect(pow(base, power)).toBe(Number(BigInt(base) ** BigInt(power)));
      }
    }
  });

  it('treats every pair of special values as ECMAScript does', () => {
    const specials = [0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 2 ** 53, 2 ** 53 + 2, -(2 ** 53),
      1e300, -1e300, 1e-300, 5e-324, Infinity, -Infinity, NaN, 2 ** 31 + 1, 1 + 2 ** -52];
    for (const x of specials) {
      for (const y of specials) {
        const platform = x ** y;
        const exact = !Number.isFinite(platform) || [0, 1].includes(Math.abs(platform));
        if (exact) expect(pow(x, y), `${x} to the ${y}`).toBe(platform);
      }
    }
  });
});

/** tests/fingerprints may compare the same call in a browser with it. */
const DIGEST_OF_20_000 = '8e679d6bc848e8f32ea5c70d7914acf7310d676c00998674a7149bab006e478e';

describe('mathematicsDigest', () => {
  it('is the same in every engine: pinned here, compared in tests/fingerprints', () => {
    const digest = mathematicsDigest(sha256.create(), 20_000);
    expect(Buffer.from(digest).toString('hex')).toBe(DIGEST_OF_20_000);
  });
});
