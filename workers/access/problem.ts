import type { DetailedError } from './engine.ts';
import { offsetOfByte, positionAt, type Position } from './position.ts';

/** What is wrong with an edited policy or schema, placed where an editor can underline it. */
export interface PolicyProblem {
  readonly file: 'policy' | 'schema';
  /** 1-based; the column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** One past the end, on the line it begins on where it runs over several. */
  readonly endColumn: number;
  readonly sentence: string;
}

/** Nobody reads further, and an editor that draws thousands stutters. */
export const POLICY_PROBLEMS_MAX = 100;

export function problemAt(
  file: PolicyProblem['file'], text: string, from: number, to: number, sentence: string,
): PolicyProblem {
  const start = positionAt(text, from);
  const end = positionAt(text, Math.max(from, to));
  const endColumn = end.line === start.line ? end.column : endOfLine(text, from, start);
  return { file, ...start, endColumn: Math.max(endColumn, start.column), sentence };
}

export function problemOfCedar(
  file: PolicyProblem['file'], text: string, error: DetailedError,
): PolicyProblem {
  const source = error.sourceLocations?.[0];
  const from = offsetOfByte(text, source?.start ?? 0);
  const to = offsetOfByte(text, source?.end ?? 0);
  return problemAt(file, text, from, to, plainSentence(error, source?.label ?? null));
}

/** In order of place: Cedar reports in an order that differs between engines. */
export function sortProblems(problems: readonly PolicyProblem[]): PolicyProblem[] {
  const rank = (problem: PolicyProblem): number => (problem.file === 'schema' ? 0 : 1);
  return [...problems].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column
    || (a.sentence < b.sentence ? -1 : a.sentence > b.sentence ? 1 : 0))
    .slice(0, POLICY_PROBLEMS_MAX);
}

function endOfLine(text: string, from: number, start: Position): number {
  const rest = text.slice(from).search(/[\r\n]/);
  return start.column + (rest < 0 ? text.length - from : rest);
}

/** Cedar's own words, without what only its programmers need, and with its advice. */
function plainSentence(error: DetailedError, label: string | null): string {
  const message = error.message
    .replace(/^failed to parse (?:policies|schema) from string: /, '')
    .replace(/^error parsing schema: /, '')
    .replace(/^for policy `policy\d+`[,:] /, '');
  const help = (error.help ?? '').replace(/^for policy `policy\d+`[,:] /, '');
  for (const [pattern, say] of TRANSLATIONS) {
    const match = pattern.exec(message);
    if (match !== null) return say(match, help, label);
  }
  const advice = [label, help].filter((part): part is string => part !== null && part !== '');
  return `${capitalised([message, ...advice].join('; '))}.`;
}

type Say = (match: RegExpExecArray, help: string, label: string | null) => string;

/** Cedar 4.13's most usual complaints in the words of someone who has never met Cedar. */
const TRANSLATIONS: readonly (readonly [RegExp, Say])[] = [
  [/entity `([\w:]+)::"(.*)"` is of an enumerated entity type/, (match, help) =>
    `"${match[2] ?? ''}" is not a ${match[1] ?? ''}; the schema knows `
    + `${help.replace(/^valid entity eids: /, '')}.`],
  [/^attribute `(.*)` in context .* not found/, (match, help) =>
    `There is no fact called ${match[1] ?? ''}${orMeant(help)}.`],
  [/^attribute `(.*)` on entity type `(.*)` not found/, (match, help) =>
    `A ${match[2] ?? ''} has no attribute ${match[1] ?? ''}${orMeant(help)}.`],
  [/^unrecognized action `Action::"(.*)"`/, (match, help) =>
    `There is no action "${match[1] ?? ''}"${orMeant(help)}.`],
  [/^unrecognized entity type `(.*)`/, (match) =>
    `There is no type called ${match[1] ?? ''}.`],
  [/^invalid policy effect: (.*)/, (match) =>
    `A policy begins with permit or forbid, not with ${match[1] ?? ''}.`],
  [/^unexpected token `(.*)`/s, (match, _help, label) =>
    `This cannot be read from ${match[1] ?? ''} on${label === null ? '' : `; ${label}`}.`],
  [/^unexpected end of input/, (_match, _help, label) =>
    `The text ends in the middle of a policy${label === null ? '' : `; ${label}`}.`],
  [/^invalid token/, (_match, help) =>
    `This cannot be read${help === '' ? '' : `; ${help}`}.`],
  [/^the types (.*) and (.*) are not compatible/, (match) =>
    `The types ${match[1] ?? ''} and ${match[2] ?? ''} cannot be compared.`],
  [/^policy is impossible/, () => 'This policy can never apply: no case meets its conditions.'],
  [/^failed to resolve type: (.*)/, (match) => `There is no type called ${match[1] ?? ''}.`],
];

function orMeant(help: string): string {
  return help === '' ? '' : `; ${help.replace(/\?$/, '').replace(/Action::/, '')}`;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
