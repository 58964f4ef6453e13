import type { LoadRow } from '../contract/load.ts';
import { MICROS_PER_SECOND } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { loadFinal, loadRefused, loadSubmitted } from '../world/entries.ts';
import { nearestRank } from './percentile.ts';

/** One transaction of a load: when it was sent, and when its client knew how it ended. */
export interface Sent {
  readonly load: number;
  readonly at: Micros;
  /** Null while it waits: the run ended first. */
  doneAt: Micros | null;
  outcome: 'final' | 'refused' | 'unfinished';
}

/** In the order in which they were sent. */
export function sentIn(trace: Trace): Sent[] {
  const sent = new Map<string, Sent>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, loadSubmitted)) {
      const { load, number } = trace.get(row, loadSubmitted);
      sent.set(`${load}/${number}`, { load, at: trace.at(row), doneAt: null, outcome: 'unfinished' });
    } else if (trace.is(row, loadFinal)) {
      const { load, number } = trace.get(row, loadFinal);
      end(sent.get(`${load}/${number}`), trace.at(row), 'final');
    } else if (trace.is(row, loadRefused)) {
      const { load, number } = trace.get(row, loadRefused);
      end(sent.get(`${load}/${number}`), trace.at(row), 'refused');
    }
  }
  return [...sent.values()];
}

function end(sent: Sent | undefined, at: Micros, outcome: 'final' | 'refused'): void {
  if (sent === undefined || sent.doneAt !== null) return;
  sent.doneAt = at;
  sent.outcome = outcome;
}

/** Null where nothing can be said. */
export function loadRow(name: string, sent: readonly Sent[]): LoadRow {
  const ended = sent.filter(({ doneAt }) => doneAt !== null);
  const final = sent.filter(({ outcome }) => outcome === 'final');
  const latencies = final.map(({ at, doneAt }) => (doneAt ?? NaN) - at);
  const all = [...latencies, ...new Array<number>(sent.length - final.length).fill(Infinity)];
  const first = sent[0]?.at ?? 0;
  const last = sent.at(-1)?.at ?? 0;
  const percentile = (percent: number): number | null => {
    const value = nearestRank(all, percent);
    return value === null || value === Infinity ? null : value / MICROS_PER_SECOND;
  };
  return {
    name, succ: final.length, fail: sent.length - final.length,
    unfinished: sent.length - ended.length,
    sendRateTps: rate(sent.length, last - first),
    maxLatencySeconds: seconds(latencies.reduce<number | null>((most, each) =>
      Math.max(most ?? each, each), null)),
    minLatencySeconds: seconds(latencies.reduce<number | null>((least, each) =>
      Math.min(least ?? each, each), null)),
    avgLatencySeconds: latencies.length === 0 ? null
      : latencies.reduce((sum, each) => sum + each, 0) / latencies.length / MICROS_PER_SECOND,
    throughputTps: rate(ended.length, latest(ended) - first),
    committedTps: rate(final.length, latest(final) - first),
    latencySecondsP50: percentile(50), latencySecondsP90: percentile(90),
    latencySecondsP95: percentile(95), latencySecondsP99: percentile(99),
  };
}

/** Transactions that became final in each second since the first was sent, to the last one final. */
export function perSecond(sent: readonly Sent[]): number[] {
  const first = sent[0]?.at ?? 0;
  const windows: number[] = [];
  for (const { doneAt, outcome } of sent) {
    if (outcome !== 'final' || doneAt === null) continue;
    const window = Math.floor((doneAt - first) / MICROS_PER_SECOND);
    while (windows.length <= window) windows.push(0);
    windows[window] = (windows[window] ?? 0) + 1;
  }
  return windows;
}

function latest(sent: readonly Sent[]): Micros {
  return sent.reduce((last, { doneAt }) => Math.max(last, doneAt ?? 0), 0);
}

function rate(count: number, micros: Micros): number | null {
  return micros <= 0 ? null : count / (micros / MICROS_PER_SECOND);
}

function seconds(micros: Micros | null): number | null {
  return micros === null ? null : micros / MICROS_PER_SECOND;
}
