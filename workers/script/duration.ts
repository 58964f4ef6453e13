import {
  MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MILLISECOND, MICROS_PER_MINUTE, MICROS_PER_SECOND,
} from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import { DURATION_MAX } from './limits.ts';
import type { Explanation } from './problem.ts';

/** Largest first: the order in which a duration is written. */
const UNITS: readonly { readonly suffix: string; readonly micros: Micros }[] = [
  { suffix: 'w', micros: 7 * MICROS_PER_DAY },
  { suffix: 'd', micros: MICROS_PER_DAY },
  { suffix: 'h', micros: MICROS_PER_HOUR },
  { suffix: 'm', micros: MICROS_PER_MINUTE },
  { suffix: 's', micros: MICROS_PER_SECOND },
  { suffix: 'ms', micros: MICROS_PER_MILLISECOND },
  { suffix: 'us', micros: 1 },
];

/** What people type for a unit; the fix writes ours. Every one means exactly one unit. */
const UNIT_ALIASES: Readonly<Record<string, string>> = {
  week: 'w', weeks: 'w', wk: 'w', day: 'd', days: 'd', hour: 'h', hours: 'h', hr: 'h', hrs: 'h',
  minute: 'm', minutes: 'm', min: 'm', mins: 'm', second: 's', seconds: 's', sec: 's', secs: 's',
  millisecond: 'ms', milliseconds: 'ms', msec: 'ms', '\u00b5s': 'us', '\u03bcs': 'us',
};

export type DurationReading = { readonly micros: Micros } | Explanation;

/** Reads `30m`, `1h30m`, `2.5s`, `250ms`: whole microseconds, by integers alone. */
export function readDuration(text: string): DurationReading {
  if (/^[0-9.]+$/.test(text)) {
    return { sentence: `\`${text}\` of what? Write ${text}s, ${text}m, ${text}h or ${text}d.` };
  }
  if (text.startsWith('-')) return { sentence: 'A duration cannot be negative.' };
  let total = 0;
  let spelled = '';
  const part = /([0-9]+)(?:\.([0-9]+))?([a-zA-Z\u00b5\u03bc]+)/y;
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (found === null) return { sentence: HOW_WRITTEN };
    const [, whole = '', fraction = '', typed = ''] = found;
    const suffix = UNIT_ALIASES[typed.toLowerCase()] ?? typed;
    const unit = UNITS.find((candidate) => candidate.suffix === suffix);
    if (unit === undefined) return { sentence: `I know no unit \`${typed}\`. ${HOW_WRITTEN}` };
    const micros = amount(whole, fraction, unit.micros);
    if (typeof micros === 'string') return { sentence: micros };
    total += micros;
    spelled += `${whole}${fraction === '' ? '' : `.${fraction}`}${suffix}`;
  }
  if (total > DURATION_MAX) return { sentence: TOO_LONG };
  if (spelled !== text) return { sentence: `Units are written short: ${spelled}.`, fix: spelled };
  return { micros: total };
}

/** The shortest text that reads back as the same duration: `2d`, `1h30m`, `2s250ms`. */
export function writeDuration(duration: Micros): string {
  if (duration === 0) return '0s';
  let rest = duration;
  let text = '';
  for (const { suffix, micros } of UNITS) {
    if (suffix === 'w') continue;
    const count = Math.floor(rest / micros);
    rest -= count * micros;
    if (count > 0) text += `${count}${suffix}`;
  }
  return text;
}

/** A duration in seconds as a plain decimal, never with an exponent, for settings in seconds. */
export function secondsText(duration: Micros): string {
  const whole = Math.floor(duration / MICROS_PER_SECOND);
  const fraction = `${duration % MICROS_PER_SECOND}`.padStart(6, '0').replace(/0+$/, '');
  return fraction === '' ? `${whole}` : `${whole}.${fraction}`;
}

const HOW_WRITTEN = 'A duration is written like 30m, 24h, 2s, 250ms or 1h30m.';
const TOO_LONG = 'This is longer than ten years, the longest story there can be.';

/** A sentence where the number is absurd or finer than the clock. */
function amount(whole: string, fraction: string, unit: Micros): Micros | string {
  if (whole.length > 12) return TOO_LONG;
  if (fraction.length > 9) return 'Write at most nine digits after the point.';
  let scale = 1;
  for (let digit = 0; digit < fraction.length; digit += 1) scale *= 10;
  const parts = Number(fraction === '' ? '0' : fraction) * unit;
  if (Number(whole) * unit > DURATION_MAX || parts > Number.MAX_SAFE_INTEGER) return TOO_LONG;
  if (parts % scale !== 0) return 'The clock counts whole microseconds; this is finer.';
  return Number(whole) * unit + parts / scale;
}
