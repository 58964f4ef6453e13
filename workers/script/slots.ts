import { MICROS_PER_HOUR, MICROS_PER_MINUTE } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import { readDuration, writeDuration } from './duration.ts';
import { DURATION_MAX } from './limits.ts';
import type { Token } from './line.ts';
import { readClock } from './clock.ts';
import { choiceExplanation, plain, quote } from './sentence.ts';
import type { DailyHours } from './scenario.ts';
import { isInteger, isBareText } from './slot.ts';
import type { Reading, SlotType } from './slot.ts';
import { grouped } from './refusal.ts';
import { PURPOSE_WORDS, SAMPLE_CONSENTS, SENSITIVITY_WORDS } from './vocabulary.ts';

/** Numbers, durations, times and texts: the slots that stand for no name. */

/** A word out of a few. Strict: a line with another word there is not this act. */
export function oneOf<W extends string>(label: string, words: readonly W[]): SlotType<W> {
  const isWord = (text: unknown): text is W => words.some((word) => word === text);
  return {
    label,
    noun: `one of ${words.join(', ')}`,
    words,
    accepts: (token) => isWord(token.text),
    read: (token) => isWord(token.text)
      ? { value: token.text } : choiceExplanation(token.text, label.toLowerCase(), words),
    write: (value) => value,
    holds: isWord,
  };
}

/** A word out of a list that may be mistyped: the act stays the same, the word is wrong. */
export function wordFrom(label: string, words: readonly string[]): SlotType<string> {
  return {
    label,
    noun: `one of ${words.join(', ')}`,
    words,
    accepts: isWordLike,
    read: (token) => words.includes(token.text)
      ? { value: token.text } : choiceExplanation(token.text, label.toLowerCase(), words),
    write: (value) => value,
    holds: isBareText,
  };
}

/** A purpose of use. Never a duration: `for treatment for 24h` has both. */
export const purpose: SlotType<string> = {
  ...wordFrom('PURPOSE', PURPOSE_WORDS), accepts: (token) => token.kind === 'Word',
};

/** What sensitive records are about. */
export const sensitivity: SlotType<string> = wordFrom('SENSITIVITY', SENSITIVITY_WORDS);

export const duration: SlotType<Micros> = {
  label: 'DURATION',
  noun: 'a duration such as 30m or 24h',
  accepts: isNumberLike,
  read: (token) => {
    const reading = readDuration(plain(token.text));
    if ('sentence' in reading) return reading;
    if (reading.micros === 0) return { sentence: 'A duration must be longer than nothing.' };
    return softened(token, { value: reading.micros });
  },
  write: writeDuration,
  holds: isDuration,
};

export function isDuration(value: unknown): value is Micros {
  return isInteger(value) && value >= 0 && value <= DURATION_MAX;
}

/**
 * A whole number between two limits. `reason`: why there are no larger ones; `reasonLeast`: why no
 * smaller ones, where that is another.
 */
export function wholeNumber(
  subject: string, least: number, most: number, reason: string, reasonLeast = reason,
): SlotType<number> {
  const refusal = (value: number): string => `${subject} is a whole number from ${least} to `
    + `${grouped(most)}: ${value < least ? reasonLeast : reason}.`;
  return {
    label: 'NUMBER',
    noun: 'a whole number',
    accepts: isNumberLike,
    read: (token) => {
      const text = plain(token.text);
      const value = Number(text);
      if (!/^[0-9]+$/.test(text) || value < least || value > most) {
        return { sentence: refusal(value) };
      }
      if (`${value}` === token.text) return { value };
      return { sentence: `Whole numbers are written plainly: ${value}.`, fix: `${value}` };
    },
    write: (value) => `${value}`,
    holds: isInteger,
  };
}

/** `08:00-18:00`, both ends in whole minutes; `22:00-06:00` runs over midnight. */
export const hours: SlotType<DailyHours> = {
  label: 'HH:MM-HH:MM',
  noun: 'hours such as 08:00-18:00',
  accepts: isNumberLike,
  read: (token) => {
    const text = plain(token.text);
    const [from, to, ...more] = text.split('-');
    if (from === undefined || to === undefined || more.length > 0) return { sentence: HOURS };
    const fromMinute = minuteOf(from);
    const toMinute = to === '24:00' ? 1_440 : minuteOf(to);
    if (typeof fromMinute !== 'number') return withoutFix(fromMinute);
    if (typeof toMinute !== 'number') return withoutFix(toMinute);
    if (fromMinute === toMinute) {
      return { sentence: `A shift from ${from} to ${to} has no length; all day is 00:00-24:00.` };
    }
    return softened(token, { value: { fromMinute, toMinute } });
  },
  write: ({ fromMinute, toMinute }) => `${clockText(fromMinute)}-${clockText(toMinute)}`,
  holds: (value): value is DailyHours => typeof value === 'object' && value !== null
    && 'fromMinute' in value && isInteger(value.fromMinute)
    && 'toMinute' in value && isInteger(value.toMinute),
};

const HOURS = 'Hours are written like 08:00-18:00.';

function minuteOf(text: string): number | { sentence: string } {
  const micros = readClock(text);
  if (typeof micros !== 'number') return micros;
  if (micros % MICROS_PER_MINUTE !== 0) return { sentence: 'Shifts begin and end on a minute.' };
  return micros / MICROS_PER_MINUTE;
}

/** Its fix is for one end, and the place is the whole token. */
function withoutFix({ sentence }: { readonly sentence: string }): { sentence: string } {
  return { sentence };
}

function clockText(minute: number): string {
  const hour = Math.floor(minute * MICROS_PER_MINUTE / MICROS_PER_HOUR);
  return `${`${hour}`.padStart(2, '0')}:${`${minute % 60}`.padStart(2, '0')}`;
}

/** `2021-07-01` or `2021-07-01T00:00Z`: the day and time, in UTC, that the clock calls zero. */
export const calendar: SlotType<string> = {
  label: 'DATE',
  noun: 'a date such as 2021-07-01',
  accepts: isNumberLike,
  read: (token) => {
    const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})Z)?$/.exec(plain(token.text));
    if (found === null) return { sentence: DATE };
    const [, year = '', month = '', day = '', hour = '00', minute = '00'] = found;
    const lastDay = daysIn(Number(year), Number(month));
    if (Number(day) < 1 || Number(day) > lastDay || Number(hour) > 23 || Number(minute) > 59) {
      return { sentence: `The calendar has no ${token.text}. ${DATE}` };
    }
    return softened(token, { value: `${year}-${month}-${day}T${hour}:${minute}Z` });
  },
  write: (value) => value,
  holds: isBareText,
};

const DATE = 'A date is written like 2021-07-01 or 2021-07-01T00:00Z.';

/** Gregorian; zero for a month that does not exist. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month] ?? 0;
}

/** Curly, low, angular and single ones, at either end. */
const OTHER_QUOTES = /^[\u201c\u201d\u201e\u00ab']+|[\u201c\u201d\u00bb']+$/g;

/** A chart's path in quotes. */
export const chartPath: SlotType<string> = {
  ...quoted('synthea/NAME', 'a chart in quotes', 200),
  offers: ({ charts }) => charts.map((chart) => `"${chart}"`),
};

/** A FHIR Consent's name or path in quotes. */
export const consentPath: SlotType<string> = {
  ...quoted('hl7/NAME', 'a Consent in quotes', 200),
  offers: () => SAMPLE_CONSENTS.map((name) => `"hl7/consent-example-${name}"`),
};

/** Text in straight double quotes, on one line, with \" and \\ for a quote and a backslash. */
export function quoted(label: string, noun: string, lengthMax: number): SlotType<string> {
  return {
    label: `"${label}"`,
    noun,
    accepts: (token) => token.kind !== 'Comma' && !/^[0-9]/.test(token.text),
    read: (token) => {
      if (token.kind === 'Unclosed') return { sentence: 'This text has no closing quote.' };
      if (token.kind !== 'Quoted') {
        const bare = token.text.replace(OTHER_QUOTES, '');
        return { sentence: `Put it in straight quotes: "${quote(bare)}".`, fix: `"${bare}"` };
      }
      const value = token.text.slice(1, -1).replace(/\\(.)/gu, '$1');
      if (value.trim() === '') return { sentence: 'There is nothing between the quotes.' };
      if (value.length > lengthMax) {
        return { sentence: `This is ${value.length} characters long; ${lengthMax} are the most.` };
      }
      return { value };
    },
    write: (value) => `"${value.replace(/[\\"]/g, '\\$&')}"`,
    holds: (value): value is string => typeof value === 'string' && !/[\r\n]/.test(value),
  };
}

/** One token of any kind, as typed; what it means is decided elsewhere. */
export function anything(label: string, noun: string): SlotType<string> {
  return {
    label,
    noun,
    accepts: (token) => token.kind !== 'Comma',
    read: (token) => ({ value: token.text }),
    write: (value) => value,
    holds: isBareText,
  };
}

export function isWordLike(token: Token): boolean {
  return token.kind === 'Word' || token.kind === 'Odd' || token.kind === 'Dotted'
    || token.kind === 'Path' || token.kind === 'Quoted' || token.kind === 'Duration';
}

export function isNumberLike(token: Token): boolean {
  return token.kind !== 'Comma' && token.kind !== 'Word' && token.kind !== 'Quoted'
    && token.kind !== 'Unclosed' && token.kind !== 'Path';
}

/** Right but for typographic dashes and the like: the fix is the plain text. */
export function softened<T>(token: Token, reading: { readonly value: T }): Reading<T> {
  const text = plain(token.text);
  if (text === token.text) return reading;
  return { sentence: `Written with plain characters: ${text}.`, fix: text };
}
