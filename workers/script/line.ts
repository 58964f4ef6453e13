import { assert } from '../kernel/assert.ts';
import { parser } from './parser.ts';
import type { Place } from './place.ts';

export type TokenKind =
  | 'Word' | 'Path' | 'Dotted' | 'Numeral' | 'Duration' | 'Clock' | 'Hours' | 'Calendar'
  | 'Quoted' | 'Unclosed' | 'Comma' | 'Odd';

export interface Token extends Place {
  readonly kind: TokenKind;
  readonly text: string;
}

/** One line of a text: what it says (tokens) and what it only remarks (comment). */
export interface Line {
  /** 1-based. */
  readonly number: number;
  /** Offset of its first character in the text. */
  readonly from: number;
  /** The line as written, without its line ending. */
  readonly raw: string;
  readonly tokens: readonly Token[];
  /** From `#` to the end of the line, or null. */
  readonly comment: string | null;
}

/** All lines of a text, empty ones included. CRLF, LF and CR end a line, as in every editor. */
export function readLines(text: string): Line[] {
  const lines = splitLines(text);
  let index = 0;
  parser.parse(text).iterate({
    enter: (node) => {
      if (INNER_NODES.has(node.name) || node.from === node.to) return;
      assert(!node.type.isError, 'The grammar has a token for every character.');
      index = lineIndexAt(lines, index, node.from);
      const line = lines[index];
      assert(line !== undefined, 'Every token lies on a line.');
      if (node.name === 'Comment') line.comment = text.slice(node.from, node.to);
      else addToken(line, node.name, text.slice(node.from, node.to), node.from);
    },
  });
  return lines;
}

/** What tokens say, with single spaces and no space before a comma. */
export function spaced(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) {
    text += text === '' || token.kind === 'Comma' ? token.text : ` ${token.text}`;
  }
  return text;
}

/** What the first tokens say; a comma that parts them from the rest is left out. */
export function opening(tokens: readonly Token[], length: number): string {
  const last = tokens[length - 1];
  return spaced(tokens.slice(0, last?.kind === 'Comma' ? length - 1 : length));
}

interface Draft extends Line {
  readonly tokens: Token[];
  comment: string | null;
}

function splitLines(text: string): Draft[] {
  const lines: Draft[] = [];
  const ending = /\r\n|\n|\r/g;
  let from = 0;
  for (;;) {
    const found = ending.exec(text);
    const raw = text.slice(from, found === null ? text.length : found.index);
    lines.push({ number: lines.length + 1, from, raw, tokens: [], comment: null });
    if (found === null) return lines;
    from = ending.lastIndex;
  }
}

/** Tokens come in order, so the search goes on from the line of the one before. */
function lineIndexAt(lines: readonly Line[], start: number, offset: number): number {
  let index = start;
  for (;;) {
    const next = lines[index + 1];
    if (next === undefined || next.from > offset) return index;
    index += 1;
  }
}

/** Tokens that touch are one odd word to the reader (`josé`, `a/b/c`, `1e400`), so to us. */
function addToken(line: Draft, name: string, text: string, from: number): void {
  const kind = kindOf(name);
  const column = from - line.from + 1;
  const endColumn = column + text.length;
  const before = line.tokens[line.tokens.length - 1];
  if (before?.endColumn === column && gluable(before.kind) && gluable(kind)) {
    const glued = before.text + text;
    line.tokens[line.tokens.length - 1] = { ...before, kind: 'Odd', text: glued, endColumn };
  } else {
    line.tokens.push({ kind, text, line: line.number, column, endColumn });
  }
}

const INNER_NODES: ReadonlySet<string> = new Set(['Script', 'Line', 'Heading', 'Moment']);

function gluable(kind: TokenKind): boolean {
  return kind !== 'Comma' && kind !== 'Quoted' && kind !== 'Unclosed';
}

const KINDS: readonly TokenKind[] = [
  'Word', 'Path', 'Dotted', 'Numeral', 'Duration', 'Clock', 'Hours', 'Calendar',
  'Quoted', 'Unclosed', 'Comma', 'Odd',
];

function kindOf(name: string): TokenKind {
  if (name === 'Keyword') return 'Word';
  return KINDS.find((kind) => kind === name) ?? 'Odd';
}
