/** The same times as the product's own protocols play them, over its own matrix and delay laws. */
import type { TestNetwork } from '../../workers/consensus/testing/test-network.ts';
import type { RaftNetwork } from '../../workers/consensus/testing/raft-network.ts';
import { Draws } from '../../workers/kernel/draw.ts';
import { Delays } from '../../workers/net/delay.ts';
import type { DelayLaw } from '../../workers/net/delay.ts';
import { roundTripMicros } from '../../workers/net/regions.ts';
import type { Region } from '../../workers/net/regions.ts';

export interface Law {
  readonly name: DelayLaw & ('constant' | 'uniform' | 'log-normal');
  readonly jitterPercent: number;
}

/** The networks that the tests play on: the product's, or those of a mutated copy. */
export interface Networks {
  readonly TestNetwork: typeof TestNetwork;
  readonly RaftNetwork: typeof RaftNetwork;
}

const INTERVAL = 2_000_000;
/** Elections are over and the first blocks too: far beyond the longest timeout. */
const SETTLED = 20_000_000;

/** Milliseconds from the leader's proposal until each node decides; NaN where it never does. */
export function playQbft({ TestNetwork: Network }: Networks, regions: readonly Region[],
  leader: number, law: Law, block: number): number[] {
  const members = regions.length;
  // Height n + leader, so that this validator leads round 0.
  const network = new Network({ members, firstHeight: members + leader,
    delay: delayOf(regions, law, block) });
  network.submit('a', 1);
  network.run(INTERVAL + 3_000_000);
  return regions.map((_region, member) => {
    const [decision] = network.decisionsOf(member);
    return decision?.round === 0 ? (decision.at - INTERVAL) / 1_000 : NaN;
  });
}

export function playRaft({ RaftNetwork: Network }: Networks, regions: readonly Region[],
  leader: number, law: Law, block: number): number[] {
  const delay = delayOf(regions, law, block);
  const network = new Network({ members: regions.length, delay,
    pulse: (from, to) => oneWayMicros(regions, from, to),
    timeout: (member) => (member === leader ? 5_000_000 : 9_000_000) });
  network.run(SETTLED);
  if (network.leaders()[0] !== leader) return regions.map(() => NaN);
  network.submit('a');
  network.run(SETTLED + 6_000_000);
  const tick = network.sentOf('append').find(({ at }) => at > SETTLED)?.at ?? NaN;
  return regions.map((_region, member) =>
    ((network.decisionsOf(member)[0]?.at ?? NaN) - tick) / 1_000);
}

function delayOf(regions: readonly Region[], { name, jitterPercent }: Law, block: number):
(from: number, to: number, message: { occasion: string }, sentAt: number) => number {
  const delays = new Delays(name, jitterPercent);
  const draws = new Draws(7);
  const streams = regions.map((_from, from) =>
    regions.map((_to, to) => draws.stream(`${from}>${to}`, 'delay')));
  return (from, to, { occasion }, sentAt) => delays.draw(oneWayMicros(regions, from, to), draws,
    streams[from]![to]!, `${block} ${occasion} ${sentAt}`, 0);
}

function oneWayMicros(regions: readonly Region[], from: number, to: number): number {
  return Math.round(roundTripMicros(regions[from]!, regions[to]!) / 2);
}
