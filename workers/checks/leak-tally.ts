import { leakHappened } from '../access/entries.ts';
import type { LeakTally } from '../contract/leaks.ts';
import type { Trace } from '../kernel/trace.ts';

/** The leaks of a run, and of how many people and records they are. */
export function leakTally(trace: Trace): LeakTally {
  const people = new Set<string>();
  const records = new Set<string>();
  let leaks = 0;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!trace.is(row, leakHappened)) continue;
    const { holder, patient, record } = trace.get(row, leakHappened);
    leaks += 1;
    people.add(holder);
    records.add(`${patient}/${record}`);
  }
  return { leaks, people: people.size, records: records.size };
}
