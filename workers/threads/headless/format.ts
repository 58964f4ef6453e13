import { parseScenario } from '../../script/parse.ts';
import { printScenario } from '../../script/print.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { printProblems, readScenarioFile } from './scenario-file.ts';

/** Standard output only: a file is never overwritten by looking at it. */
export async function formatFile(
  command: Command & { name: 'format' }, terminal: Terminal,
): Promise<ExitCode> {
  const scenario = await readScenarioFile(command.file);
  if (typeof scenario === 'string') {
    terminal.err(`${scenario}\n`);
    return 1;
  }
  const { problems } = parseScenario(scenario.text, { ownCharts: true });
  if (problems.length > 0) {
    printProblems(terminal, problems.map((problem) => ({ place: scenario.place, ...problem })));
    return 1;
  }
  terminal.out(printScenario(scenario.text));
  return 0;
}
