/**
 * A trace of a million rows (outcomes and kept messages), and the stage at any moment of it: one
 * run of a story of 3,100 acts among fourteen validators, to its end, as the page would hold it.
 */
import { assert } from '../workers/kernel/assert.ts';
import type { Trace } from '../workers/kernel/trace.ts';
import { OpenRun } from '../workers/threads/open-run.ts';
import type { RunInput } from '../workers/world/input.ts';
import { median } from './cpu.ts';
import { busyStory, inputOf } from './material.ts';
import { compared, type Measure, type Result } from './measure.ts';
import { bytesInUse } from './memory.ts';

const ACTS = 3_100;
const ROWS_MIN = 1_000_000;
const SEEKS = 1_000;
const MEGABYTE = 1_000_000;

export const measure: Measure = async () => {
  // The engine's own code and the charts are there before, and are not the trace's.
  new OpenRun(await inputOf({ text: busyStory(20, 5) }, null, true)).run.finish();
  const input = await inputOf({ text: busyStory(ACTS, 5) }, null, true);
  const before = bytesInUse();
  const { trace, results } = measureOpen(input);
  return [...results, bytesPerRow(trace, before)];
};

/** While the run is open. Of it, only the trace is kept. */
function measureOpen(input: RunInput): { trace: Trace; results: Result[] } {
  const open = new OpenRun(input);
  open.run.finish();
  const { trace } = open.run;
  const results = seeks(open);
  const bytes = bytesInUse();
  assert(rowsOf(trace) >= ROWS_MIN, `the story came to ${rowsOf(trace)} rows: it needs more acts`);
  results.push(compared('trace.memory', 'MB, less is better', bytes / MEGABYTE, 'goal', 150));
  // The run is held until here, so that what was measured was all of it.
  assert(open.run.events > 0, 'the run was played');
  return { trace, results };
}

function rowsOf(trace: Trace): number {
  return trace.outcomeCount + trace.messages.keptCount;
}

/** Golden-ratio steps through the run, so that each seek is far from the one before. */
function seeks(open: OpenRun): Result[] {
  const started = performance.now();
  open.follow();
  const following = performance.now() - started;
  const times = Array.from({ length: SEEKS }, (_, seek) => {
    const moment = Math.floor(open.run.endsAt * ((seek * 0.618_033_988_75) % 1));
    const from = performance.now();
    open.frame(moment);
    return performance.now() - from;
  });
  return [
    compared('trace.seek', 'ms at worst, less is better', Math.max(...times), 'goal', 100),
    compared('trace.seekMedian', 'ms, less is better', median(times)),
    compared('trace.follow', 'ms to fold it once, less is better', following),
  ];
}

/** The world and the views let go, what stays is the trace with its texts. */
function bytesPerRow(trace: Trace, before: number): Result {
  const bytes = bytesInUse() - before;
  return compared('trace.bytesPerRow', 'bytes, less is better', bytes / rowsOf(trace));
}
