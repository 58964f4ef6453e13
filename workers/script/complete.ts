import { MICROS_PER_DAY, formatMoment } from '../kernel/micros.ts';
import { HEADINGS } from './act.ts';
import { actsIn, FAULTS } from './acts.ts';
import type { Cast } from './cast.ts';
import { cursorAt } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { CONDITIONS } from './conditions.ts';
import { formText } from './form.ts';
import type { List, Slot, Word } from './form.ts';
import type { Token } from './line.ts';
import { match, matchStart } from './match.ts';
import type { Match } from './match.ts';
import { readMoment } from './moment.ts';
import type { MomentReading } from './moment.ts';
import type { ParseOptions } from './parse.ts';
import { isExplanation } from './slot.ts';

export interface Completion {
  /** What is written from `from` to `to`. */
  readonly label: string;
  readonly kind: 'heading' | 'word' | 'name' | 'value' | 'moment';
  /** A short remark beside the label: the form of the act, or what a name stands for. */
  readonly detail: string;
}

export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

/** More than a menu can show are no help; typing a letter narrows them. */
export const COMPLETIONS_MAX = 100;

/** What could be written at an offset, in the order of the table of acts. */
export function complete(text: string, offset: number, options: ParseOptions = {}): Completions {
  const cursor = cursorAt(text, offset);
  if (cursor === null || inComment(cursor)) return { from: offset, to: offset, options: [] };
  const typed = cursor.line.tokens.find((token) => token.kind !== 'Comma'
    && token.column - 1 < cursor.within && cursor.within <= token.endColumn - 1);
  const start = typed === undefined ? cursor.within : typed.column - 1;
  const prefix = cursor.line.raw.slice(start, cursor.within);
  const before = cursor.line.tokens.filter((token) => token.endColumn - 1 <= start);
  const offered = before.length === 0
    ? firstWords(cursor, options) : nextWords(cursor, before, prefix, options);
  return {
    from: cursor.base + start, to: offset, options: narrowed(offered, prefix, cursor.line.raw),
  };
}

function inComment({ line, within }: Cursor): boolean {
  return line.comment !== null && within > line.raw.length - line.comment.length;
}

/** A line begins with a moment, with the first words of an act, or is a heading. */
function firstWords(cursor: Cursor, options: ParseOptions): Completion[] {
  const headings = HEADINGS.map((label): Completion => (
    { label, kind: 'heading', detail: 'a block' }));
  if (cursor.block !== 'story') return [...nextWords(cursor, [], '', options), ...headings];
  return [
    { label: `${lastMoment(cursor)} `, kind: 'moment', detail: 'when it happens' },
    { label: 'when asked ', kind: 'moment', detail: 'what a patient answers' },
    { label: 'when ', kind: 'moment', detail: 'what a fault waits for' },
    ...headings,
  ];
}

/** The story goes forward: the moment of the nearest line above that has one. */
function lastMoment({ line, lines }: Cursor): string {
  for (const above of lines.slice(0, line.number - 1).reverse()) {
    const moment = readMoment(above.tokens);
    if (moment.is === 'moment') return formatMoment(moment.at);
  }
  return formatMoment(MICROS_PER_DAY * 3 / 8);
}

function nextWords(
  cursor: Cursor, before: readonly Token[], prefix: string, options: ParseOptions,
): Completion[] {
  const { block, cast } = cursor;
  const moment = block === 'story' ? readMoment(before) : null;
  const waits = moment === null ? [] : conditionWords(cursor, moment, before, prefix, options);
  if (moment?.is === 'missing' && waits.length > 0 && cast.named('when') === undefined) return waits;
  if (moment?.is === 'wrong') return [];
  const comma = before[before.length - 1]?.kind === 'Comma';
  const tokens = comma ? before.slice(0, -1) : before;
  const start = moment === null || moment.is === 'missing' ? 0 : Math.min(moment.length, tokens.length);
  const acts = moment?.is === 'condition' ? FAULTS
    : actsIn(moment?.is === 'when asked' ? 'reaction' : block);
  const open = acts
    .map((entry) => ({ entry, matched: match(entry.form, tokens, start) }))
    .filter(({ matched }) => matched.reached === tokens.length);
  const fitting = open.filter(({ matched }) => namesFit(matched, cast));
  return [...waits, ...(fitting.length > 0 ? fitting : open).flatMap(({ entry, matched }) => (
    wantedAfter(matched, comma).flatMap(
      (element) => offersOf(element, formText(entry.form), cast, prefix, options))))];
}

/** What could follow in what a line waits for; `from` only where all else is said. */
function conditionWords(
  cursor: Cursor, moment: MomentReading, before: readonly Token[], prefix: string,
  options: ParseOptions,
): Completion[] {
  if (before[0]?.text !== 'when' || moment.is === 'when asked') return [];
  const asked: Completion[] = before.length > 1 ? []
    : [{ label: 'asked', kind: 'word', detail: 'what a patient answers' }];
  const isWhole = moment.is === 'condition' && moment.when.from === null && moment.length === before.length;
  const from: Completion[] = !isWhole ? []
    : [{ label: `from ${lastMoment(cursor)}`, kind: 'moment', detail: 'not before this moment' }];
  const next = CONDITIONS
    .map(({ form }) => ({ form, matched: matchStart(form, before, 0) }))
    .filter(({ matched }) => matched.reached === before.length)
    .flatMap(({ form, matched }) => matched.wanted.flatMap(
      (element) => offersOf(element, formText(form), cursor.cast, prefix, options)));
  return [...asked, ...next, ...from];
}

/** After a comma a list goes on, and so may a group that begins with one. */
function wantedAfter(matched: Match, comma: boolean): readonly (Word | Slot | List)[] {
  const last = matched.filled[matched.filled.length - 1]?.element;
  return comma && last?.is === 'list' ? [last, ...matched.wanted] : matched.wanted;
}

/** `ana` is a patient: after her name only what patients do is offered. */
function namesFit({ filled }: Match, cast: Cast): boolean {
  return filled.every(({ element, token }) => {
    if (element.is === 'word' || element.type.refers === undefined) return true;
    const { refers } = element.type;
    const reading = element.type.read(token);
    const name = isExplanation(reading) ? null : refers.nameIn(reading.value);
    const named = name === null ? undefined : cast.named(name);
    return named !== undefined && refers.kinds.includes(named.kind);
  });
}

function offersOf(
  element: Word | Slot | List, form: string, cast: Cast, prefix: string, options: ParseOptions,
): Completion[] {
  if (element.is === 'word') return [{ label: element.word, kind: 'word', detail: form }];
  const { type } = element;
  const known = {
    names: (kinds: Parameters<Cast['names']>[0]) => cast.names(kinds), charts: options.charts ?? [],
  };
  const words = (type.words ?? []).map((label): Completion => (
    { label, kind: 'value', detail: form }));
  const offers = (type.offers?.(known, prefix) ?? []).map((label): Completion => (
    { label, kind: 'name', detail: cast.named(label)?.kind ?? form }));
  return [...words, ...offers];
}

/** Those that go on from what is typed, each once. */
function narrowed(offered: readonly Completion[], prefix: string, line: string): Completion[] {
  const typed = prefix.toLowerCase();
  const seen = new Set<string>();
  const kept: Completion[] = [];
  for (const option of offered) {
    if (kept.length === COMPLETIONS_MAX) break;
    if (seen.has(option.label) || !option.label.toLowerCase().startsWith(typed)) continue;
    if (option.kind === 'heading' && line.trim() !== prefix) continue;
    seen.add(option.label);
    kept.push(option);
  }
  return kept;
}
