import type { Micros } from '../kernel/micros.ts';
import type { EntryKind, Row, Trace } from '../kernel/trace.ts';
import { blockAppended } from '../ledger/entries.ts';
import { netCut, netCutOneWay, netImpaired, netLimited } from '../net/entries.ts';
import { nodeCrashed, nodeLimited, nodePaused, nodeSlowed, nodeTurned } from '../world/entries.ts';
import type { Sent } from './load.ts';

export interface Recovery {
  readonly at: Micros;
  readonly row: Row;
  /**
   * Until the first transaction of a load that was sent after the fault was final; null where none
   * was before the run ended.
   */
  readonly recoveryMicros: Micros | null;
}

/** What goes wrong in a story, as its trace names it. */
const FAULTS: readonly EntryKind[] = [
  nodeCrashed, nodePaused, nodeSlowed, nodeLimited, nodeTurned,
  netCut, netCutOneWay, netImpaired, netLimited,
];

/** How long after each fault clients were served again; none where no load was offered. */
export function recoveriesIn(trace: Trace, sent: readonly Sent[]): Recovery[] {
  if (sent.length === 0) return [];
  const recoveries: Recovery[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!FAULTS.includes(trace.kind(row))) continue;
    const at = trace.at(row);
    let served = Infinity;
    for (const { at: sentAt, doneAt, outcome } of sent) {
      if (sentAt > at && outcome === 'final' && doneAt !== null) served = Math.min(served, doneAt);
    }
    recoveries.push({ at, row, recoveryMicros: served === Infinity ? null : served - at });
  }
  return recoveries;
}

/**
 * The longest stretch without a new final block anywhere while a transaction of a load waited
 * somewhere; null without a load.
 */
export function longestDowntime(trace: Trace, sent: readonly Sent[], endsAt: Micros): Micros | null {
  if (sent.length === 0) return null;
  const changes: (readonly [Micros, number])[] = sent.flatMap(({ at, doneAt }) =>
    [[at, 1], [doneAt ?? endsAt, -1]] as const);
  const heights = new Set<number>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!trace.is(row, blockAppended)) continue;
    const height = trace.integer(row, blockAppended, 'height');
    if (heights.has(height)) continue;
    heights.add(height);
    changes.push([trace.at(row), 0]);
  }
  // What is sent in a moment waits from there; what ends in it waited until there.
  changes.sort(([a, x], [b, y]) => a - b || y - x);
  let waiting = 0;
  let since = 0;
  let longest = 0;
  for (const [at, change] of changes) {
    if (waiting > 0) longest = Math.max(longest, at - since);
    if (change === 0 || waiting === 0) since = at;
    waiting += change;
    if (waiting === 0) since = at;
  }
  return longest;
}
