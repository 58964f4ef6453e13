import type { Micros } from '../kernel/micros.ts';
import { roundTripMicros, roundTripSource, type Region, type RoundTripSource } from './regions.ts';
import { simblockMicros, simblockRegion, type SimblockYear } from './simblock.ts';

/** Whose table says how far apart two regions are. */
export const LATENCIES = ['aws', 'simblock-2019', 'simblock-2015'] as const;
export type Latency = (typeof LATENCIES)[number];

/** Mean time of a message on its way, one way, its bytes apart. */
export function oneWayMicros(latency: Latency, a: Region, b: Region): Micros {
  const year = YEARS[latency];
  return year === null ? Math.round(roundTripMicros(a, b) / 2) : simblockMicros(year, a, b);
}

/** Where the figure for a pair comes from, and how sure it is for that pair. */
export function latencySource(latency: Latency, a: Region, b: Region): RoundTripSource {
  const year = YEARS[latency];
  if (year === null) return roundTripSource(a, b);
  const [from, to] = [simblockRegion(a), simblockRegion(b)];
  const between = from === to ? `within ${from}` : `between ${from} and ${to}`;
  // SimBlock's figure is published; that these two cities are as far apart is our reading of it.
  return {
    source: `SimBlock NetworkConfiguration, LATENCY_${year}: the mean ${between} stands for this pair`,
    year,
    certainty: 'assumption',
  };
}

const YEARS: Readonly<Record<Latency, SimblockYear | null>> = {
  aws: null, 'simblock-2019': 2019, 'simblock-2015': 2015,
};
