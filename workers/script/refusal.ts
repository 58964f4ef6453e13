import { SCENARIO_BYTES_MAX } from '../kernel/limits.ts';
import type { Place } from './place.ts';
import { problemAt } from './problem.ts';
import type { Problem } from './problem.ts';

/**
 * Why a text is not even read: it is too long, or it is not text. Null when it can be read.
 * Looks at the length first, so that a file of any size is answered at once.
 */
export function refusal(text: string): Problem | null {
  if (text.length > SCENARIO_BYTES_MAX) return tooLong(`${grouped(text.length)} characters`);
  let bytes = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const unit = text.charCodeAt(offset);
    const reason = whyNotText(unit, text, offset);
    if (reason !== null) return problemAt(placeAt(text, offset), { sentence: reason });
    if (unit >= 0xd800 && unit <= 0xdbff) {
      bytes += 4;
      offset += 1;
    } else {
      bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    }
  }
  return bytes > SCENARIO_BYTES_MAX ? tooLong(`${grouped(bytes)} bytes`) : null;
}

function tooLong(size: string): Problem {
  const sentence = `This text has ${size}; a scenario may have at most `
    + `${grouped(SCENARIO_BYTES_MAX)} bytes, so that it can be checked while you type.`;
  return { line: 1, column: 1, endColumn: 1, sentence };
}

function whyNotText(unit: number, text: string, offset: number): string | null {
  if (unit === 0) {
    return 'This is not a text file: it holds a NUL character here. If it is meant to be text, '
      + 'save it as UTF-8.';
  }
  const blank = unit === 0x09 || unit === 0x0a || unit === 0x0d;
  if ((unit < 0x20 && !blank) || unit === 0x7f || unit === 0xfffe || unit === 0xffff) {
    return `There is an invisible control character here (U+${hex(unit)}); this looks like a `
      + 'binary file. Delete the character, or choose a text file.';
  }
  if (unit === 0xfffd || isLoneSurrogate(unit, text, offset)) {
    return 'A character here is damaged; the file is not saved as UTF-8. Save it as UTF-8.';
  }
  return null;
}

/** The loop steps over the second half of a pair, so a second half seen here is alone. */
function isLoneSurrogate(unit: number, text: string, offset: number): boolean {
  if (unit < 0xd800 || unit > 0xdfff) return false;
  const next = text.charCodeAt(offset + 1);
  return unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff);
}

function placeAt(text: string, offset: number): Place {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  const column = (lines[lines.length - 1] ?? '').length + 1;
  return { line: lines.length, column, endColumn: column + 1 };
}

function hex(unit: number): string {
  return unit.toString(16).toUpperCase().padStart(4, '0');
}

/** 1000000 → 1,000,000, in every locale. */
export function grouped(count: number): string {
  return `${count}`.replace(/\B(?=(?:\d{3})+$)/g, ',');
}
