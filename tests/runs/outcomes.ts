import type { EntryKind, Row, Trace, Values } from '../../workers/kernel/trace.ts';

/** One outcome of a run: what it says, when, about whom, and where in the trace it stands. */
export type Outcome<K extends EntryKind> = Values<K> & { at: number; entity: string; row: Row };

/** Every outcome of a kind, in order of time. */
export function all<K extends EntryKind>(trace: Trace, kind: K): Outcome<K>[] {
  const found: Outcome<K>[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!trace.is(row, kind)) continue;
    found.push({ ...trace.get(row, kind), at: trace.at(row), entity: trace.entity(row), row });
  }
  return found;
}

/** The same, of which only what they say. */
export function said<K extends EntryKind>(trace: Trace, kind: K): Values<K>[] {
  const found: Values<K>[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, kind)) found.push(trace.get(row, kind));
  }
  return found;
}
