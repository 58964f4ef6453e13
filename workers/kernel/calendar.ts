import { MICROS_PER_DAY, MICROS_PER_MILLISECOND, MICROS_PER_MINUTE } from './micros.ts';
import type { Micros } from './micros.ts';
import { assert } from './assert.ts';

/**
 * The calendar instant at which the scenario's clock reads `moment`: ISO 8601 in UTC, to the
 * millisecond, without leap seconds. `starts` is what its zero is, e.g. `2021-07-01T00:00Z`.
 */
export function instantAt(starts: string, moment: Micros): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})Z$/.exec(starts);
  assert(found !== null, 'A scenario starts on a date and minute, in UTC.');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const sinceMidnight = (hour * 60 + minute) * MICROS_PER_MINUTE + moment;
  const days = Math.floor(sinceMidnight / MICROS_PER_DAY);
  const within = Math.floor((sinceMidnight - days * MICROS_PER_DAY) / MICROS_PER_MILLISECOND);
  const clock = [Math.floor(within / 3_600_000), Math.floor(within / 60_000) % 60,
    Math.floor(within / 1_000) % 60].map((part) => pad(part, 2)).join(':');
  return `${dateOf(dayNumber(year, month, day) + days)}T${clock}.${pad(within % 1_000, 3)}Z`;
}

/** Days since 1 March of year 0, so that a leap day ends its year. */
function dayNumber(year: number, month: number, day: number): number {
  const fromMarch = (month + 9) % 12;
  const y = year - (month <= 2 ? 1 : 0);
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
    + Math.floor((fromMarch * 153 + 2) / 5) + day - 1;
}

function dateOf(number: number): string {
  let year = Math.floor(number / 365.2425);
  while (dayNumber(year + 1, 3, 1) <= number) year += 1;
  while (dayNumber(year, 3, 1) > number) year -= 1;
  const within = number - dayNumber(year, 3, 1);
  const fromMarch = Math.floor((within * 5 + 2) / 153);
  const day = within - Math.floor((fromMarch * 153 + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return `${pad(year + (month <= 2 ? 1 : 0), 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, digits: number): string {
  return `${value}`.padStart(digits, '0');
}
