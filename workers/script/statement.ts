import type { Micros } from '../kernel/micros.ts';
import type { ActEntry, Block, Values } from './act.ts';
import { actsIn, FAULTS } from './acts.ts';
import { placeLine } from './blocks.ts';
import type { Waiting } from './conditions.ts';
import { slotsOf } from './form.ts';
import type { Slot, List } from './form.ts';
import type { Line, Token } from './line.ts';
import { match } from './match.ts';
import type { Filled, Match } from './match.ts';
import { explainMismatch } from './mismatch.ts';
import { readMoment } from './moment.ts';
import type { MomentReading } from './moment.ts';
import { placeFrom, placeOf } from './place.ts';
import type { Place } from './place.ts';
import type { Problems } from './problem.ts';
import { isExplanation } from './slot.ts';
import type { NameKind } from './slot.ts';

/** A line that is a whole act, with the values of its slots. */
export interface Statement {
  readonly entry: ActEntry;
  readonly line: Line;
  /** Null outside the timed lines of the story. */
  readonly at: Micros | null;
  /** What it waits for instead, and how many tokens say so. */
  readonly waiting: (Waiting & { readonly length: number }) | null;
  readonly values: Values;
  /** Which tokens each slot was read from. */
  readonly filled: readonly Filled[];
}

export interface Reading {
  readonly statements: readonly Statement[];
  /** Names on lines that are wrong elsewhere count as declared: one mistake, one problem. */
  readonly halfDeclared: readonly { readonly name: string; readonly kind: NameKind }[];
}

/** Reads every line against the table of acts. What a name refers to is not looked at yet. */
export function readStatements(lines: readonly Line[], problems: Problems): Reading {
  const statements: Statement[] = [];
  const halfDeclared: { name: string; kind: NameKind }[] = [];
  let block: Block = 'top';
  for (const line of lines) {
    if (line.tokens.length === 0) continue;
    const placing = placeLine(line, block);
    block = placing.block;
    if (placing.problem !== undefined) {
      problems.add(placing.problem.place, placing.problem.explanation);
    }
    if (placing.readAs === null) continue;
    const { statement, filled } = readLine(line, placing.readAs, problems);
    if (statement !== null) statements.push(statement);
    else halfDeclared.push(...declarationsIn(filled));
  }
  return { statements, halfDeclared };
}

/** The place of a whole line, without its indentation and comment. */
export function lineOf({ line }: Statement): Place {
  const first = line.tokens[0];
  const last = line.tokens[line.tokens.length - 1];
  return first === undefined || last === undefined
    ? { line: line.number, column: 1, endColumn: 1 } : placeFrom(first, last);
}

/** The place of a slot of a statement: all of its items, if it is a list. */
export function slotPlace(statement: Statement, name: string): Place {
  const tokens = statement.filled
    .filter(({ element }) => element.is !== 'word' && element.name === name)
    .map(({ token }) => token);
  const [first] = tokens;
  const last = tokens[tokens.length - 1];
  return first === undefined || last === undefined ? lineOf(statement) : placeFrom(first, last);
}

export interface Candidate {
  readonly entry: ActEntry;
  readonly match: Match;
}

export interface Recognised {
  /** Null outside the story. */
  readonly moment: MomentReading | null;
  /** How many tokens the moment takes. */
  readonly start: number;
  readonly candidates: readonly Candidate[];
}

/** Which acts of a block a line's tokens are, or are nearest to. */
export function recognise(tokens: readonly Token[], block: Block): Recognised {
  const moment = block === 'story' ? readMoment(tokens) : null;
  const start = moment === null || moment.is === 'missing' ? 0 : moment.length;
  const acts = moment?.is === 'when asked' ? 'reaction' : block;
  return { moment, start, candidates: bestMatches(acts, tokens, start) };
}

/** The act that takes every token, or else all those that got furthest. */
function bestMatches(block: Block, tokens: readonly Token[], start: number): Candidate[] {
  let best: Candidate[] = [];
  let reached = -1;
  for (const entry of actsIn(block)) {
    const found = match(entry.form, tokens, start);
    if (found.complete) return [{ entry, match: found }];
    if (found.reached > reached) best = [];
    if (found.reached >= reached) {
      best.push({ entry, match: found });
      reached = found.reached;
    }
  }
  return best;
}

interface LineReading {
  readonly statement: Statement | null;
  readonly filled: readonly Filled[];
}

function readLine(line: Line, block: Block, problems: Problems): LineReading {
  const { moment, start, candidates } = recognise(line.tokens, block);
  const [candidate] = candidates;
  if (moment?.is === 'wrong') {
    const { place, sentence, fix } = moment;
    problems.add(place, fix === undefined ? { sentence } : { sentence, fix });
  }
  if (candidate?.match.complete !== true) {
    if (moment?.is !== 'wrong') {
      const { place, explain } = explainMismatch(line.tokens, start, block, candidates);
      problems.add(place, explain);
    }
    return { statement: null, filled: candidates.flatMap((each) => each.match.filled) };
  }
  const { filled } = candidate.match;
  if (moment?.is === 'missing') problems.add(firstPlace(line), () => withoutMoment(line));
  const values = readValues(candidate, problems);
  if (values === null || moment?.is === 'wrong' || moment?.is === 'missing') {
    return { statement: null, filled };
  }
  const { entry } = candidate;
  const at = moment?.is === 'moment' ? moment.at : null;
  const waiting = moment?.is === 'condition' ? moment : null;
  if (waiting !== null && !FAULTS.includes(entry)) problems.add(placeOf(line.tokens[start] as Token), WAITS);
  return { statement: { entry, line, at, waiting, values, filled }, filled };
}

const WAITS = {
  sentence: 'What people do has a moment of its own: only faults and attacks wait for a condition, '
    + 'such as `crashes`, `turns silent` or `link … is cut`.',
};

function firstPlace(line: Line): Place {
  const [first] = line.tokens;
  return first === undefined ? { line: line.number, column: 1, endColumn: 1 } : placeOf(first);
}

function withoutMoment(line: Line): { sentence: string } {
  const [first] = line.tokens;
  return {
    sentence: 'When? A line of the story begins with its moment, for example '
      + `\`day 1 09:00 ${first?.text ?? ''} \u2026\`, with \`when asked\`, or with a condition such as `
      + '`when PLACE leads`.',
  };
}

/** Every value by slot name, absent ones null; null as a whole if a token cannot be read. */
function readValues({ entry, match: found }: Candidate, problems: Problems): Values | null {
  const values: Record<string, unknown> = {};
  for (const element of slotsOf(entry.form)) {
    values[element.name] = element.is === 'flag' ? found.flags.includes(element.name) : null;
  }
  let readable = true;
  for (const { element, token } of found.filled) {
    if (element.is === 'word') continue;
    const reading = element.type.read(token);
    if (isExplanation(reading)) {
      problems.add(placeOf(token), reading);
      readable = false;
    } else {
      addValue(values, element, reading.value);
    }
  }
  return readable ? values : null;
}

function addValue(values: Record<string, unknown>, element: Slot | List, value: unknown): void {
  const before = values[element.name];
  if (element.is === 'slot') values[element.name] = value;
  else if (Array.isArray(before)) before.push(value);
  else values[element.name] = [value];
}

function declarationsIn(filled: readonly Filled[]): { name: string; kind: NameKind }[] {
  return filled.flatMap(({ element, token }) => {
    const kind = element.is === 'word' ? undefined : element.type.declares;
    return kind === undefined ? [] : [{ name: token.text, kind }];
  });
}
