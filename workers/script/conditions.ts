import { formatMoment } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import { isMoment, readDayAndTime } from './clock.ts';
import type { Condition, ConditionBody } from './condition.ts';
import { maybe, slot, slotsOf, word } from './form.ts';
import type { Form } from './form.ts';
import { blockNumber } from './height.ts';
import type { Token } from './line.ts';
import { matchStart } from './match.ts';
import type { Filled } from './match.ts';
import { member } from './names.ts';
import { placeOf } from './place.ts';
import type { Place } from './place.ts';
import type { Explanation } from './problem.ts';
import { isExplanation } from './slot.ts';
import { writeForm } from './write.ts';

/** One entry of the table of conditions: all that the language knows of what a line may wait for. */
export interface ConditionEntry {
  /** Its name in the JSON form. */
  readonly what: ConditionBody['what'];
  readonly form: Form;
  readonly sentence: string;
  readonly example: string;
  readonly doc: string;
}

const THEN = 'boise-clinic crashes';

export const CONDITIONS: readonly ConditionEntry[] = [
  {
    what: 'leads',
    form: [word('when'), slot('node', member), word('leads')],
    sentence: 'As soon as the validator leads, as it sees it itself.',
    example: `when boise-clinic leads ${THEN}`,
    doc: 'It is the leader of Raft, the primary of the view of PBFT, the leader of the view of '
      + 'HotStuff, the proposer of the round of QBFT or Tendermint, in turn under Clique; under '
      + 'Nakamoto it has just found the block on which it now builds.',
  },
  {
    what: 'proposes',
    form: [word('when'), slot('node', member), word('proposes')],
    sentence: 'As soon as the validator has put a block to the others.',
    example: `when boise-clinic proposes ${THEN}`,
    doc: 'Its messages have left in the same moment and are under way. Under Raft it has written the '
      + 'block into its log, under Clique sealed it, under Nakamoto found it.',
  },
  {
    what: 'down',
    form: [word('when'), slot('node', member), word('is'), word('down')],
    sentence: 'As soon as the member\u2019s node has crashed.',
    example: 'when tampa-general is down boise-clinic pauses for 30s',
    doc: 'A paused node is not down.',
  },
  {
    what: 'back',
    form: [word('when'), slot('node', member), word('is'), word('back')],
    sentence: 'As soon as the member\u2019s node runs again after a crash.',
    example: `when tampa-general is back ${THEN}`,
    doc: 'It has yet to catch up with the others.',
  },
  {
    what: 'final',
    form: [
      word('when'), word('block'), slot('height', blockNumber), word('is'), word('final'),
      maybe(word('at'), slot('node', member)),
    ],
    sentence: 'As soon as the block is final there; without `at`, at whichever member has it first.',
    example: 'when block 5 is final at boise-clinic link us-west us-east is cut for 15m',
    doc: 'Under Clique and Nakamoto, as soon as it has its confirmations; it may be taken back.',
  },
];

/** A condition as a line says it. */
export interface Waiting {
  readonly when: Condition;
  readonly entry: ConditionEntry;
  readonly filled: readonly Filled[];
}

export type ConditionReading =
  | { readonly is: 'condition'; readonly length: number } & Waiting
  | { readonly is: 'wrong'; readonly length: number; readonly place: Place } & Explanation
  | null;

/** What a line begins with; null where its tokens are the whole of no condition. */
export function readCondition(tokens: readonly Token[]): ConditionReading {
  for (const entry of CONDITIONS) {
    const { complete, reached, filled } = matchStart(entry.form, tokens, 0);
    if (!complete) continue;
    const values: Record<string, unknown> = {};
    for (const { element, token } of filled) {
      if (element.is === 'word') continue;
      const reading = element.type.read(token);
      if (isExplanation(reading)) {
        return { is: 'wrong', length: reached, place: placeOf(token), ...reading };
      }
      values[element.name] = reading.value;
    }
    const since = readFrom(tokens, reached);
    if (since?.is === 'wrong') return since;
    const end = since?.length ?? reached;
    const length = tokens[end]?.kind === 'Comma' ? end + 1 : end;
    return { is: 'condition', when: conditionOf(entry, values, since?.at ?? null), entry, filled, length };
  }
  return null;
}

/** ` from day 4 08:00`; `from` before anything else is the name of who acts. */
function readFrom(tokens: readonly Token[], start: number): ReturnType<typeof readDayAndTime> {
  const [first, second, third] = tokens.slice(start);
  if (first?.text !== 'from' || second?.text !== 'day' || third?.kind === 'Word') return null;
  const moment = readDayAndTime(tokens.slice(start + 1));
  return moment === null ? null : { ...moment, length: start + 1 + moment.length };
}

function conditionOf(
  { what }: ConditionEntry, values: Readonly<Record<string, unknown>>, from: Micros | null,
): Condition {
  const { node = null, height = 0 } = values as { node?: string; height?: number };
  return what === 'final' ? { what, height, node, from } : { what, node: node ?? '', from };
}

/** As plain data for programs; what is absent in the text is absent here. */
export function conditionJson({ when, entry }: Waiting): Readonly<Record<string, string | number>> {
  const json: Record<string, string | number> = { what: when.what };
  for (const { name } of slotsOf(entry.form)) {
    const value = (when as unknown as Readonly<Record<string, string | number | null>>)[name] ?? null;
    if (value !== null) json[name] = value;
  }
  return when.from === null ? json : { ...json, from: when.from };
}

/** The line's beginning for plain data; null where that is no condition. */
export function conditionText(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const item = json as Readonly<Record<string, unknown>>;
  const entry = CONDITIONS.find(({ what }) => what === item['what']);
  if (entry === undefined) return null;
  const known = ['what', 'from', ...slotsOf(entry.form).map(({ name }) => name)];
  if (Object.keys(item).some((key) => !known.includes(key))) return null;
  const written = writeForm(entry.form, item);
  if ('slot' in written) return null;
  const from = Object.hasOwn(item, 'from') ? item['from'] : null;
  if (from === null) return written.text;
  return isMoment(from) ? `${written.text} from ${formatMoment(from)}` : null;
}
