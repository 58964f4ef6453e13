import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clockFace, readMoment, readStoryLine, sayDuration, sayMoment, writeMoment, writeStoryMoment,
} from './moment.ts';

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a moment', () => {
  it('starts at day 1, midnight', () => {
    expect(sayMoment(0)).toBe('day 1 00:00');
  });

  it('is said as day and time of day, finer only where needed', () => {
    expect(sayMoment(2 * DAY + 11 * HOUR)).toBe('day 3 11:00');
    expect(sayMoment(2 * DAY + 11 * HOUR + 2 * SECOND)).toBe('day 3 11:00:02');
    expect(sayMoment(2 * DAY + 11 * HOUR + 2.25 * SECOND)).toBe('day 3 11:00:02.250');
    expect(sayMoment(MINUTE - 1)).toBe('day 1 00:00:59.999');
  });

  it('begins a line of the story, to the microsecond, and is read from there', () => {
    expect(writeStoryMoment(2 * DAY + 11 * HOUR)).toBe('day 3 11:00');
    expect(writeStoryMoment(2 * DAY + 11 * HOUR + 2.25 * SECOND)).toBe('day 3 11:00:02.25');
    fc.assert(fc.property(fc.nat({ max: 9000 * DAY }), (atMicros) => {
      expect(readStoryLine(`${writeStoryMoment(atMicros)} ana moves`)).toEqual({ atMicros, text: 'ana moves' });
    }));
    for (const line of ['', 'ana moves', 'day 3 ana moves', 'day 3 25:00 ana moves', 'day 3 09:00']) {
      expect(readStoryLine(line)).toBeNull();
    }
  });

  it('keeps its width on the clock', () => {
    expect(clockFace(2 * DAY + 9 * HOUR + 5_040_000)).toEqual({
      day: 'day 3', time: '09:00:05', thousandths: '040',
    });
  });

  it('comes back from a link to the microsecond', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 3650 * DAY }), (micros) => {
      expect(readMoment(writeMoment(micros))).toBe(micros);
    }));
  });

  it('is written in a link as it is said on screen', () => {
    expect(writeMoment(2 * DAY + 11 * HOUR + 2 * MINUTE)).toBe('3d11h02m');
    expect(readMoment('3d11h')).toBe(2 * DAY + 11 * HOUR);
    expect(readMoment('11h02m05.25s')).toBe(11 * HOUR + 2 * MINUTE + 5_250_000);
  });

  it.each(['', '0d', '3', 'd3', '3d25h', '3d61m', '60s', '1e9d', '-1d', '99999d', '3d 11h', 'NaNd'])(
    'is not read from %j',
    (text) => { expect(readMoment(text)).toBeNull(); },
  );
});

describe('a duration', () => {
  it.each([
    [0, '0s'], [87_400, '87.4ms'], [2 * SECOND, '2s'], [370 * SECOND, '6m 10s'], [HOUR, '1h'],
    [51 * HOUR, '2d 3h'], [90 * MINUTE, '1h 30m'], [59 * MINUTE + 59.9 * SECOND, '1h'],
    [59_999_999, '1m'], [999_999, '1s'], [DAY - 1, '1d'],
  ])('of %i µs is said as %s', (micros, said) => { expect(sayDuration(micros)).toBe(said); });
});
