/**
 * Moments and durations as people read them. A moment is an integer count of microseconds from the
 * start of day 1, and is said as a day and a time of day; a link writes the same as `3d11h02m`.
 */
const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `day 3 11:00`, with seconds and finer parts only where there are any. */
export function sayMoment(micros: number): string {
  const { day, hour, minute, rest } = parts(micros);
  const clock = `${two(hour)}:${two(minute)}`;
  if (rest === 0) return `day ${day} ${clock}`;
  // Cut, not rounded: 59.9999 s must not be read as second 60 of its minute.
  const thousandths = Math.floor(rest / 1000);
  const fraction = thousandths % 1000 === 0 ? '' : `.${String(thousandths % 1000).padStart(3, '0')}`;
  return `day ${day} ${clock}:${two(Math.floor(thousandths / 1000))}${fraction}`;
}

/** As on a clock: always the same width, to the millisecond, e.g. `11:00:02.250`. */
export function clockFace(micros: number): { day: string; time: string; thousandths: string } {
  const { day, hour, minute, rest } = parts(micros);
  const seconds = Math.floor(rest / SECOND);
  const thousandths = Math.floor((rest % SECOND) / 1000);
  return {
    day: `day ${day}`,
    time: `${two(hour)}:${two(minute)}:${two(seconds)}`,
    thousandths: String(thousandths).padStart(3, '0'),
  };
}

/** `6m 10s`, `2d 3h`, `87ms`: at most the two largest units. */
export function sayDuration(micros: number): string {
  if (micros < 0) return `−${sayDuration(-micros)}`;
  if (micros === 0) return '0s';
  if (micros < SECOND - 50) return `${decimals(micros / 1000, 1)}ms`;
  if (micros < MINUTE - 50_000) return `${decimals(micros / SECOND, 1)}s`;
  const [unit, lesser] = micros >= DAY ? [DAY, HOUR] : micros >= HOUR ? [HOUR, MINUTE] : [MINUTE, SECOND];
  const rounded = Math.round(micros / lesser) * lesser;
  // 59m 59.9s rounds to an hour, which is then said as one.
  if (unit !== DAY && rounded >= (unit === HOUR ? DAY : HOUR)) return sayDuration(rounded);
  const left = (rounded % unit) / lesser;
  return `${Math.floor(rounded / unit)}${LETTER.get(unit)}${left === 0 ? '' : ` ${left}${LETTER.get(lesser)}`}`;
}

const LETTER = new Map([[DAY, 'd'], [HOUR, 'h'], [MINUTE, 'm'], [SECOND, 's']]);

/** The moment as a link writes it: `3d11h02m05.25s` is day 3, 11:02:05.25. */
export function writeMoment(micros: number): string {
  const { day, hour, minute, rest } = parts(micros);
  const seconds = rest === 0 ? '' : `${decimals(rest / SECOND, 6)}s`;
  return `${day}d${two(hour)}h${two(minute)}m${seconds}`;
}

/** The moment as a line of the story begins with it, to the microsecond: `day 3 11:02:05.25`. */
export function writeStoryMoment(micros: number): string {
  const { day, hour, minute, rest } = parts(micros);
  const fraction = String(rest % SECOND).padStart(6, '0').replace(/0+$/, '');
  const seconds = rest === 0 ? '' : `:${two(Math.floor(rest / SECOND))}${fraction === '' ? '' : `.${fraction}`}`;
  return `day ${day} ${two(hour)}:${two(minute)}${seconds}`;
}

/** A line of the story in two parts, its moment and the rest; null where it begins with none. */
export function readStoryLine(line: string): { readonly atMicros: number; readonly text: string } | null {
  const shape = /^day (\d{1,4}) (\d\d):(\d\d)(?::(\d\d(?:\.\d{1,6})?))?\s+(\S.*)$/;
  const [, day, hour, minute, second, text] = shape.exec(line.trim()) ?? [];
  const atMicros = readMoment(`${day}d${hour}h${minute}m${second ?? '0'}s`);
  return atMicros === null || text === undefined ? null : { atMicros, text };
}

/** Reads what `writeMoment` writes; parts may be left out, but not all of them. Null if unreadable. */
export function readMoment(text: string): number | null {
  const shape = /^(?:(\d{1,4})d)?(?:(\d{1,2})h)?(?:(\d{1,2})m)?(?:(\d{1,2}(?:\.\d{1,6})?)s)?$/;
  const found = shape.exec(text);
  if (found === null || text === '') return null;
  const [day, hour, minute, second] = [1, 2, 3, 4].map((index) => found[index]);
  const days = day === undefined ? 1 : Number(day);
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  if (days < 1 || h > 23 || m > 59 || s >= 60) return null;
  return (days - 1) * DAY + h * HOUR + m * MINUTE + Math.round(s * SECOND);
}

function parts(micros: number): { day: number; hour: number; minute: number; rest: number } {
  const at = Math.max(0, Math.round(micros));
  return {
    day: Math.floor(at / DAY) + 1,
    hour: Math.floor((at % DAY) / HOUR),
    minute: Math.floor((at % HOUR) / MINUTE),
    rest: at % MINUTE,
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function decimals(value: number, places: number): string {
  const text = value.toFixed(places);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
