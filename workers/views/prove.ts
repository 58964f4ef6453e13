import { leakHappened } from '../access/entries.ts';
import type { Compared, LeakIdentity, LeakProof, RunSummary } from '../contract.ts';
import { formatMoment, MICROS_PER_SECOND } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';

type Metrics = RunSummary['metrics'];

/** Which leak the outcome of a row is; null where it is none. */
export function leakAt(trace: Trace, row: Row): LeakIdentity | null {
  if (!Number.isInteger(row) || row < 0 || row >= trace.outcomeCount) return null;
  if (!trace.is(row, leakHappened)) return null;
  const { holder, record, patient, section } = trace.get(row, leakHappened);
  return { holder, record, patient, section };
}

/** Whether a leak happens in a run, and that run's numbers beside those of the run it is from. */
export function proofOf(
  trace: Trace, leak: LeakIdentity, before: Metrics, after: Metrics,
): LeakProof {
  const row = rowOf(trace, leak);
  const compared = (path: string): Compared =>
    ({ before: before[path] ?? null, after: after[path] ?? null });
  return {
    prevented: row === NONE, sentence: sentenceOf(trace, row, leak),
    leaks: compared('leaks.total'), couldRead: compared('exposure.couldReadPairs'),
    needsMet: compared('care.met'), needsMissed: compared('care.missed'),
    waitSecondsP50: compared('care.waitSecondsP50'), waitSecondsP95: compared('care.waitSecondsP95'),
  };
}

/** The first leak of that record to that holder; NONE where there is none. */
function rowOf(trace: Trace, { holder, record }: LeakIdentity): Row {
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!trace.is(row, leakHappened)) continue;
    const leak = trace.get(row, leakHappened);
    if (leak.holder === holder && leak.record === record) return row;
  }
  return NONE;
}

function sentenceOf(trace: Trace, row: Row, { holder, record, patient, section }: LeakIdentity): string {
  const what = `${record.slice(record.lastIndexOf('/') + 1)} of ${patient}\u2019s ${section}`;
  if (row === NONE) return `${holder} never comes to know ${what} without need.`;
  const at = trace.at(row) - (trace.at(row) % MICROS_PER_SECOND);
  return `${holder} still comes to know ${what} without need, on ${formatMoment(at)}.`;
}
