import type { LoadRow } from '../../contract/load.ts';
import type { RunSummary } from '../../contract.ts';
import type { Trace } from '../../kernel/trace.ts';
import { blockAppended } from '../../ledger/entries.ts';
import { loadReport } from '../load-report.ts';
import { aligned } from './aligned.ts';

/** The report of a load as text, in Caliper's terms. */
export function loadText(summary: RunSummary, trace: Trace): string {
  const report = loadReport(trace);
  const { settings, tolerance, metrics } = summary;
  const blocks = blocksIn(trace);
  const lines = [
    summary.title, `${tolerance.validators} validators under ${String(settings['network.consensus'])}, a `
      + `block every ${String(settings['consensus.blockIntervalSeconds'])} s, processors `
      + `${String(settings['network.cpu'])}; seed ${summary.seed}. ${tolerance.sentence}`, '',
    ...report.rows.length === 0
      ? ['No load is offered: `day 1 00:00 clients send 100 tx/s for 60s` offers one.']
      : [...caliperTable(report.rows), '', ...percentileTable(report.rows)],
    '', ...figures(metrics).map(([name, value]) => `${name.padEnd(46)} ${value}`),
    ...report.perSecond.length === 0 ? [] : ['', 'Final in each second since the first was sent',
      ...chunked(report.perSecond.map(String), 20)],
    ...report.recoveries.length === 0 ? [] : ['', 'Recovery after each fault (s)',
      ...aligned(report.recoveries.map(({ at, fault, recoverySeconds }) =>
        [`at ${at.toFixed(3)}`, fault, recoverySeconds === null ? 'never' : spell(recoverySeconds)]), 2)],
    '', 'Messages by kind',
    ...aligned([['kind', 'messages', 'per decision', 'bytes per decision'],
      ...report.messages.map(({ kind, messages, bytes }) => [kind, `${messages}`,
        blocks === 0 ? '-' : (messages / blocks).toFixed(2),
        blocks === 0 ? '-' : (bytes / blocks).toFixed(0)])], 1),
    '', `fingerprint ${summary.fingerprint}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The columns of Caliper's report, in its order. */
function caliperTable(rows: readonly LoadRow[]): string[] {
  return aligned([
    ['Name', 'Succ', 'Fail', 'Send Rate (TPS)', 'Max Latency (s)', 'Min Latency (s)',
      'Avg Latency (s)', 'Throughput (TPS)'],
    ...rows.map((row) => [row.name, `${row.succ}`, `${row.fail}`, spell(row.sendRateTps, 1),
      spell(row.maxLatencySeconds), spell(row.minLatencySeconds), spell(row.avgLatencySeconds),
      spell(row.throughputTps, 1)]),
  ], 1);
}

function percentileTable(rows: readonly LoadRow[]): string[] {
  return aligned([
    ['Name', 'P50 (s)', 'P90 (s)', 'P95 (s)', 'P99 (s)', 'Committed (TPS)', 'Unfinished'],
    ...rows.map((row) => [row.name, spell(row.latencySecondsP50), spell(row.latencySecondsP90),
      spell(row.latencySecondsP95), spell(row.latencySecondsP99), spell(row.committedTps, 1),
      `${row.unfinished}`]),
  ], 1);
}

function figures(metrics: RunSummary['metrics']): (readonly [string, string])[] {
  const of = (name: string, digits: number): string => spell(metrics[name] ?? null, digits);
  return [
    ['blocks final', of('blocks.committed', 0)],
    ['block, proposed to final at a member, P50 (s)', of('finality.blockSecondsP50', 3)],
    ['block, proposed to final at a member, P95 (s)', of('finality.blockSecondsP95', 3)],
    ['messages per decision', of('net.messagesPerDecision', 2)],
    ['bytes per decision', of('net.bytesPerDecision', 0)],
    ['round and view changes, over all validators', of('consensus.roundChanges', 0)],
    ['leader changes', of('consensus.leaderChanges', 0)],
    ['stale rate', of('chain.staleRate', 4)],
    ['longest downtime (s)', of('load.downtimeSecondsMax', 3)],
  ];
}

function blocksIn(trace: Trace): number {
  const heights = new Set<number>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, blockAppended)) heights.add(trace.integer(row, blockAppended, 'height'));
  }
  return heights.size;
}

function chunked(cells: readonly string[], size: number): string[] {
  const width = Math.max(...cells.map((cell) => cell.length));
  const rows = Math.ceil(cells.length / size);
  return Array.from({ length: rows }, (_, row) => cells.slice(row * size, (row + 1) * size)
    .map((cell) => cell.padStart(width)).join(' '));
}

/** Seconds to the millisecond, as Caliper's users asked for; a dash where there is no number. */
function spell(value: number | null, digits = 3): string {
  return value === null ? '-' : value.toFixed(digits);
}
