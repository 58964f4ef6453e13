import { Cast } from './cast.ts';
import { assemble } from './draft.ts';
import type { Said } from './draft.ts';
import { readLines } from './line.ts';
import { Problems } from './problem.ts';
import type { Problem } from './problem.ts';
import { checkReferences, declareNames } from './references.ts';
import { refusal } from './refusal.ts';
import { checkRules } from './rules.ts';
import type { Scenario } from './scenario.ts';
import { readStatements } from './statement.ts';

export interface ParseOptions {
  /** The charts there are, such as `synthea/Norma_Pagan`; without it any `synthea/NAME` will do. */
  readonly charts?: readonly string[];
  /** Whether a chart may also be a .json file of the user's own; not where no file can be read. */
  readonly ownCharts?: boolean;
}

export interface Parsed {
  /** Present exactly when there are no problems. */
  readonly scenario?: Scenario;
  /** In order of place, at most a hundred and one. */
  readonly problems: readonly Problem[];
}

/** Reads a scenario's text. Never throws on any text, and refuses an oversized one at once. */
export function parseScenario(text: string, options: ParseOptions = {}): Parsed {
  const refused = refusal(text);
  if (refused !== null) return { problems: [refused] };
  const lines = readLines(withoutMark(text));
  if (lines.every((line) => line.tokens.length === 0)) return { problems: [EMPTY] };
  const problems = new Problems();
  const { statements, halfDeclared } = readStatements(lines, problems);
  const partial = problems.count > 0;
  const cast = new Cast();
  declareNames(statements, cast, problems);
  for (const { name, kind } of halfDeclared) cast.declare(name, kind, 0);
  checkReferences(statements, cast, problems);
  const said: Said[] = statements.map((statement) => (
    { statement, piece: statement.entry.build(statement.values) }));
  checkRules({ said, cast, charts: options.charts ?? null, ownCharts: options.ownCharts ?? false, partial }, problems);
  if (problems.count > 0) return { problems: problems.list() };
  return { scenario: assemble(said, text), problems: [] };
}

/** A byte order mark is no part of the first line, so that columns are those an editor shows. */
export function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

const EMPTY: Problem = {
  line: 1,
  column: 1,
  endColumn: 1,
  sentence: 'This scenario is empty. It begins with its title, for example: '
    + 'scenario "Ana moves from Boise to Tampa".',
};
