import type { Block } from './act.ts';
import { headingOf, placeLine } from './blocks.ts';
import { readLines } from './line.ts';
import type { Line } from './line.ts';
import { readMoment } from './moment.ts';
import { withoutMark } from './parse.ts';
import { refusal } from './refusal.ts';

/** A text with a line more; `line` is where, from 1. */
export type Branched =
  | { readonly ok: true; readonly text: string; readonly line: number }
  | { readonly ok: false; readonly sentence: string };

/**
 * The scenario with an act put into its story at its moment, after every line of that moment or
 * before it; all else stays as it was written, to the character. `line` is one line of the story,
 * such as `day 3 12:10 dr-rivas leaves ward-3 locked`. Whether the whole can be run, the check says.
 */
export function branchText(scenarioText: string, line: string): Branched {
  const refused = refusal(scenarioText);
  if (refused !== null) return { ok: false, sentence: refused.sentence };
  const act = readLines(line);
  const moment = readMoment(act[0]?.tokens ?? []);
  if (act.length !== 1 || moment.is !== 'moment') {
    return { ok: false, sentence: 'An act is put into the story as one line that begins with its moment, '
      + 'such as `day 1 09:00`.' };
  }
  const text = withoutMark(scenarioText);
  const lines = readLines(text);
  const { after, indent } = placeOf(lines, moment.at);
  const ending = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const said = `${indent}${line.trim()}`;
  if (after !== null) {
    // The line after which it stands may be the last, without an ending of its own.
    const end = after.from + after.raw.length;
    return {
      ok: true, line: after.number + 1, text: `${text.slice(0, end)}${ending}${said}${text.slice(end)}`,
    };
  }
  const before = lines.find((each) => headingOf(each) === 'expect');
  const block = `story${ending}${said}${ending}`;
  if (before !== undefined) {
    return {
      ok: true, line: before.number + 1,
      text: `${text.slice(0, before.from)}${block}${ending}${text.slice(before.from)}`,
    };
  }
  const whole = text.replace(/(\r\n|\n|\r)?$/, ending);
  return { ok: true, line: readLines(whole).length + 1, text: `${whole}${block}` };
}

/** The last line of the story that is not later, else its heading; null where there is no story. */
function placeOf(lines: readonly Line[], at: number): { after: Line | null; indent: string } {
  let block: Block = 'top';
  let after: Line | null = null;
  let indent = '  ';
  for (const line of lines) {
    if (line.tokens.length === 0) continue;
    block = placeLine(line, block).block;
    if (block !== 'story') continue;
    const moment = readMoment(line.tokens);
    if (headingOf(line) === 'story') after ??= line;
    else if (moment.is === 'moment') {
      indent = /^\s*/.exec(line.raw)?.[0] ?? indent;
      if (moment.at <= at) after = line;
    }
  }
  return { after, indent };
}
