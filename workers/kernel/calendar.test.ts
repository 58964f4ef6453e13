import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantAt } from './calendar.ts';
import { MICROS_PER_DAY, MICROS_PER_MILLISECOND } from './micros.ts';

describe('the calendar', () => {
  it('begins where the scenario says', () => {
    expect(instantAt('2021-07-01T00:00Z', 0)).toBe('2021-07-01T00:00:00.000Z');
    expect(instantAt('2020-02-28T23:30Z', MICROS_PER_DAY)).toBe('2020-02-29T23:30:00.000Z');
  });

  it('agrees with the engine\u2019s own for any start and moment', () => {
    fc.assert(fc.property(
      fc.integer({ min: Date.UTC(1900, 0, 1) / 60_000, max: Date.UTC(2400, 0, 1) / 60_000 }),
      fc.integer({ min: -86_400_000, max: 3_650 * 86_400_000 }), (minutes, milliseconds) => {
        const starts = `${new Date(minutes * 60_000).toISOString().slice(0, 16)}Z`;
        expect(instantAt(starts, milliseconds * MICROS_PER_MILLISECOND))
          .toBe(new Date(minutes * 60_000 + milliseconds).toISOString());
      }));
  });
});
