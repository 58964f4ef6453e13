import { rename, writeFile } from 'node:fs/promises';
import { OpenRun } from '../open-run.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { preparedInput } from './prepared.ts';
import { reportOf } from './report.ts';
import { traceLines } from './trace-lines.ts';
import { transcript } from './transcript.ts';

export async function runScenario(
  command: Command & { name: 'run' }, terminal: Terminal,
): Promise<ExitCode> {
  const input = await preparedInput(command, command.trace !== null, terminal);
  if (input === null) return 1;
  const started = terminal.seconds();
  const open = new OpenRun(input);
  open.run.finish();
  const summary = open.summary(terminal.seconds() - started);
  if (command.trace !== null && !(await writeTrace(command.trace, open, terminal))) return 1;
  terminal.out(command.format === 'json'
    ? `${JSON.stringify(reportOf(command.file, summary, open.run.trace), null, 2)}\n`
    : transcript(summary, open.run.trace));
  const isBroken = summary.checks.some((check) => check.verdict === 'broken');
  return command.strict && isBroken ? 3 : 0;
}

/** Written beside its place and moved there whole, so that no half file is ever left. */
async function writeTrace(path: string, open: OpenRun, terminal: Terminal): Promise<boolean> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, traceLines(open.run.trace));
    await rename(temporary, path);
    return true;
  } catch {
    terminal.err(`${path}: the trace cannot be written there.\n`);
    return false;
  }
}
