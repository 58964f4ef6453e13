import { assert } from '../kernel/assert.ts';
import { MICROS_PER_MILLISECOND, type Micros } from '../kernel/micros.ts';

/** Where members run their nodes: an AWS region, because those round trips are published. */
export type Region =
  | 'us-east'
  | 'us-california'
  | 'us-west'
  | 'eu-west'
  | 'eu-central'
  | 'ap-tokyo'
  | 'ap-seoul'
  | 'ap-singapore'
  | 'ap-sydney'
  | 'sa-east';

export interface RegionFacts {
  readonly name: Region;
  /** As people say it, for the map and its sentences. */
  readonly place: string;
  /** The provider's own name for it. */
  readonly aws: string;
  /** Degrees east and north, of the city or the state's data centres; for the map only. */
  readonly longitude: number;
  readonly latitude: number;
}

export interface RoundTripSource {
  readonly source: string;
  readonly year: number;
  readonly certainty: 'published' | 'assumption';
}

/** In the order of the rows of the round-trip table. */
export const REGIONS: readonly RegionFacts[] = [
  region('us-east', 'Virginia', 'us-east-1', -77.45, 39.04),
  region('us-california', 'California', 'us-west-1', -121.89, 37.34),
  region('us-west', 'Oregon', 'us-west-2', -119.7, 45.84),
  region('eu-west', 'Ireland', 'eu-west-1', -6.26, 53.35),
  region('eu-central', 'Frankfurt', 'eu-central-1', 8.68, 50.11),
  region('ap-tokyo', 'Tokyo', 'ap-northeast-1', 139.69, 35.69),
  region('ap-seoul', 'Seoul', 'ap-northeast-2', 126.98, 37.57),
  region('ap-singapore', 'Singapore', 'ap-southeast-1', 103.82, 1.35),
  region('ap-sydney', 'Sydney', 'ap-southeast-2', 151.21, -33.87),
  region('sa-east', 'São Paulo', 'sa-east-1', -46.63, -23.55),
];

export function isRegion(name: string): name is Region {
  return REGIONS.some((each) => each.name === name);
}

/** Throws where there is no such region: names from outside are checked with `isRegion`. */
export function regionNamed(name: string): Region {
  assert(isRegion(name), `There is a region ${name}.`);
  return name;
}

export function regionFacts(name: string): RegionFacts {
  const facts = REGIONS.find((each) => each.name === name);
  assert(facts !== undefined, `There is a region ${name}.`);
  return facts;
}

/** A round trip between two data centres, in microseconds. Symmetric; a tenth of a ms exact. */
export function roundTripMicros(a: Region, b: Region): Micros {
  if (a === b) return WITHIN_REGION_MICROS;
  const [row, column] = sorted(indexOf(a), indexOf(b));
  const tenths = ROUND_TRIP_TENTHS[row]![column - row - 1];
  assert(tenths !== undefined, 'Every pair of regions has a round trip.');
  return (tenths * MICROS_PER_MILLISECOND) / 10;
}

/** Where the figure comes from and how sure it is. */
export function roundTripSource(a: Region, b: Region): RoundTripSource {
  return a === b ? WITHIN_REGION_SOURCE : BETWEEN_REGIONS_SOURCE;
}

/**
 * Mean round trips between AWS regions, tenths of a millisecond. Each row gives one region to
 * those after it in REGIONS. The source has both directions, which differ by up to 2 %; the
 * one from the earlier region is used. Table as reproduced at
 * acomputerscientistlearnsaws.blogspot.com/2017/04/aws-regions.html.
 */
const ROUND_TRIP_TENTHS: readonly (readonly number[])[] = [
  [727, 870, 806, 887, 1453, 1784, 2167, 2300, 1195],
  [195, 1532, 1666, 1025, 1315, 1740, 1575, 1927],
  [1370, 1595, 891, 1183, 1614, 1622, 1827],
  [196, 2124, 2424, 2390, 3096, 1913],
  [2365, 2662, 3259, 3235, 1949],
  [314, 738, 1039, 2568],
  [719, 1340, 2863],
  [1753, 3281],
  [3225],
  [],
];

const BETWEEN_REGIONS_SOURCE: RoundTripSource = {
  source: 'Latency Between AWS Global Regions (mean pings between regions)',
  year: 2017,
  certainty: 'published',
};

const WITHIN_REGION_MICROS = 1_000;

/** Pings between zones of one region were found between 0.25 and 3.37 ms. */
const WITHIN_REGION_SOURCE: RoundTripSource = {
  source: 'a round value within those of Measuring AWS Region and AZ Latency (xkyle.com)',
  year: 2020,
  certainty: 'assumption',
};

function region(
  name: Region,
  place: string,
  aws: string,
  longitude: number,
  latitude: number,
): RegionFacts {
  return { name, place, aws, longitude, latitude };
}

function indexOf(name: Region): number {
  const index = REGIONS.findIndex((each) => each.name === name);
  assert(index >= 0, 'A region is one of REGIONS.');
  return index;
}

function sorted(a: number, b: number): readonly [number, number] {
  return a < b ? [a, b] : [b, a];
}
