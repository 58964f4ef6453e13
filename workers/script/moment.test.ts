import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoment } from '../kernel/micros.ts';
import { readLines } from './line.ts';
import { readMoment } from './moment.ts';

const moment = (text: string): ReturnType<typeof readMoment> => (
  readMoment(readLines(text)[0]?.tokens ?? []));

describe('the moment of a line', () => {
  it('is zero at the start of day 1', () => {
    expect(moment('day 1 00:00 x')).toEqual({ is: 'moment', at: 0, length: 3 });
  });

  it('reads back what the kernel writes', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 3650 * 86_400_000_000 - 1 }), (at) => {
      expect(moment(formatMoment(at))).toEqual({ is: 'moment', at, length: 3 });
    }));
  });

  it('may be `when asked`', () => {
    expect(moment('when asked ana')).toEqual({ is: 'when asked', length: 2 });
  });

  it.each(['day moves to story', 'when needs ana/allergies', 'ana moves', ''])(
    'is missing in: %s', (text) => {
      expect(moment(text)).toEqual({ is: 'missing' });
    });

  it.each([
    ['day 0 09:00', /no day 0/], ['day 99999999 09:00', /at most 3650 days/],
    ['day -1 09:00', /whole number/], ['day 3', /At what time/], ['day 3 24:00', /no 24:00/],
    ['day 3 09:60', /no 09:60/], ['day 3 9am', /written like/],
    ['day 3 09:00:00.0000001', /finer/],
  ])('%s is refused with its reason', (text, reason) => {
    expect(moment(text)).toMatchObject(
      { is: 'wrong', sentence: expect.stringMatching(reason) as string });
  });

  it('has a fix where only the digits are short', () => {
    expect(moment('day 3 9:05')).toMatchObject({ fix: '09:05' });
    expect(moment('when ask ana')).toMatchObject({ fix: 'when asked' });
  });
});
