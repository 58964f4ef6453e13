import type { Block } from './act.ts';
import { placeLine } from './blocks.ts';
import type { Placing } from './blocks.ts';
import { opening, readLines, spaced } from './line.ts';
import type { Line, Token } from './line.ts';
import type { Filled } from './match.ts';
import { withoutMark } from './parse.ts';
import { refusal } from './refusal.ts';
import { recognise } from './statement.ts';

/**
 * The text in canonical spacing: blocks indented, declarations and moments in columns, one blank
 * line where there were several, LF line endings. Says the same and keeps every comment; lines
 * that are no act keep their own spacing. A text that cannot be read comes back as it is.
 */
export function printScenario(text: string): string {
  if (refusal(text) !== null) return text;
  const laid: Laid[] = [];
  let block: Block = 'top';
  for (const line of readLines(withoutMark(text))) {
    const placing: Placing | null = line.tokens.length === 0 ? null : placeLine(line, block);
    block = placing?.block ?? block;
    laid.push(layOut(line, placing === null ? null : placing.readAs ?? 'heading', block));
  }
  liftComments(laid);
  alignColumns(laid);
  const lines = withBlankLines(laid);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

interface Laid {
  readonly kind: 'blank' | 'comment' | 'heading' | 'act';
  readonly indent: string;
  /** A comment that stands with the heading below it. */
  lifted: boolean;
  readonly block: Block;
  /** What is aligned with other lines, then the rest; joined by `gaps`. */
  readonly cells: string[];
  readonly gaps: readonly number[];
  readonly comment: string | null;
}

function layOut(line: Line, readAs: Block | 'heading' | null, block: Block): Laid {
  const comment = line.comment?.trimEnd() ?? null;
  const indent = block === 'top' ? '' : '  ';
  const empty = { indent, lifted: false, block, cells: [], gaps: [], comment };
  if (readAs === null) return { ...empty, kind: comment === null ? 'blank' : 'comment' };
  if (readAs === 'heading') {
    return { ...empty, kind: 'heading', indent: '', cells: [asWritten(line)] };
  }
  return { ...empty, kind: 'act', ...cellsOf(line, readAs) };
}

function cellsOf(line: Line, block: Block): { cells: string[]; gaps: readonly number[] } {
  const { moment, start, candidates } = recognise(line.tokens, block);
  const [candidate] = candidates;
  if (candidate?.match.complete !== true) return { cells: [asWritten(line)], gaps: [] };
  const words = candidate.match.filled;
  if (moment?.is === 'condition') {
    // As long as it is, and in no column: it would push every moment of the story aside.
    return { cells: [`${opening(line.tokens, start)}   `, phrase(words)], gaps: [] };
  }
  if (start > 0) {
    return { cells: [spaced(line.tokens.slice(0, start)), phrase(words)], gaps: [3] };
  }
  const columns = candidate.entry.columns ?? 0;
  const cells = words.slice(0, columns).map(({ token }) => token.text);
  // One space after the first word, two after the name, as in DESIGN section 6.
  const gaps = cells.map((_, index) => index + 1);
  return { cells: [...cells, phrase(words.slice(columns))], gaps };
}

function phrase(filled: readonly Filled[]): string {
  let text = '';
  for (const { token, comma } of filled) {
    text += text === '' ? token.text : `${comma ? ',' : ''} ${token.text}`;
  }
  return text;
}

function asWritten(line: Line): string {
  const first = line.tokens[0] as Token;
  const last = line.tokens[line.tokens.length - 1] as Token;
  return line.raw.slice(first.column - 1, last.endColumn - 1);
}

/** Comments right above a heading speak of what it opens: they stand at its indentation. */
function liftComments(laid: readonly Laid[]): void {
  let above = false;
  for (const line of [...laid].reverse()) {
    if (line.kind !== 'comment') above = line.kind === 'heading';
    else line.lifted = above;
  }
}

/** Moments line up through the whole story, declarations through lines that stand together. */
function alignColumns(laid: readonly Laid[]): void {
  const story = laid.filter((line) => line.block === 'story' && line.gaps.length === 1);
  alignGroup(story);
  let group: Laid[] = [];
  for (const line of laid) {
    if (line.kind === 'blank' || line.kind === 'heading') group = flush(group);
    else if (line.gaps.length > 1) group.push(line);
  }
  flush(group);
}

function flush(group: readonly Laid[]): Laid[] {
  alignGroup(group);
  return [];
}

function alignGroup(group: readonly Laid[]): void {
  for (let column = 0; group.some((line) => column < line.gaps.length); column += 1) {
    const width = Math.max(...group.map((line) => (line.cells[column] ?? '').length));
    for (const line of group) {
      const cell = line.cells[column] ?? '';
      line.cells[column] = cell.padEnd(width + (line.gaps[column] ?? 0));
    }
  }
}

/** One blank line where there are some, and before each heading with its comments. */
function withBlankLines(laid: readonly Laid[]): string[] {
  const lines: string[] = [];
  let blank = false;
  let afterHeading = true;
  for (const [index, line] of laid.entries()) {
    if (line.kind === 'blank') {
      blank = true;
      continue;
    }
    const opens = (line.kind === 'heading' || line.lifted) && laid[index - 1]?.lifted !== true;
    if (lines.length > 0 && (opens || (blank && !afterHeading))) lines.push('');
    lines.push(written(line));
    blank = false;
    afterHeading = line.kind === 'heading';
  }
  return lines;
}

function written({ indent, lifted, cells, comment }: Laid): string {
  const code = cells.join('').trimEnd();
  if (comment === null) return `${indent}${code}`;
  return code === '' ? `${lifted ? '' : indent}${comment}` : `${indent}${code}  ${comment}`;
}
