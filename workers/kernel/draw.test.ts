import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Draws } from './draw.ts';
import { NameHash } from './name-hash.ts';
import { philox4x32 } from './philox.ts';

const name = fc.string({ maxLength: 12 });

interface Place {
  readonly entity: string;
  readonly purpose: string;
  readonly occasion: string;
  readonly k: number;
}

const place: fc.Arbitrary<Place> = fc.record({
  entity: name,
  purpose: name,
  occasion: name,
  k: fc.nat(1_000),
});

const kinds = ['u32', 'unit', 'normal', 'below'] as const;

function draw(draws: Draws, kind: (typeof kinds)[number], at: Place): number {
  const { entity, purpose, occasion, k } = at;
  if (kind === 'below') return draws.below(6, entity, purpose, occasion, k);
  return draws[kind](entity, purpose, occasion, k);
}

describe('Draws', () => {
  it('gives the same draws in any order and however often asked', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.tuple(fc.constantFrom(...kinds), place), { maxLength: 20 }),
        (seed, calls) => {
          const draws = new Draws(seed);
          const forwards = calls.map(([kind, each]) => draw(draws, kind, each));
          const backwards = calls.toReversed().map(([kind, each]) => draw(draws, kind, each));
          const alone = calls.map(([kind, each]) => draw(new Draws(seed), kind, each));
          expect(backwards.toReversed()).toEqual(forwards);
          expect(alone).toEqual(forwards);
        },
      ),
    );
  });

  it('draws from a stream what it draws by names, whatever else has a stream', () => {
    fc.assert(fc.property(
      fc.integer(), fc.array(place, { minLength: 1, maxLength: 200 }), (seed, places) => {
        const draws = new Draws(seed);
        const streams = places.map(({ entity, purpose }) => draws.stream(entity, purpose));
        places.forEach(({ entity, purpose, occasion, k }, index) => {
          const byName = new Draws(seed);
          expect(draws.unitIn(streams[index]!, occasion, k))
            .toBe(byName.unit(entity, purpose, occasion, k));
          expect(draws.belowIn(streams[index]!, 6, occasion, k))
            .toBe(byName.below(6, entity, purpose, occasion, k));
          expect(draws.normalIn(streams[index]!, occasion, k))
            .toBe(byName.normal(entity, purpose, occasion, k));
        });
      }), { numRuns: 30 });
  });

  it('is Philox at the stated key and counter', () => {
    const key = new NameHash().integer(42).text('ana').separator().text('lapse');
    const occasion = new NameHash().text('day 3');
    const output = new Uint32Array(4);
    philox4x32(
      Uint32Array.of(occasion.low, occasion.high, 7, 0),
      Uint32Array.of(key.low, key.high),
      output,
    );
    const draws = new Draws(42);
    expect(draws.u32('ana', 'lapse', 'day 3', 7)).toBe(output[0]);
    const bits = (BigInt(output[0]! >>> 5) << 26n) | BigInt(output[1]! >>> 6);
    expect(draws.unit('ana', 'lapse', 'day 3', 7)).toBe(Number(bits) / 2 ** 53);
  });

  it('is pinned, so that a changed draw cannot pass unseen', () => {
    const draws = new Draws(1);
    const u32s = ['a', 'b'].map((entity) => draws.u32(entity, 'delay', 'prepare/5/0'));
    expect(u32s).toMatchInlineSnapshot(`
      [
        2691994419,
        4168405569,
      ]
    `);
    expect(draws.normal('a', 'delay', 'prepare/5/0')).toMatchInlineSnapshot(`0.18575361284973527`);
  });

  it('changes with the seed and with each of its names', () => {
    const first = (seed: number, ...names: [string, string, string]): number =>
      new Draws(seed).u32(...names);
    const all = [
      first(1, 'a', 'b', 'c'),
      first(2, 'a', 'b', 'c'),
      first(-1, 'a', 'b', 'c'),
      first(2 ** 40, 'a', 'b', 'c'),
      first(1, 'ab', '', 'c'),
      first(1, '', 'ab', 'c'),
      first(1, 'a', 'c', 'b'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('draws below n, all of them, equally often', () => {
    const draws = new Draws(3);
    for (const n of [1, 2, 6, 7, 1_000]) {
      const counts = new Array<number>(n).fill(0);
      const total = 200 * n;
      for (let k = 0; k < total; k += 1) counts[draws.below(n, 'die', 'cast', `${k}`)]! += 1;
      // Chi-squared with n − 1 degrees of freedom; six standard deviations of slack.
      const chi = counts.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
      expect(chi).toBeLessThan(n - 1 + 6 * Math.sqrt(2 * n) + 1);
    }
    expect(draws.below(2 ** 32, 'die', 'cast', '1')).toBe(draws.u32('die', 'cast', '1'));
  });

  it('draws a unit in [0, 1) and a normal of mean 0 and variance 1', () => {
    const draws = new Draws(5);
    const count = 20_000;
    const units = Array.from({ length: count }, (_, k) => draws.unit('x', 'unit', `${k}`));
    expect(units.every((unit) => unit >= 0 && unit < 1)).toBe(true);
    expect(mean(units)).toBeCloseTo(0.5, 1.9);
    const normals = Array.from({ length: count }, (_, k) => draws.normal('x', 'normal', `${k}`));
    expect(Math.abs(mean(normals))).toBeLessThan(0.03);
    expect(Math.abs(mean(normals.map((z) => z * z)) - 1)).toBeLessThan(0.05);
    expect(Math.abs(mean(normals.map((z) => z ** 4)) - 3)).toBeLessThan(0.3);
  });

  it('refuses a range that is empty, broken or too wide, and a seed that is no integer', () => {
    const draws = new Draws(1);
    for (const n of [0, -1, 1.5, 2 ** 32 + 1, NaN]) {
      expect(() => draws.below(n, 'a', 'b', 'c')).toThrow('range');
    }
    expect(() => new Draws(0.5)).toThrow('seed');
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
