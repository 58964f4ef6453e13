import { PROTOCOLS } from '../../settings/protocols.ts';
import type { SettingValue } from '../../settings/register.ts';
import { OpenRun } from '../open-run.ts';
import type { Command, Variation } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { preparedInput } from './prepared.ts';
import { racesIn, raceTable } from './race-table.ts';
import type { Race } from './race-table.ts';

/** What is varied where nothing is said: every protocol there is, each with three paces. */
const VARY_DEFAULT: readonly Variation[] = [
  { path: 'network.consensus', values: PROTOCOLS },
  { path: 'consensus.blockIntervalSeconds', values: [1, 2, 5] },
];

/** Each is a whole run, one after another: more is what a sweep is for. */
const COMBINATIONS_MAX = 64;

/** Runs the scenario under every combination and prints one table of all its withdrawn grants. */
export async function runRaces(
  command: Command & { name: 'races' }, terminal: Terminal,
): Promise<ExitCode> {
  const vary = command.vary.length > 0 ? command.vary : VARY_DEFAULT;
  const count = vary.reduce((product, { values }) => product * values.length, 1);
  if (count > COMBINATIONS_MAX) {
    terminal.err(`These are ${count} runs; ${COMBINATIONS_MAX} are the most. Vary less at once.\n`);
    return 1;
  }
  const races: (Race & { readonly varied: Settings })[] = [];
  for (const varied of combinations(vary)) {
    const settings = { ...command.settings, ...varied };
    const input = await preparedInput({ ...command, settings }, false, terminal);
    if (input === null) return 1;
    const open = new OpenRun(input);
    open.run.finish();
    const run = racesIn(open.summary(0), open.run.trace);
    if (run.length === 0) {
      terminal.err(`${command.file}: nobody withdraws a grant that is in force, so there is no race.\n`);
      return 1;
    }
    races.push(...run.map((race) => ({ ...race, varied })));
  }
  terminal.out(command.format === 'json' ? `${JSON.stringify(races, null, 2)}\n`
    : `${text(races, vary)}\n`);
  return 0;
}

type Settings = Readonly<Record<string, SettingValue>>;

/** Consensus and block interval have columns of their own; what else is varied is said above. */
function text(races: readonly (Race & { readonly varied: Settings })[],
  vary: readonly Variation[]): string {
  const columns = ['network.consensus', 'consensus.blockIntervalSeconds'];
  const others = vary.map(({ path }) => path).filter((path) => !columns.includes(path));
  const groups = new Map<string, Race[]>();
  for (const race of races) {
    const heading = others.map((path) => `${path} ${String(race.varied[path])}`).join(', ');
    groups.set(heading, [...groups.get(heading) ?? [], race]);
  }
  return ['Seconds that a withdrawn grant still opened the chart, node by node',
    ...[...groups].flatMap(([heading, rows]) =>
      ['', ...heading === '' ? [] : [heading], ...raceTable(rows)])].join('\n');
}

function combinations(vary: readonly Variation[]): Settings[] {
  return vary.reduce<Settings[]>((all, { path, values }) =>
    all.flatMap((settings) => values.map((value) => ({ ...settings, [path]: value }))), [{}]);
}
