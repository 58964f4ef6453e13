import { MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE } from '../../workers/kernel/micros.ts';

/** Microseconds from the start of a story to this time of its day; days count from 1. */
export function clock(day: number, hour: number, minute = 0): number {
  return (day - 1) * MICROS_PER_DAY + hour * MICROS_PER_HOUR + minute * MICROS_PER_MINUTE;
}
