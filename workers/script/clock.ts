import { DAYS_MAX } from '../kernel/limits.ts';
import {
  MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE, MICROS_PER_SECOND,
} from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Token } from './line.ts';
import { placeFrom, placeOf } from './place.ts';
import type { Place } from './place.ts';
import type { Explanation } from './problem.ts';

/** `day 3 09:00`, which is three tokens. Null where the tokens are something else. */
export type DayReading =
  | { readonly is: 'moment'; readonly at: Micros; readonly length: number }
  | { readonly is: 'wrong'; readonly length: number; readonly place: Place } & Explanation
  | null;

/** `day` before a word is a name. */
export function readDayAndTime(tokens: readonly Token[]): DayReading {
  const [first, second, third] = tokens;
  if (first?.text !== 'day' || second === undefined || second.kind === 'Word') return null;
  const day = readDay(second.text);
  if (typeof day !== 'number') return { is: 'wrong', length: 2, place: placeOf(second), ...day };
  if (third === undefined || !/^[0-9]/.test(third.text)) {
    const place = placeFrom(first, second);
    const sentence = `At what time on day ${day}? Write for example \`day ${day} 09:00\`.`;
    return { is: 'wrong', length: 2, place, sentence };
  }
  const time = readClock(third.text);
  if (typeof time !== 'number') return { is: 'wrong', length: 3, place: placeOf(third), ...time };
  return { is: 'moment', at: (day - 1) * MICROS_PER_DAY + time, length: 3 };
}

export function isMoment(value: unknown): value is Micros {
  return typeof value === 'number' && Number.isSafeInteger(value)
    && value >= 0 && value < DAYS_MAX * MICROS_PER_DAY;
}

function readDay(text: string): number | Explanation {
  if (!/^[0-9]+$/.test(text)) return { sentence: 'A day is a whole number: day 1 is the first.' };
  const day = Number(text);
  if (day === 0) return { sentence: 'The story starts on day 1; there is no day 0.' };
  if (day > DAYS_MAX) {
    return { sentence: `A story has at most ${DAYS_MAX} days, which is ten years.` };
  }
  return day;
}

/** `09:00`, `09:00:30`, `09:00:30.250`; from 00:00 up to but not including 24:00. */
export function readClock(text: string): Micros | Explanation {
  const found = /^([0-9]+):([0-9]+)(?::([0-9]+)(?:\.([0-9]+))?)?$/.exec(text);
  if (found === null) return { sentence: HOW_WRITTEN };
  const [, hours = '', minutes = '', seconds = '0', fraction = ''] = found;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) {
    return { sentence: `There is no ${text} in a day: it goes from 00:00 to 23:59:59.` };
  }
  const written = [hours, minutes, ...(found[3] === undefined ? [] : [seconds])]
    .map((part) => part.slice(-2).padStart(2, '0')).join(':')
    + (fraction === '' ? '' : `.${fraction}`);
  if (written !== text) {
    return { sentence: `Times are written with two digits: ${written}.`, fix: written };
  }
  if (fraction.length > 6) {
    return { sentence: 'The clock counts whole microseconds; this is finer.' };
  }
  return Number(hours) * MICROS_PER_HOUR + Number(minutes) * MICROS_PER_MINUTE
    + Number(seconds) * MICROS_PER_SECOND + Number(fraction.padEnd(6, '0'));
}

const HOW_WRITTEN = 'A time is written like 09:00, or 09:00:30 with seconds.';
