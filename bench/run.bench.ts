/**
 * Whole runs, from an assembled network to the last event: the first scenario in a process of its
 * own, as the headless command runs it, and a story of 1,000 acts among fourteen validators.
 */
import { execFileSync } from 'node:child_process';
import { OpenRun } from '../workers/threads/open-run.ts';
import { cpuSeconds, median } from './cpu.ts';
import { busyStory, inputOf } from './material.ts';
import { compared, type Measure, type Result } from './measure.ts';

const PROCESSES = 7;
const ROUNDS = 3;
const ACTS = 1_000;

export const measure: Measure = async () => [measureCold(), await measureBusy()];

/** With what V8 spends on compiling and tidying on other threads; the goal is half a second. */
function measureCold(): Result {
  const command = process.env['LEDGERWARD_CLI'];
  if (command === undefined) throw new Error('scripts/bench.mjs says where the command is.');
  const seconds = Array.from({ length: PROCESSES }, () => {
    const report = execFileSync(process.execPath,
      [command, 'run', 'patient-relocation', '--seed', '1', '--format', 'json'], { encoding: 'utf8' });
    return (JSON.parse(report) as { cpuSeconds: number }).cpuSeconds;
  });
  return compared('run.cold', 'CPU-seconds, less is better', median(seconds), 'goal', 0.5);
}

async function measureBusy(): Promise<Result> {
  const input = await inputOf({ text: busyStory(ACTS, 5) }, null, false);
  const rates = Array.from({ length: ROUNDS + 1 }, () => {
    const open = new OpenRun(input);
    const started = cpuSeconds();
    open.run.finish();
    return open.run.events / (cpuSeconds() - started);
  });
  return compared('run.busy', 'events per CPU-second', Math.round(median(rates.slice(1))));
}
