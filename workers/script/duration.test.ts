import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDuration, secondsText, writeDuration } from './duration.ts';
import { DURATION_MAX } from './limits.ts';

const read = (text: string): unknown => readDuration(text);

describe('a duration', () => {
  it.each([
    ['30m', 1_800_000_000], ['24h', 86_400_000_000], ['1d', 86_400_000_000],
    ['1h30m', 5_400_000_000], ['2.5s', 2_500_000], ['250ms', 250_000], ['1w', 604_800_000_000],
    ['0.000001s', 1], ['12us', 12], ['3650d', DURATION_MAX],
  ])('%s is %d microseconds', (text, micros) => {
    expect(read(text)).toEqual({ micros });
  });

  it.each([
    ['30', /of what/], ['-5m', /negative/], ['5parsecs', /no unit `parsecs`/],
    ['m', /written like/], ['5S', /no unit `S`/],
    ['3651d', /ten years/], ['99999999999999d', /ten years/], ['0.0000001s', /finer/],
    ['1.0000000000s', /nine digits/], ['1h-30m', /written like/],
  ])('%s is refused with its reason', (text, reason) => {
    expect(read(text)).toMatchObject({ sentence: expect.stringMatching(reason) as string });
  });

  it.each([['30min', '30m'], ['2hours', '2h'], ['10sec', '10s'], ['3µs', '3us']])(
    '%s is offered as %s', (text, fix) => {
      expect(read(text)).toMatchObject({ fix });
    });

  it('reads back what it writes, for every whole number of microseconds', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: DURATION_MAX }), (micros) => {
      expect(readDuration(writeDuration(micros))).toEqual({ micros });
    }));
  });

  it('has the same seconds as exact division gives', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: BigInt(DURATION_MAX) }), (micros) => {
      const text = secondsText(Number(micros));
      const [whole = '0', fraction = ''] = text.split('.');
      expect(BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'))).toBe(micros);
      expect(text).toMatch(/^\d+(\.\d*[1-9])?$/);
    }));
  });
});
