import { prepare } from '../prepare.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { printProblems, readScenarioFile } from './scenario-file.ts';

/** All problems of all files; charts are read too, since a scenario without its chart cannot run. */
export async function check(
  command: Command & { name: 'check' }, terminal: Terminal,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  for (const file of command.files) {
    const scenario = await readScenarioFile(file);
    if (typeof scenario === 'string') {
      terminal.err(`${scenario}\n`);
      exitCode = 1;
      continue;
    }
    const prepared = await prepare(
      { scenario: { text: scenario.text }, seed: null, settings: {} }, scenario.files,
      { keepMessages: false, place: scenario.place });
    if (prepared.ok) terminal.out(`${file}: no problems.\n`);
    else {
      printProblems(terminal, prepared.problems);
      exitCode = 1;
    }
  }
  return exitCode;
}
