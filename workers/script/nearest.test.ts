import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestWords, typingDistance } from './nearest.ts';

/** The definition of the optimal string alignment distance, without a table. */
function slowDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const same = a.at(-1) === b.at(-1);
  const options = [
    slowDistance(a.slice(0, -1), b) + 1,
    slowDistance(a, b.slice(0, -1)) + 1,
    slowDistance(a.slice(0, -1), b.slice(0, -1)) + (same ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    options.push(slowDistance(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return Math.min(...options);
}

describe('the distance of two words', () => {
  it('equals its definition up to the limit, and exceeds the limit beyond it', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(fc.property(short, short, fc.integer({ min: 0, max: 6 }), (a, b, limit) => {
      const slow = slowDistance(a, b);
      const fast = typingDistance(a, b, limit);
      if (slow <= limit) expect(fast).toBe(slow);
      else expect(fast).toBeGreaterThan(limit);
    }), { numRuns: 300 });
  });
});

describe('the nearest words', () => {
  it('are those one would have meant', () => {
    expect(nearestWords('alergies', ['allergies', 'medications'])).toEqual(['allergies']);
    expect(nearestWords('askes', ['asks', 'needs'])).toEqual(['asks']);
    expect(nearestWords('frobnicate', ['asks', 'needs'])).toEqual([]);
  });

  it('are several when they are equally near, so that nobody is told the wrong one', () => {
    expect(nearestWords('ward-1', ['ward-2', 'ward-3'])).toEqual(['ward-2', 'ward-3']);
  });
});
