import { leakHappened } from '../../access/entries.ts';
import { consensusAgreementBroken, consensusRuleBroken } from '../../consensus/entries.ts';
import type { RunSummary, Snapshot } from '../../contract.ts';
import { MICROS_PER_SECOND } from '../../kernel/micros.ts';
import type { Trace } from '../../kernel/trace.ts';
import type { Residue } from '../open-run.ts';
import { forgeriesIn } from '../../metrics/forgery.ts';
import { needsOf } from '../../metrics/needs.ts';
import { revocationLags } from '../../metrics/revocation.ts';
import { sidesAt } from '../../metrics/sides.ts';
import { sentenceOf } from '../../views/sentence.ts';

/** What `run --format json` prints (DESIGN 7); times are seconds from the scenario's start. */
export function reportOf(
  scenario: string, summary: RunSummary, cpuSeconds: number, trace: Trace,
  erasures: readonly Residue[], snapshots: readonly Snapshot[],
): object {
  return {
    engine: summary.engine, scenario, title: summary.title, seed: summary.seed,
    settings: summary.settings, files: summary.files, tolerance: summary.tolerance, fingerprint: summary.fingerprint,
    stopped: stoppedIn(trace),
    virtualSeconds: summary.endsAtMicros / MICROS_PER_SECOND, events: summary.events,
    wallSeconds: summary.wallSeconds, cpuSeconds, metrics: summary.metrics,
    checks: summary.checks.map(({ text, verdict, at, onPurpose }) =>
      ({ text, verdict, at: at === null ? null : at / MICROS_PER_SECOND, onPurpose })),
    leaks: leaksIn(trace), needs: needsIn(trace), revocations: revocationsIn(trace, summary),
    erasures, forgeries: forgeriesOf(trace),
    snapshots: snapshots.map((snapshot) => ({ ...snapshot, at: snapshot.at / MICROS_PER_SECOND })),
  };
}

/** Where consensus broke its promise and the run ended; null where it did not. */
function stoppedIn(trace: Trace): object | null {
  const last = trace.outcomeCount - 1;
  if (!trace.is(last, consensusAgreementBroken) && !trace.is(last, consensusRuleBroken)) return null;
  return { at: trace.at(last) / MICROS_PER_SECOND, sentence: sentenceOf(trace, last),
    cause: trace.label(trace.cause(last)) };
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
function revocationsIn(trace: Trace, { cast }: RunSummary): object[] {
  return revocationLags(trace).map(({ grant, node, withdrawnAt, openMicros }) => ({
    grant, node, at: withdrawnAt / MICROS_PER_SECOND,
    partition: sidesAt(trace, cast.members, withdrawnAt),
    secondsStillOpen: openMicros === null ? null : openMicros / MICROS_PER_SECOND,
  }));
}

/** What was granted with a phone that was not the signer's, and how far it came. */
function forgeriesOf(trace: Trace): object[] {
  return forgeriesIn(trace).map(({ at, ...forged }) => ({ at: at / MICROS_PER_SECOND, ...forged }));
}

function needsIn(trace: Trace): object[] {
  return needsOf(trace).map(({ at, person, patient, sections, purpose, metAt }) => ({
    at: at / MICROS_PER_SECOND, who: person,
    record: sections.map((section) => `${patient}/${section}`).join(', '), purpose,
    metAt: metAt === null ? null : metAt / MICROS_PER_SECOND,
  }));
}
