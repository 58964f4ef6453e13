import { Draws } from '../../../kernel/draw.ts';
import { nearestRank } from '../../../metrics/percentile.ts';
import type { Play } from './play.ts';
import { electionsIn } from './read.ts';

export interface Election {
  readonly delay: string;
  readonly heartbeatMilliseconds: number;
  readonly leastMilliseconds: number;
  readonly mostMilliseconds: number;
  readonly trials: number;
  /** What is read off the times of all trials. */
  readonly read: 'least' | 'median' | 'p90' | 'most';
}

/** Raft's own trials: a broadcast and its answers take about 15 ms, heartbeats half of 150 ms. */
export const PAPER = {
  delay: 'constant 7.5ms', heartbeatMilliseconds: 75, leastMilliseconds: 150,
} as const;

/** The defaults of raftscope. */
export const RAFTSCOPE = {
  delay: 'uniform 12.5ms, spread 2.5ms', heartbeatMilliseconds: 50, leastMilliseconds: 100,
  mostMilliseconds: 200, trials: 200,
} as const;

const SERVERS = ['server-1', 'server-2', 'server-3', 'server-4', 'server-5'];
/** By then somebody leads and all are at rest. */
const CRASH_AT_MICROS = 60_000_000;

/**
 * Milliseconds from the crash of a leader, at a point of its heartbeat interval drawn for each
 * trial, until another is elected: each trial is a run with a seed of its own, played once to learn
 * who leads and once with that server crashing.
 */
export function raftElection({ delay, heartbeatMilliseconds, leastMilliseconds, mostMilliseconds,
  trials, read }: Election): (play: Play) => Promise<number> {
  const scenario = (stop: string, story: readonly string[]): string => [
    'scenario "A leader crashes"', 'network', '  consensus raft',
    ...SERVERS.map((name) => `  payer ${name} in us-east`), `  delay ${delay}`,
    '  set net.bandwidthMbps 1000000', '  set network.clockSkewMillisecondsMax 0',
    '  set consensus.preVote false',
    `  set consensus.heartbeatMilliseconds ${heartbeatMilliseconds}`,
    `  set consensus.electionTimeoutMinMilliseconds ${leastMilliseconds}`,
    `  set consensus.electionTimeoutMaxMilliseconds ${mostMilliseconds}`,
    `  stop after ${stop}`, ...story.length === 0 ? [] : ['story', ...story], ''].join('\n');
  return async (play) => {
    const times: number[] = [];
    for (let seed = 1; seed <= trials; seed += 1) {
      const before = await play(scenario('60s', []), seed);
      const leader = electionsIn(before).at(-1)?.who;
      if (leader === undefined) {
        // Nobody is ever elected: the time without a leader is at least all of it.
        times.push(CRASH_AT_MICROS);
        continue;
      }
      const after = new Draws(seed).below(heartbeatMilliseconds * 1_000, 'trial', 'crash', `${seed}`);
      const at = CRASH_AT_MICROS + after;
      const text = `day 1 00:01:00.${`${after}`.padStart(6, '0')} ${leader} crashes`;
      const trace = await play(scenario('2m', [text]), seed);
      const next = electionsIn(trace).find((election) => election.at > at);
      times.push((next?.at ?? 2 * CRASH_AT_MICROS) - at);
    }
    const rank = nearestRank(times, { least: 0, median: 50, p90: 90, most: 100 }[read]);
    return (rank ?? NaN) / 1_000;
  };
}
