import { assert } from '../kernel/assert.ts';
import {
  MICROS_PER_HOUR, MICROS_PER_MILLISECOND, MICROS_PER_MINUTE, MICROS_PER_SECOND,
} from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Settings } from '../settings/register.ts';

/** Typed reads of the settings in force; the register has already checked kinds and ranges. */
export function numberAt(settings: Settings, path: string): number {
  const value = settings[path];
  assert(typeof value === 'number', `${path} is a number in the register`);
  return value;
}

export function textAt(settings: Settings, path: string): string {
  const value = settings[path];
  assert(typeof value === 'string', `${path} is a choice in the register`);
  return value;
}

export function flagAt(settings: Settings, path: string): boolean {
  const value = settings[path];
  assert(typeof value === 'boolean', `${path} is yes or no in the register`);
  return value;
}

export function secondsAt(settings: Settings, path: string): Micros {
  return Math.round(numberAt(settings, path) * MICROS_PER_SECOND);
}

export function millisecondsAt(settings: Settings, path: string): Micros {
  return Math.round(numberAt(settings, path) * MICROS_PER_MILLISECOND);
}

export function minutesAt(settings: Settings, path: string): Micros {
  return Math.round(numberAt(settings, path) * MICROS_PER_MINUTE);
}

export function hoursAt(settings: Settings, path: string): Micros {
  return Math.round(numberAt(settings, path) * MICROS_PER_HOUR);
}
