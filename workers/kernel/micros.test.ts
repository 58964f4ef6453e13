import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, formatMoment, MICROS_PER_DAY, microsFromSeconds } from './micros.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [12, '12µs'],
    [87_400, '87.4ms'],
    [999_999, '999.999ms'],
    [2_000_000, '2s'],
    [2_250_000, '2.25s'],
    [9_999_999, '9.999s'],
    [10_999_999, '10s'],
    [59_999_999, '59s'],
    [60_000_000, '1m'],
    [370_000_000, '6m 10s'],
    [3_600_000_000, '1h'],
    [3_605_000_000, '1h'],
    [86_400_000_000 * 2 + 3_600_000_000 * 3 + 60_000_000, '2d 3h'],
    [-370_000_000, '-6m 10s'],
  ])('says %i microseconds as %s', (micros, text) => {
    expect(formatDuration(micros)).toBe(text);
  });

  it('never says more than has passed', () => {
    const micros = { d: 86_400e6, h: 3_600e6, m: 60e6, s: 1e6, ms: 1e3, µs: 1 };
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (duration) => {
        let said = 0;
        const parts = formatDuration(duration).matchAll(/([\d.]+)(ms|µs|[dhms])/g);
        for (const [, count, unit] of parts) {
          said += Number(count) * micros[unit as keyof typeof micros];
        }
        expect(said).toBeLessThanOrEqual(duration + 1e-6);
        expect(said).toBeGreaterThanOrEqual(duration * 0.5);
      }),
    );
  });

  it('refuses a fraction of a microsecond', () => {
    expect(() => formatDuration(0.5)).toThrow('whole number');
  });
});

describe('formatMoment', () => {
  it.each([
    [0, 'day 1 00:00'],
    [2 * MICROS_PER_DAY + 39_600_000_000, 'day 3 11:00'],
    [2 * MICROS_PER_DAY + 39_602_250_000, 'day 3 11:00:02.250'],
    [2 * MICROS_PER_DAY + 39_602_250_001, 'day 3 11:00:02.250001'],
    [MICROS_PER_DAY - 1, 'day 1 23:59:59.999999'],
    [5_000_000, 'day 1 00:00:05'],
    [250_000, 'day 1 00:00:00.250'],
  ])('says %i as %s', (micros, text) => {
    expect(formatMoment(micros)).toBe(text);
  });

  it('says different moments differently', () => {
    const moment = fc.nat({ max: 3650 * MICROS_PER_DAY });
    fc.assert(
      fc.property(moment, moment, (a, b) => (formatMoment(a) === formatMoment(b)) === (a === b)),
    );
  });
});

describe('microsFromSeconds', () => {
  it.each([
    [2, 2_000_000],
    [0.25, 250_000],
    [0.000_000_4, 0],
    [1.1, 1_100_000],
  ])('%d s is %i µs', (seconds, micros) => {
    expect(microsFromSeconds(seconds)).toBe(micros);
  });
});
