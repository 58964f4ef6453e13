import {
  accessOverridden, accessShown, custodyHappened, exposureGlassOpened, exposureOpened,
  glassBroken, leakHappened, LEAK_KINDS,
} from '../access/entries.ts';
import {
  consensusAppended, consensusDeadlocked, consensusProposed, consensusProposedInView,
  consensusMined, consensusReorganised, consensusRoundChanged, consensusSealed, consensusViewChanged,
} from '../consensus/entries.ts';
import { MICROS_PER_SECOND } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { decisionsIn } from './decisions.ts';
import { finalityOf } from './finality.ts';
import { loadRow, sentIn } from './load.ts';
import { nearestRank } from './percentile.ts';
import { longestDowntime, recoveriesIn } from './recovery.ts';
import { revocationLags } from './revocation.ts';
import { waitsOf } from './waiting.ts';

/** Flat, dotted, unit last; null where the number does not exist (docs/METRICS.md). */
export type Metrics = Readonly<Record<string, number | null>>;

/** Every number of a run, from its trace alone. */
export function metricsOf(trace: Trace, endsAt: Micros, members: readonly string[]): Metrics {
  return {
    ...ledgerMetrics(trace, endsAt, members),
    ...careMetrics(trace),
    ...exposureMetrics(trace),
    ...revocationMetrics(trace),
    ...loadMetrics(trace, endsAt),
    'net.messages': trace.messageCount,
    'net.bytes': trace.messageBytes,
    'net.messagesLost': trace.messages.lostCount,
    'net.messagesDoubled': trace.counted.get('net.messagesDoubled') ?? 0,
  };
}

function ledgerMetrics(trace: Trace, endsAt: Micros, members: readonly string[]): Metrics {
  const { heights, transactions, waits } = finalityOf(trace, members);
  const decisions = decisionsIn(trace);
  return {
    'blocks.committed': heights,
    'tx.committed': transactions,
    'throughput.tps': endsAt === 0 ? null : transactions / (endsAt / MICROS_PER_SECOND),
    ...percentile('finality.seconds', waits, 50),
    ...percentile('finality.seconds', waits, 95),
    ...percentile('finality.blockSeconds', decisions.waits, 50),
    ...percentile('finality.blockSeconds', decisions.waits, 95),
    'chain.staleRate': decisions.proposed === 0 ? null : decisions.givenUp / decisions.proposed,
    'consensus.leaderChanges': decisions.leaderChanges,
    'net.messagesPerDecision': heights === 0 ? null : trace.messageCount / heights,
    'net.bytesPerDecision': heights === 0 ? null : trace.messageBytes / heights,
    'consensus.proposals': countOf(trace, consensusProposed) + countOf(trace, consensusAppended)
      + countOf(trace, consensusProposedInView) + countOf(trace, consensusSealed)
      + countOf(trace, consensusMined),
    'consensus.roundChanges': countOf(trace, consensusRoundChanged)
      + countOf(trace, consensusViewChanged),
    'consensus.reorganisations': countOf(trace, consensusReorganised),
    'consensus.reorganisationBlocksMax': deepest(trace),
    'consensus.deadlocks': countOf(trace, consensusDeadlocked),
  };
}

/** What clients of a load met with; docs/METRICS.md says whose formulas these are. */
function loadMetrics(trace: Trace, endsAt: Micros): Metrics {
  const sent = sentIn(trace);
  const row = loadRow('all', sent);
  const downtime = longestDowntime(trace, sent, endsAt);
  const recoveries = recoveriesIn(trace, sent).map(({ recoveryMicros }) => recoveryMicros ?? Infinity);
  return {
    'load.succeeded': row.succ,
    'load.failed': row.fail,
    'load.unfinished': row.unfinished,
    'load.sendRateTps': row.sendRateTps,
    'load.throughputTps': row.throughputTps,
    'load.committedTps': row.committedTps,
    'load.latencySecondsMin': row.minLatencySeconds,
    'load.latencySecondsAvg': row.avgLatencySeconds,
    'load.latencySecondsMax': row.maxLatencySeconds,
    'load.latencySecondsP50': row.latencySecondsP50,
    'load.latencySecondsP90': row.latencySecondsP90,
    'load.latencySecondsP95': row.latencySecondsP95,
    'load.latencySecondsP99': row.latencySecondsP99,
    'load.downtimeSecondsMax': downtime === null ? null : downtime / MICROS_PER_SECOND,
    ...percentile('load.recoverySeconds', recoveries, 100),
  };
}

/** Blocks replaced at once at one node, at most. */
function deepest(trace: Trace): number {
  let most = 0;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, consensusReorganised)) {
      most = Math.max(most, trace.integer(row, consensusReorganised, 'depth'));
    }
  }
  return most;
}

function careMetrics(trace: Trace): Metrics {
  const { needs, met, late, missed, waits } = waitsOf(trace);
  // A missed need waits longer than any met one; a percentile that lands on one is null (DESIGN 4).
  const censored = [...waits, ...new Array<number>(missed).fill(Infinity)];
  return {
    'care.needs': needs,
    'care.met': met,
    'care.late': late,
    'care.missed': missed,
    ...percentile('care.waitSeconds', censored, 50),
    ...percentile('care.waitSeconds', censored, 95),
    'care.overridden': countOf(trace, accessOverridden),
  };
}

function exposureMetrics(trace: Trace): Metrics {
  const could = new Set<string>();
  const did = new Set<string>();
  const kinds = new Map<string, number>(LEAK_KINDS.map((kind) => [kind, 0]));
  let leaks = 0;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, exposureOpened)) {
      const { person, patient } = trace.get(row, exposureOpened);
      could.add(`${person}>${patient}`);
    } else if (trace.is(row, accessShown)) {
      const { person, patient, records } = trace.get(row, accessShown);
      if (records > 0) did.add(`${person}>${patient}`);
    } else if (trace.is(row, leakHappened)) {
      const kind = trace.text(row, leakHappened, 'kind');
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      leaks += 1;
    }
  }
  const metrics: Record<string, number | null> = {
    'exposure.couldReadPairs': could.size,
    'exposure.didReadPairs': did.size,
    // Recorded once a pair.
    'exposure.breakGlassPairs': countOf(trace, exposureGlassOpened),
    'access.glassBroken': countOf(trace, glassBroken),
    'leaks.total': leaks,
  };
  for (const [kind, count] of kinds) metrics[`leaks.${kind}`] = count;
  metrics['custody.total'] = countOf(trace, custodyHappened);
  return metrics;
}

/** A withdrawal that was never final is longer than any that was, as a missed need is. */
function revocationMetrics(trace: Trace): Metrics {
  const lags = revocationLags(trace).map(({ openMicros }) => openMicros ?? Infinity);
  return {
    ...percentile('revocation.seconds', lags, 50),
    ...percentile('revocation.seconds', lags, 100),
  };
}

function countOf(trace: Trace, kind: Parameters<Trace['is']>[1]): number {
  let count = 0;
  for (let row = 0; row < trace.outcomeCount; row += 1) if (trace.is(row, kind)) count += 1;
  return count;
}

/**
 * `NAMEP95` in seconds, and `NAMEP95Censored`: 1 where it lands on something that never came, and
 * the percentile is null for that reason; 0 else.
 */
function percentile(name: string, micros: readonly Micros[], percent: number): Metrics {
  const value = nearestRank(micros, percent);
  const isCensored = value === Infinity;
  return {
    [`${name}P${percent}`]: value === null || isCensored ? null : value / MICROS_PER_SECOND,
    [`${name}P${percent}Censored`]: isCensored ? 1 : 0,
  };
}
