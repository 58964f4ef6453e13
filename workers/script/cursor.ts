import type { Block } from './act.ts';
import { placeLine } from './blocks.ts';
import { Cast } from './cast.ts';
import { readLines } from './line.ts';
import type { Line } from './line.ts';
import { withoutMark } from './parse.ts';
import { Problems } from './problem.ts';
import { declareNames } from './references.ts';
import { refusal } from './refusal.ts';
import { readStatements } from './statement.ts';

/** Where a cursor stands in a text, for completion and hover. */
export interface Cursor {
  readonly line: Line;
  /** The block the line is in, as if all headings were right. */
  readonly block: Block;
  /** Offset within the line. */
  readonly within: number;
  /** What to add to an offset in the line's text to get one in the whole text. */
  readonly base: number;
  readonly lines: readonly Line[];
  readonly cast: Cast;
}

/** Null where the text cannot be read or the offset is not in it. */
export function cursorAt(text: string, offset: number): Cursor | null {
  if (!Number.isInteger(offset) || offset < 0 || offset > text.length) return null;
  if (refusal(text) !== null) return null;
  const body = withoutMark(text);
  const mark = text.length - body.length;
  const lines = readLines(body);
  let block: Block = 'top';
  for (const line of lines) {
    if (offset - mark <= line.from + line.raw.length) {
      const base = line.from + mark;
      return { line, block, within: Math.max(0, offset - base), base, lines, cast: castOf(lines) };
    }
    if (line.tokens.length > 0) block = placeLine(line, block).block;
  }
  return null;
}

/** Every name the text declares, right or wrong elsewhere. */
function castOf(lines: readonly Line[]): Cast {
  const problems = new Problems();
  const { statements, halfDeclared } = readStatements(lines, problems);
  const cast = new Cast();
  declareNames(statements, cast, problems);
  for (const { name, kind } of halfDeclared) cast.declare(name, kind, 0);
  return cast;
}
