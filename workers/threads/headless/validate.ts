import { aligned } from './aligned.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { LIKELY_CAUSES } from './validation/causes.ts';
import { EXPECTED } from './validation/expected.ts';
import { isWithin, toleranceText } from './validation/expected-row.ts';
import type { ExpectedRow } from './validation/expected-row.ts';
import { EXPERIMENTS } from './validation/experiments.ts';
import { play } from './validation/play.ts';

export interface ValidationRow {
  readonly id: string;
  readonly protocol: string;
  readonly what: string;
  readonly source: string;
  readonly expected: number;
  readonly simulated: number;
  readonly unit: string;
  readonly tolerance: string;
  readonly pass: boolean;
  /** Why it does not come out, as far as we know; null where it does, or where we do not. */
  readonly likelyCause: string | null;
}

/** Plays one row again. */
export async function validationRow(row: ExpectedRow): Promise<ValidationRow> {
  const { id, protocol, what, source, expected, unit, tolerance } = row;
  const experiment = EXPERIMENTS.get(id);
  if (experiment === undefined) throw new Error(`The row ${id} has no experiment.`);
  const simulated = await experiment(play);
  const pass = isWithin(simulated, row);
  return { id, protocol, what, source, expected, simulated, unit,
    tolerance: toleranceText(tolerance), pass,
    likelyCause: pass ? null : LIKELY_CAUSES.get(id) ?? null };
}

/** Reruns published figures; a row that does not come out is a result, and exits with 3. */
export async function validate(
  command: Command & { name: 'validate' }, terminal: Terminal,
): Promise<ExitCode> {
  const asked = EXPECTED.filter(({ id }) => command.only === null || id === command.only
    || id.startsWith(`${command.only}-`));
  if (asked.length === 0) {
    terminal.err(`There is no row "${command.only ?? ''}". There are: `
      + `${EXPECTED.map(({ id }) => id).join(', ')}; the beginning of a name stands for all of its rows.\n`);
    return 1;
  }
  const rows: ValidationRow[] = [];
  for (const row of asked) rows.push(await validationRow(row));
  const passed = rows.filter(({ pass }) => pass).length;
  terminal.out(command.format === 'json' ? `${JSON.stringify(rows, null, 2)}\n`
    : `${[...table(rows), '', `${passed} of ${rows.length} rows pass.`, ...failures(rows),
      ...sources(rows)].join('\n')}\n`);
  return passed === rows.length ? 0 : 3;
}

function table(rows: readonly ValidationRow[]): string[] {
  return aligned([['row', 'unit', '', 'expected', 'simulated', 'tolerance'],
    ...rows.map(({ id, unit, pass, expected, simulated, tolerance }) =>
      [id, unit, pass ? 'pass' : 'FAIL', figure(expected), figure(simulated), tolerance])], 3);
}

function failures(rows: readonly ValidationRow[]): string[] {
  return rows.filter(({ pass }) => !pass).flatMap(({ id, likelyCause }) =>
    ['', `${id} does not come out. ${likelyCause ?? 'We do not know why.'}`]);
}

/** What stands behind the rows, each source once. */
function sources(rows: readonly ValidationRow[]): string[] {
  const said = new Map<string, string[]>();
  for (const { id, source } of rows) said.set(source, [...said.get(source) ?? [], id]);
  return [...said].flatMap(([source, ids]) => ['', `${ids.join(', ')}:`, `  ${source}`]);
}

function figure(value: number): string {
  return Number.isInteger(value) ? `${value}` : value.toFixed(3);
}
