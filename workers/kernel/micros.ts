import { assert } from './assert.ts';

/** Virtual time: a whole number of microseconds from the scenario's start; day 1 00:00 is 0. */
export type Micros = number;

export const MICROS_PER_MILLISECOND = 1_000;
export const MICROS_PER_SECOND = 1_000_000;
export const MICROS_PER_MINUTE = 60_000_000;
export const MICROS_PER_HOUR = 3_600_000_000;
export const MICROS_PER_DAY = 86_400_000_000;

/** Nearest whole microsecond; halves go up, as `Math.round` does in every engine. */
export function microsFromSeconds(seconds: number): Micros {
  return Math.round(seconds * MICROS_PER_SECOND);
}

const UNITS = [
  { micros: MICROS_PER_DAY, suffix: 'd' },
  { micros: MICROS_PER_HOUR, suffix: 'h' },
  { micros: MICROS_PER_MINUTE, suffix: 'm' },
  { micros: MICROS_PER_SECOND, suffix: 's' },
] as const;

/**
 * A duration as people say it: its two largest units ('6m 10s', '2d 3h'), or one unit with
 * up to three decimals below ten seconds ('2.25s', '87.4ms', '12µs'). Cuts off, never rounds
 * up, so that 59.9 s is not called a minute.
 */
export function formatDuration(duration: Micros): string {
  assert(Number.isSafeInteger(duration), 'A duration is a whole number of microseconds.');
  if (duration < 0) return `-${formatDuration(-duration)}`;
  if (duration === 0) return '0s';
  if (duration < MICROS_PER_MILLISECOND) return `${duration}µs`;
  if (duration < MICROS_PER_SECOND) return `${decimal(duration, MICROS_PER_MILLISECOND)}ms`;
  if (duration < 10 * MICROS_PER_SECOND) return `${decimal(duration, MICROS_PER_SECOND)}s`;
  const parts: string[] = [];
  let rest = duration;
  for (const { micros, suffix } of UNITS) {
    const count = Math.floor(rest / micros);
    rest -= count * micros;
    if (count > 0) parts.push(`${count}${suffix}`);
    if (parts.length === 2 || (parts.length === 1 && count === 0)) break;
  }
  return parts.join(' ');
}

/** A moment as the script writes it: 'day 3 11:00', with seconds only where there are any. */
export function formatMoment(moment: Micros): string {
  assert(Number.isSafeInteger(moment), 'A moment is a whole number of microseconds.');
  const day = Math.floor(moment / MICROS_PER_DAY);
  const within = moment - day * MICROS_PER_DAY;
  const hour = pad(Math.floor(within / MICROS_PER_HOUR), 2);
  const minute = pad(Math.floor(within / MICROS_PER_MINUTE) % 60, 2);
  const second = Math.floor(within / MICROS_PER_SECOND) % 60;
  const micros = within % MICROS_PER_SECOND;
  const fraction = micros === 0 ? '' : `.${trimmedFraction(micros)}`;
  const seconds = second === 0 && micros === 0 ? '' : `:${pad(second, 2)}${fraction}`;
  return `day ${day + 1} ${hour}:${minute}${seconds}`;
}

/** Milliseconds where they suffice, microseconds otherwise, so that no two moments look alike. */
function trimmedFraction(micros: Micros): string {
  const milliseconds = micros / MICROS_PER_MILLISECOND;
  return Number.isInteger(milliseconds) ? pad(milliseconds, 3) : pad(micros, 6);
}

/** Integer arithmetic only: `toFixed` would round, and 1.999999 s must not read as 2 s. */
function decimal(duration: Micros, unit: Micros): string {
  const thousandths = Math.floor((duration * 1_000) / unit);
  const whole = Math.floor(thousandths / 1_000);
  const fraction = pad(thousandths % 1_000, 3).replace(/0+$/, '');
  return fraction === '' ? `${whole}` : `${whole}.${fraction}`;
}

function pad(value: number, digits: number): string {
  return `${value}`.padStart(digits, '0');
}
