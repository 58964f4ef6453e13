import type { RunInput } from '../../world/input.ts';
import { prepare } from '../prepare.ts';
import type { RunOptions } from './arguments.ts';
import type { Terminal } from './main.ts';
import { printProblems, readScenarioFile } from './scenario-file.ts';

/** What a command's scenario comes to; null when it is wrong, which has then been said. */
export async function preparedInput(
  options: RunOptions, keepMessages: boolean, terminal: Terminal,
): Promise<RunInput | null> {
  const scenario = await readScenarioFile(options.file);
  if (typeof scenario === 'string') {
    terminal.err(`${scenario}\n`);
    return null;
  }
  const prepared = await prepare(
    { scenario: { text: scenario.text }, seed: options.seed, settings: options.settings },
    scenario.files, { keepMessages, place: scenario.place });
  if (prepared.ok) return prepared.input;
  printProblems(terminal, prepared.problems);
  return null;
}
