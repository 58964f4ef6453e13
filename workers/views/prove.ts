import { leakHappened } from '../access/entries.ts';
import type { Compared, LeakIdentity, LeakProof, RunSummary } from '../contract.ts';
import { formatMoment, MICROS_PER_SECOND } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { plural } from './sentence.ts';

type Metrics = RunSummary['metrics'];

/** Whether the leaks of a reading happen in a run, and that run's numbers beside those of the run it is from. */
export function proofOf(
  trace: Trace, leak: LeakIdentity, before: Metrics, after: Metrics,
): LeakProof {
  const { row, left } = stillIn(trace, leak);
  const compared = (path: string): Compared =>
    ({ before: before[path] ?? null, after: after[path] ?? null });
  return {
    prevented: left === 0, left, sentence: sentenceOf(trace, row, left, leak),
    leaks: compared('leaks.total'), couldRead: compared('exposure.couldReadPairs'),
    needsMet: compared('care.met'), needsMissed: compared('care.missed'),
    waitSecondsP50: compared('care.waitSecondsP50'), waitSecondsP95: compared('care.waitSecondsP95'),
  };
}

/** How many of those records leak to that holder, and the first outcome in which one does. */
function stillIn(trace: Trace, { holder, records }: LeakIdentity): { row: Row; left: number } {
  const wanted = new Set(records);
  const found = new Set<string>();
  let first = NONE;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!trace.is(row, leakHappened)) continue;
    const leak = trace.get(row, leakHappened);
    if (leak.holder !== holder || !wanted.has(leak.record)) continue;
    if (first === NONE) first = row;
    found.add(leak.record);
  }
  return { row: first, left: found.size };
}

function sentenceOf(trace: Trace, row: Row, left: number, { holder, patient, records }: LeakIdentity): string {
  const all = plural(records.length, 'record');
  if (row === NONE) return `${holder} reads none of these ${all} of ${patient}'s chart without need.`;
  const at = trace.at(row) - (trace.at(row) % MICROS_PER_SECOND);
  return `${holder} still reads ${left === records.length ? '' : `${left} of `}these ${all} of ${patient}'s chart `
    + `without need, on ${formatMoment(at)}.`;
}
