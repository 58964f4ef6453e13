import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { preparedInput } from './prepared.ts';

/** All problems of all files; charts are read too, since a scenario without its chart cannot run. */
export async function check(
  command: Command & { name: 'check' }, terminal: Terminal,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  for (const file of command.files) {
    const input = await preparedInput({ file, seed: null, settings: {} }, false, terminal);
    if (input === null) exitCode = 1;
    else terminal.out(`${file}: no problems.\n`);
  }
  return exitCode;
}
