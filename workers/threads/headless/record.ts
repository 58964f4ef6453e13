import { OpenRun } from '../open-run.ts';
import { prepare } from '../prepare.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { printProblems, readScenarioFile } from './scenario-file.ts';

/**
 * The first picture of a run as JSON on standard output, for the page to show while its engine
 * starts: what `src/bridge/recording.ts` reads.
 */
export async function record(
  command: Command & { name: 'record' }, terminal: Terminal,
): Promise<ExitCode> {
  const scenario = await readScenarioFile(command.file);
  if (typeof scenario === 'string') {
    terminal.err(`${scenario}\n`);
    return 1;
  }
  const prepared = await prepare(
    { scenario: { text: scenario.text }, seed: command.seed, settings: command.settings },
    scenario.files, { keepMessages: true, place: scenario.place });
  if (!prepared.ok) {
    printProblems(terminal, prepared.problems);
    return 1;
  }
  const open = new OpenRun(prepared.input);
  open.run.finish();
  const frame = [...new Float64Array(open.frame(0))];
  terminal.out(`${JSON.stringify({
    version: 1, scenario: command.file, run: open.summary(0), frame, names: open.namesFrom(0),
  })}\n`);
  return 0;
}
