import { leakHappened } from '../../access/entries.ts';
import type { RunSummary } from '../../contract.ts';
import { needBegan, needMet } from '../../health/entries.ts';
import { MICROS_PER_SECOND } from '../../kernel/micros.ts';
import type { Trace } from '../../kernel/trace.ts';
import { revocationLags } from '../../metrics/revocation.ts';

/** What `run --format json` prints (DESIGN 7); times are seconds from the scenario's start. */
export function reportOf(scenario: string, summary: RunSummary, trace: Trace): object {
  return {
    engine: summary.engine, scenario, title: summary.title, seed: summary.seed,
    settings: summary.settings, files: summary.files, fingerprint: summary.fingerprint,
    virtualSeconds: summary.endsAtMicros / MICROS_PER_SECOND, events: summary.events,
    wallSeconds: summary.wallSeconds, metrics: summary.metrics,
    checks: summary.checks.map(({ text, verdict, at }) =>
      ({ text, verdict, at: at === null ? null : at / MICROS_PER_SECOND })),
    leaks: leaksIn(trace), needs: needsIn(trace), revocations: revocationsIn(trace),
  };
}

function leaksIn(trace: Trace): object[] {
  const leaks: object[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!trace.is(row, leakHappened)) continue;
    const { kind, holder, record } = trace.get(row, leakHappened);
    leaks.push({ at: trace.at(row) / MICROS_PER_SECOND, kind, who: holder, record,
      cause: trace.label(trace.cause(row)) });
  }
  return leaks;
}

/** Seconds that each withdrawn grant still opened the chart, node by node; null: to the end. */
function revocationsIn(trace: Trace): object[] {
  return revocationLags(trace).map(({ grant, node, withdrawnAt, endedAt }) => ({
    grant, node, at: withdrawnAt / MICROS_PER_SECOND,
    secondsStillOpen: endedAt === null ? null : (endedAt - withdrawnAt) / MICROS_PER_SECOND,
  }));
}

function needsIn(trace: Trace): object[] {
  const needs = new Map<string, { at: number; who: string; record: string; purpose: string;
    metAt: number | null }>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    const at = trace.at(row) / MICROS_PER_SECOND;
    if (trace.is(row, needBegan)) {
      const { need, person, patient, sections, purpose } = trace.get(row, needBegan);
      const record = sections.split(', ').map((section) => `${patient}/${section}`).join(', ');
      needs.set(need, { at, who: person, record, purpose, metAt: null });
    } else if (trace.is(row, needMet)) {
      const need = needs.get(trace.text(row, needMet, 'need'));
      if (need !== undefined) need.metAt ??= at;
    }
  }
  return [...needs.values()];
}
