import type { RunSummary } from '../../contract.ts';
import { loadReport } from '../load-report.ts';
import { OpenRun } from '../open-run.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { loadText } from './load-text.ts';
import { preparedInput } from './prepared.ts';
import { reportOf } from './report.ts';
import { traceLines } from './trace-lines.ts';
import { transcript } from './transcript.ts';
import { writeWhole } from './write-whole.ts';

export async function runScenario(
  command: Command & { name: 'run' }, terminal: Terminal,
): Promise<ExitCode> {
  const input = await preparedInput(command, command.trace !== null || command.report, terminal);
  if (input === null) return 1;
  const started = terminal.seconds();
  const cpuStarted = terminal.cpuSeconds();
  const open = new OpenRun(input);
  open.run.finish();
  const cpuSeconds = terminal.cpuSeconds() - cpuStarted;
  const summary = open.summary(terminal.seconds() - started);
  const { trace } = open.run;
  if (command.trace !== null
    && !(await writeWhole(command.trace, 'trace', traceLines(trace), terminal))) return 1;
  const report = (): object => reportOf(command.file, summary, cpuSeconds, trace, open.residues(),
    open.snapshots(null, summary.endsAtMicros));
  if (command.format === 'json') {
    const load = command.report ? { report: loadReport(trace) } : {};
    terminal.out(`${JSON.stringify({ ...report(), ...load }, null, 2)}\n`);
  } else if (command.report) terminal.out(loadText(summary, trace));
  else terminal.out(`${transcript(open, summary)}\n${numbers(summary)}`);
  const isBroken = open.run.stoppedAt !== null
    || summary.checks.some((check) => check.verdict === 'broken');
  return command.strict && isBroken ? 3 : 0;
}

/** The story alone: what golden transcripts keep. */
export async function tellScenario(
  command: Command & { name: 'transcript' }, terminal: Terminal,
): Promise<ExitCode> {
  const input = await preparedInput(command, false, terminal);
  if (input === null) return 1;
  const open = new OpenRun(input);
  open.run.finish();
  terminal.out(transcript(open, open.summary(0)));
  return 0;
}

/** Every metric, and how much work the run was. */
function numbers({ metrics, outcomes, messages, events }: RunSummary): string {
  const lines = Object.entries(metrics)
    .map(([name, value]) => `${name.padEnd(32)} ${value === null ? 'none' : value}`);
  return `${lines.join('\n')}\n\n${outcomes} outcomes, ${messages} messages, ${events} events.\n`;
}
