import {
  accessDecided, accessOverridden, accessRefused, accessShown, grantEnded, grantInForce,
  leakHappened,
} from '../access/entries.ts';
import { consensusRoundChanged } from '../consensus/entries.ts';
import { recordWritten } from '../health/entries.ts';
import { formatDuration } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { EntryKind, Row, Trace } from '../kernel/trace.ts';
import { netCut, netHealed } from '../net/entries.ts';
import { why } from './causes.ts';
import type { ScriptLines } from './causes.ts';
import { howEnded, plural, sentenceOf } from './sentence.ts';

export interface Told {
  readonly sentence: string;
  readonly under?: readonly string[];
}

type Teller = (trace: Trace, rows: readonly Row[], script: ScriptLines) => Told;

/** How outcomes that belong together are told in one line; all other kinds in their own sentence. */
export const TELLERS: ReadonlyMap<EntryKind, Teller> = new Map<EntryKind, Teller>([
  [accessShown, shown], [accessRefused, refused], [leakHappened, leaked],
  [accessOverridden, overridden], [grantInForce, inForce], [grantEnded, ended],
  [netCut, cut], [netHealed, healed], [recordWritten, written], [consensusRoundChanged, roundsChanged],
]);

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items[items.length - 1] ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

function shown(trace: Trace, rows: readonly Row[]): Told {
  const { person, principal, patient } = trace.get(first(rows), accessShown);
  const sections = rows.map((row) => {
    const { section, records } = trace.get(row, accessShown);
    return `${section} (${records === 0 ? 'nothing on record' : plural(records, 'record')})`;
  });
  const session = person === principal ? '' : ` in ${principal}'s session`;
  const permitted = permissionOf(trace, first(rows));
  return {
    sentence: `${person} reads ${patient}'s ${listed(sections)}${session}.`,
    under: permitted === null ? [] : [`Why: ${permitted}`],
  };
}

/** In whose words it was permitted: the nearest decision it came from. */
function permissionOf(trace: Trace, row: Row): string | null {
  for (let at = trace.cause(row); at !== NONE; at = trace.cause(at)) {
    if (trace.is(at, accessDecided)) return trace.text(at, accessDecided, 'explanation');
  }
  return null;
}

function refused(trace: Trace, rows: readonly Row[]): Told {
  const { person, viewer, patient, reason } = trace.get(first(rows), accessRefused);
  const sections = new Set(rows.flatMap((row) =>
    trace.text(row, accessRefused, 'sections').split(', ')));
  const who = viewer === person ? person : `${viewer}, in ${person}'s session,`;
  return {
    sentence: `${who} is refused ${patient}'s ${listed([...sections])}.`,
    under: [`Why: ${firstSentence(reason)}`],
  };
}

/** Ten sections refused for one reason have ten sentences that differ in a word. */
function firstSentence(text: string): string {
  const end = text.indexOf('. ');
  return end < 0 ? text : `${text.slice(0, end + 1)}`;
}

const LEAK_MEANINGS: Readonly<Record<string, string>> = {
  'misdelivered': 'it went to the wrong place',
  'inferred': 'from what others show',
  'cached': 'from a copy that outlived the consent',
  'unauthorised': 'in a session, or by a key, that is not theirs',
  'stale': 'after the right to it was taken back, or had run out',
  'over-privileged': 'the rules allow it, and nothing in the story needs it',
};

function leaked(trace: Trace, rows: readonly Row[], script: ScriptLines): Told {
  const { kind, holder, owner, patient } = trace.get(first(rows), leakHappened);
  // In their own session, what broke the rule was the grant.
  const how = kind === 'unauthorised' && holder === owner
    ? 'by a grant that the patient never signed' : LEAK_MEANINGS[kind] ?? kind;
  const sections = [...new Set(rows.map((row) => trace.text(row, leakHappened, 'section')))];
  return {
    sentence: `${rows.length === 1 ? 'LEAK' : `${rows.length} LEAKS`}, ${kind}: ${holder} has read ${plural(rows.length, 'record')} `
      + `of ${patient}'s ${listed(sections)} without need; ${how}.`,
    under: [`It took: ${linesBehind(trace, first(rows), script)}`],
  };
}

/** The lines of the script without which it would not have happened, in the order of the story. */
function linesBehind(trace: Trace, row: Row, script: ScriptLines): string {
  const lines = why(trace, row, script).reverse().flatMap(({ line, lineText }) =>
    (line === null || lineText === null ? [] : [`line ${line}, \u201c${withoutMoment(lineText)}\u201d`]));
  return `${[...new Set(lines)].join('; ')}.`;
}

function withoutMoment(text: string): string {
  return text.replace(/^day \d+ [\d:.]+ /, '').replace(/^when asked /, '');
}

function overridden(trace: Trace, rows: readonly Row[]): Told {
  const { person, patient } = trace.get(first(rows), accessOverridden);
  const sections = rows.map((row) => trace.text(row, accessOverridden, 'section'));
  return { sentence: `OVERRIDDEN: ${person} reads ${patient}'s ${listed(sections)} out of need, `
    + 'against the patient\'s wish.' };
}

function inForce(trace: Trace, rows: readonly Row[]): Told {
  const { grant, node, height } = trace.get(first(rows), grantInForce);
  return { sentence: `${grant} is in force at ${node}, by block ${height}`
    + `${lastToKnow(trace, rows, (row) => trace.text(row, grantInForce, 'node'))}.` };
}

function ended(trace: Trace, rows: readonly Row[]): Told {
  const { grant, node, how } = trace.get(first(rows), grantEnded);
  return { sentence: `${grant} has ended at ${node}: ${howEnded(how)}`
    + `${lastToKnow(trace, rows, (row) => trace.text(row, grantEnded, 'node'))}.` };
}

function lastToKnow(trace: Trace, rows: readonly Row[], nodeAt: (row: Row) => string): string {
  const last = rows[rows.length - 1] ?? NONE;
  if (rows.length < 2) return '';
  const later = formatDuration(trace.at(last) - trace.at(first(rows)));
  return `; of ${rows.length} the last to know is ${nodeAt(last)}, ${later} later`;
}

function cut(trace: Trace, rows: readonly Row[]): Told {
  const links = rows.map((row) => pairOf(trace.get(row, netCut)));
  return { sentence: links.length === 1
    ? `The link between ${links[0]} is cut; messages wait.`
    : `The links between ${links.join(', between ')} are cut; messages wait.` };
}

function healed(trace: Trace, rows: readonly Row[]): Told {
  const links = rows.map((row) => pairOf(trace.get(row, netHealed)));
  return { sentence: links.length === 1
    ? `The link between ${links[0]} is whole again; what was held arrives.`
    : `The links between ${links.join(', between ')} are whole again; what was held arrives.` };
}

function pairOf({ a, b }: { a: string; b: string }): string {
  return `${a} and ${b}`;
}

/** Copies are filed by the chart, and anything else is written one by one. */
function written(trace: Trace, rows: readonly Row[]): Told {
  if (rows.length === 1) return { sentence: sentenceOf(trace, first(rows)) };
  const { person, patient, custodian } = trace.get(first(rows), recordWritten);
  const sections = [...new Set(rows.map((row) => trace.text(row, recordWritten, 'section')))];
  return { sentence: `${person} files copies of ${plural(rows.length, 'record')} of ${patient}'s `
    + `${listed(sections)} at ${custodian}.` };
}

function roundsChanged(trace: Trace, rows: readonly Row[]): Told {
  const { height } = trace.get(first(rows), consensusRoundChanged);
  const nodes = new Set(rows.map((row) => trace.entity(row)));
  const round = Math.max(...rows.map((row) => trace.integer(row, consensusRoundChanged, 'round')));
  return { sentence: `${listed([...nodes])} ${nodes.size === 1 ? 'gives' : 'give'} up waiting for `
    + `block ${height} and ${nodes.size === 1 ? 'goes' : 'go'} on to round ${round}.` };
}

function first(rows: readonly Row[]): Row {
  return rows[0] ?? NONE;
}
