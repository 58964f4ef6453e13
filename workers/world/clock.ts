import { MICROS_PER_DAY, MICROS_PER_MINUTE } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';

/** A daily shift in minutes since midnight; from > to runs over midnight. */
export interface Shift {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export function isOnShift(shift: Shift | null, at: Micros): boolean {
  if (shift === null) return true;
  const minute = (at - midnightBefore(at)) / MICROS_PER_MINUTE;
  return shift.fromMinute <= shift.toMinute
    ? minute >= shift.fromMinute && minute < shift.toMinute
    : minute >= shift.fromMinute || minute < shift.toMinute;
}

/** The next moment strictly after `at` when the shift begins or ends. */
export function nextShiftChange(shift: Shift, at: Micros): Micros {
  const midnight = midnightBefore(at);
  const changes = [0, 1].flatMap((day) => [shift.fromMinute, shift.toMinute].map(
    (minute) => midnight + day * MICROS_PER_DAY + minute * MICROS_PER_MINUTE));
  return Math.min(...changes.filter((change) => change > at));
}

/** A clock that is behind may say a time before the story's first day. */
function midnightBefore(at: Micros): Micros {
  return Math.floor(at / MICROS_PER_DAY) * MICROS_PER_DAY;
}
