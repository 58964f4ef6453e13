import { readFile, stat } from 'node:fs/promises';
import type { RunProblem } from '../../contract.ts';
import { SCENARIO_BYTES_MAX } from '../../kernel/limits.ts';
import type { AppFiles } from '../files.ts';
import { folderOf, headlessFiles } from '../headless-files.ts';
import type { Terminal } from './main.ts';

export interface ScenarioFile {
  readonly text: string;
  /** As the user named it; problems begin with it. */
  readonly place: string;
  readonly files: AppFiles;
}

/** A path where there is such a file, else a name under scenarios/; a sentence when neither. */
export async function readScenarioFile(file: string): Promise<ScenarioFile | string> {
  const files = headlessFiles(folderOf(file));
  const size = await sizeOf(file);
  if (size === null) {
    const text = await files.scenario(file.replace(/\.ledgerward$/, ''));
    if (text !== null) return { text, place: file, files };
    const names = (await files.scenarioNames()).join(', ');
    return `${file}: there is no such file, and no scenario of that name. There are: ${names}.`;
  }
  if (size === Infinity) return `${file}: this is not an ordinary file, so it is no scenario.`;
  if (size > SCENARIO_BYTES_MAX) {
    return `${file}: this file has ${size} bytes; a scenario has at most ${SCENARIO_BYTES_MAX}.`;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    return { text, place: file, files };
  } catch (error) {
    return error instanceof TypeError
      ? `${file}: this is not a text file in UTF-8, so it is no scenario.`
      : `${file}: this file cannot be read.`;
  }
}

export function printProblems(terminal: Terminal, problems: readonly RunProblem[]): void {
  for (const { place, line, column, sentence, fix } of problems) {
    const where = line === 0 ? place : `${place}:${line}:${column}`;
    const remedy = fix === undefined ? '' : ` Try: ${fix}`;
    terminal.err(`${where} ${sentence}${remedy}\n`);
  }
}

/** Null where there is no such file; Infinity where it is no ordinary file. */
async function sizeOf(file: string): Promise<number | null> {
  try {
    const found = await stat(file);
    // A device or a pipe might never end; a folder has nothing to read.
    return found.isFile() ? found.size : Infinity;
  } catch {
    return null;
  }
}
