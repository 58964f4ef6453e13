import { assert } from '../kernel/assert.ts';
import { MICROS_PER_MILLISECOND, type Micros } from '../kernel/micros.ts';
import type { Region } from './regions.ts';

/** SimBlock's six regions, in the order of its tables. */
export const SIMBLOCK_REGIONS = [
  'North America', 'Europe', 'South America', 'Asia-Pacific', 'Japan', 'Australia',
] as const;

export type SimblockYear = 2015 | 2019;

/** Which of the six stands for one of ours: a city for its continent, which is an assumption. */
const STANDS_IN: Readonly<Record<Region, number>> = {
  'us-east': 0, 'us-california': 0, 'us-west': 0,
  'eu-west': 1, 'eu-central': 1,
  'sa-east': 2,
  'ap-seoul': 3, 'ap-singapore': 3,
  'ap-tokyo': 4,
  'ap-sydney': 5,
};

/**
 * Mean delay of a message between two Bitcoin nodes, in milliseconds and one way, as SimBlock
 * uses it: simblock/settings/NetworkConfiguration.java, LATENCY_2015 and LATENCY_2019. Symmetric.
 * Within one region it is the mean over a continent, not over a city.
 */
const MILLISECONDS: Readonly<Record<SimblockYear, readonly (readonly number[])[]>> = {
  2015: [
    [36, 119, 255, 310, 154, 208],
    [119, 12, 221, 242, 266, 350],
    [255, 221, 137, 347, 256, 269],
    [310, 242, 347, 99, 172, 278],
    [154, 266, 256, 172, 9, 163],
    [208, 350, 269, 278, 163, 22],
  ],
  2019: [
    [32, 124, 184, 198, 151, 189],
    [124, 11, 227, 237, 252, 294],
    [184, 227, 88, 325, 301, 322],
    [198, 237, 325, 85, 58, 198],
    [151, 252, 301, 58, 12, 126],
    [189, 294, 322, 198, 126, 16],
  ],
};

export function simblockMicros(year: SimblockYear, a: Region, b: Region): Micros {
  const milliseconds = MILLISECONDS[year][STANDS_IN[a]]?.[STANDS_IN[b]];
  assert(milliseconds !== undefined, 'Every pair of SimBlock regions has a delay.');
  return milliseconds * MICROS_PER_MILLISECOND;
}

export function simblockRegion(name: Region): (typeof SIMBLOCK_REGIONS)[number] {
  return SIMBLOCK_REGIONS[STANDS_IN[name]]!;
}
