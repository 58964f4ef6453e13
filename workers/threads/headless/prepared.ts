import type { OwnChart } from '../../contract.ts';
import type { RunInput } from '../../world/input.ts';
import { bytesOrNull } from '../headless-files.ts';
import { prepare } from '../prepare.ts';
import type { RunOptions } from './arguments.ts';
import type { Terminal } from './main.ts';
import { printProblems, readScenarioFile } from './scenario-file.ts';

/**
 * What a command's scenario comes to, its text changed by `rewritten`; null when it is wrong, which
 * has then been said.
 */
export async function preparedInput(
  options: RunOptions, keepMessages: boolean, terminal: Terminal,
  rewritten: (text: string) => string = (text) => text,
): Promise<RunInput | null> {
  const scenario = await readScenarioFile(options.file);
  if (typeof scenario === 'string') {
    terminal.err(`${scenario}\n`);
    return null;
  }
  const prepared = await prepare(
    {
      scenario: { text: rewritten(scenario.text) }, seed: options.seed, settings: options.settings,
      charts: await ownCharts(options),
    },
    scenario.files, { keepMessages, place: scenario.place });
  if (prepared.ok) return prepared.input;
  printProblems(terminal, prepared.problems);
  return null;
}

/** Paths on the command line are from where it was typed, as paths are. */
async function ownCharts({ charts }: RunOptions): Promise<OwnChart[]> {
  return Promise.all([...charts ?? []].map(async ([patient, path]) =>
    ({ patient, name: path, sha256: null, bytes: await bytesOrNull(path) })));
}
