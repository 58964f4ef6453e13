import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestRank } from './percentile.ts';

describe('the nearest-rank percentile', () => {
  // The worked example of https://en.wikipedia.org/wiki/Percentile, "The nearest-rank method".
  it.each([[5, 15], [30, 20], [40, 20], [50, 35], [100, 50]])(
    'of 15, 20, 35, 40, 50 at %i %% is %i', (percent, expected) => {
      expect(nearestRank([35, 20, 15, 50, 40], percent)).toBe(expected);
    });

  it('of nothing does not exist', () => {
    expect(nearestRank([], 50)).toBeNull();
  });

  it('is the smallest value with enough of the values at or below it', () => {
    fc.assert(fc.property(
      fc.array(fc.integer(), { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 100 }),
      (values, percent) => {
        const enough = [...values].filter((value) =>
          values.filter((other) => other <= value).length * 100 >= percent * values.length);
        expect(nearestRank(values, percent)).toBe(Math.min(...enough));
      }));
  });

  it('lands on a missed need where too many were missed, and never looks fast', () => {
    expect(nearestRank([1, 2, Infinity], 95)).toBe(Infinity);
    expect(nearestRank([1, 2, Infinity], 50)).toBe(2);
  });
});
