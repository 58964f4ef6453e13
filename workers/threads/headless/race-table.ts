import type { RunSummary } from '../../contract.ts';
import { MICROS_PER_MILLISECOND, MICROS_PER_SECOND } from '../../kernel/micros.ts';
import type { Micros } from '../../kernel/micros.ts';
import type { Trace } from '../../kernel/trace.ts';
import { revocationLags } from '../../metrics/revocation.ts';
import { sidesAt } from '../../metrics/sides.ts';
import { aligned } from './aligned.ts';

/** One withdrawn grant under one setting of the network: how long it still opened the chart. */
export interface Race {
  readonly consensus: string;
  readonly blockIntervalSeconds: number;
  /** Which members could reach each other when it was withdrawn. */
  readonly partition: string;
  readonly grant: string;
  readonly withdrawnAt: Micros;
  /** Node by node, seconds to the millisecond; null: to the end of the run. */
  readonly secondsStillOpen: Readonly<Record<string, number | null>>;
}

export function racesIn(summary: RunSummary, trace: Trace): Race[] {
  const { members } = summary.cast;
  const nodes = members.map(({ name }) => name);
  const lags = revocationLags(trace);
  return [...new Set(lags.map(({ grant }) => grant))].map((grant) => {
    const own = lags.filter((lag) => lag.grant === grant);
    const withdrawnAt = own[0]?.withdrawnAt ?? 0;
    const open = nodes.flatMap((node) => {
      const lag = own.find((each) => each.node === node);
      return lag === undefined ? [] : [[node, secondsOf(lag.openMicros)] as const];
    });
    return {
      consensus: String(summary.settings['network.consensus']),
      blockIntervalSeconds: Number(summary.settings['consensus.blockIntervalSeconds']),
      partition: sidesAt(trace, members, withdrawnAt),
      grant, withdrawnAt, secondsStillOpen: Object.fromEntries(open),
    };
  });
}

function secondsOf(micros: Micros | null): number | null {
  return micros === null ? null : micros / MICROS_PER_SECOND;
}

/** Rows of text, columns aligned; empty where no grant was withdrawn. */
export function raceTable(races: readonly Race[]): string[] {
  if (races.length === 0) return [];
  const nodes = [...new Set(races.flatMap(({ secondsStillOpen }) => Object.keys(secondsStillOpen)))];
  const head = ['consensus', 'block', 'partition', 'grant', ...nodes];
  const rows = races.map((race) => [
    race.consensus, `${race.blockIntervalSeconds}s`, race.partition, race.grant,
    ...nodes.map((node) => spell(race.secondsStillOpen[node])),
  ]);
  return aligned([head, ...rows], head.length - nodes.length);
}

/** Cut off to the millisecond, as every duration is; a node that never had the grant has a dash. */
function spell(seconds: number | null | undefined): string {
  if (seconds === undefined) return '–';
  if (seconds === null) return 'to the end';
  const thousandths = Math.floor(Math.round(seconds * MICROS_PER_SECOND) / MICROS_PER_MILLISECOND);
  return `${Math.floor(thousandths / 1_000)}.${String(thousandths % 1_000).padStart(3, '0')}`;
}
