import { MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE, MICROS_PER_SECOND } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';

/** The span that a FHIR dateTime stands for, in microseconds since 1970-01-01T00:00Z. */
export interface Span {
  readonly from: Micros;
  /** The first moment after it. */
  readonly until: Micros;
}

const DATE_TIME = new RegExp('^(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)'
  + '(?:T(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9}))?(Z|[+-]\\d\\d:\\d\\d))?)?)?$');

/**
 * A year, a month, a day, or a time with its zone (R4 §2.24.0.1); each stands for all of itself, so
 * that a period that ends on a day ends with that day. Dates are UTC's, like every place's clock
 * here. Null where it is none, or not on the calendar.
 */
export function readDateTime(text: string): Span | null {
  const found = DATE_TIME.exec(text);
  if (found === null) return null;
  const [, year = '', month, day, hour, minute, second, fraction, zone] = found;
  const y = Number(year);
  if (y === 0) return null;
  if (month === undefined) return { from: startOf(y, 1, 1), until: startOf(y + 1, 1, 1) };
  const m = Number(month);
  if (m < 1 || m > 12) return null;
  if (day === undefined) {
    return { from: startOf(y, m, 1), until: m === 12 ? startOf(y + 1, 1, 1) : startOf(y, m + 1, 1) };
  }
  const d = Number(day);
  const first = startOf(y, m, d);
  if (d < 1 || d > daysIn(y, m)) return null;
  if (hour === undefined) return { from: first, until: first + MICROS_PER_DAY };
  const [h, min, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || min > 59 || s > 59) return null;
  const offset = offsetOf(zone ?? 'Z');
  if (offset === null) return null;
  const digits = (fraction ?? '').slice(0, 6);
  const from = first + h * MICROS_PER_HOUR + min * MICROS_PER_MINUTE + s * MICROS_PER_SECOND
    + Number(digits.padEnd(6, '0')) - offset;
  return { from, until: from + Number('1'.padEnd(7 - digits.length, '0')) };
}

/** The dateTime that begins at this moment, to the second where that is enough. */
export function writeDateTime(at: Micros, toTheMicrosecond = false): string {
  const days = Math.floor(at / MICROS_PER_DAY);
  const within = at - days * MICROS_PER_DAY;
  const { year, month, day } = dateOf(days);
  const seconds = Math.floor(within / MICROS_PER_SECOND);
  const micros = within % MICROS_PER_SECOND;
  const time = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => pad(part, 2)).join(':');
  const fraction = micros === 0 && !toTheMicrosecond ? '' : `.${pad(micros, 6)}`;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${time}${fraction}Z`;
}

/** The last dateTime before a moment: what a Period, whose end belongs to it, calls its end. */
export function writeEndBefore(until: Micros): string {
  const isWhole = until % MICROS_PER_SECOND === 0;
  return isWhole ? writeDateTime(until - MICROS_PER_SECOND) : writeDateTime(until - 1, true);
}

function offsetOf(zone: string): Micros | null {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  if (hours > 14 || minutes > 59) return null;
  const offset = hours * MICROS_PER_HOUR + minutes * MICROS_PER_MINUTE;
  return zone.startsWith('-') ? -offset : offset;
}

function startOf(year: number, month: number, day: number): Micros {
  return daysSince(year, month, day) * MICROS_PER_DAY;
}

/** Days from 1970-01-01 in the Gregorian calendar, years beginning in March so that leap days end them. */
function daysSince(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const m = (month + 9) % 12;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
    + Math.floor((153 * m + 2) / 5) + day - 1 - 719_468;
}

function dateOf(days: number): { year: number; month: number; day: number } {
  let year = 1969 + Math.floor(days / 365.2425);
  while (daysSince(year + 1, 1, 1) <= days) year += 1;
  let month = 1;
  while (month < 12 && daysSince(year, month + 1, 1) <= days) month += 1;
  return { year, month, day: days - daysSince(year, month, 1) + 1 };
}

function daysIn(year: number, month: number): number {
  const next = month === 12 ? daysSince(year + 1, 1, 1) : daysSince(year, month + 1, 1);
  return next - daysSince(year, month, 1);
}

function pad(value: number, digits: number): string {
  return `${value}`.padStart(digits, '0');
}
