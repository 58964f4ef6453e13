import { OpenRun } from '../open-run.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { preparedInput } from './prepared.ts';

/**
 * The first picture of a run as JSON on standard output, for the page to show while its engine
 * starts: what `src/bridge/recording.ts` reads.
 */
export async function record(
  command: Command & { name: 'record' }, terminal: Terminal,
): Promise<ExitCode> {
  const input = await preparedInput(command, true, terminal);
  if (input === null) return 1;
  const open = new OpenRun(input);
  open.run.finish();
  const frame = [...new Float64Array(open.frame(0))];
  terminal.out(`${JSON.stringify({
    version: 1, scenario: command.file, run: open.summary(0), frame, names: open.namesFrom(0),
  })}\n`);
  return 0;
}
