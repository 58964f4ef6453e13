import { rename, writeFile } from 'node:fs/promises';
import { OpenRun } from '../open-run.ts';
import { prepare } from '../prepare.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { reportOf } from './report.ts';
import { printProblems, readScenarioFile } from './scenario-file.ts';
import { traceLines } from './trace-lines.ts';
import { transcript } from './transcript.ts';

export async function runScenario(
  command: Command & { name: 'run' }, terminal: Terminal,
): Promise<ExitCode> {
  const scenario = await readScenarioFile(command.file);
  if (typeof scenario === 'string') {
    terminal.err(`${scenario}\n`);
    return 1;
  }
  const prepared = await prepare(
    { scenario: { text: scenario.text }, seed: command.seed, settings: command.settings },
    scenario.files, { keepMessages: command.trace !== null, place: scenario.place });
  if (!prepared.ok) {
    printProblems(terminal, prepared.problems);
    return 1;
  }
  const started = terminal.seconds();
  const open = new OpenRun(prepared.input);
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
