import { describe, expect, it } from 'vitest';
import { LATENCIES, latencySource, oneWayMicros, type Latency } from './latency.ts';
import { REGIONS, type Region } from './regions.ts';
import { simblockRegion } from './simblock.ts';

const names = REGIONS.map(({ name }) => name);
const pairs = names.flatMap((a) => names.map((b): [Region, Region] => [a, b]));

describe('oneWayMicros', () => {
  it('is half the AWS round trip, and all of what SimBlock calls its latency', () => {
    expect(oneWayMicros('aws', 'us-east', 'eu-west')).toBe(40_300);
    expect(oneWayMicros('aws', 'us-east', 'us-east')).toBe(500);
  });

  // NetworkConfiguration.java: the corners and the middle of both tables.
  it.each<[Latency, Region, Region, number]>([
    ['simblock-2019', 'us-east', 'us-west', 32], ['simblock-2019', 'us-east', 'eu-west', 124],
    ['simblock-2019', 'us-east', 'ap-sydney', 189], ['simblock-2019', 'sa-east', 'ap-seoul', 325],
    ['simblock-2019', 'ap-tokyo', 'ap-singapore', 58], ['simblock-2019', 'ap-sydney', 'ap-sydney', 16],
    ['simblock-2015', 'us-east', 'us-west', 36], ['simblock-2015', 'us-east', 'eu-west', 119],
    ['simblock-2015', 'us-east', 'ap-sydney', 208], ['simblock-2015', 'sa-east', 'ap-seoul', 347],
    ['simblock-2015', 'ap-tokyo', 'ap-singapore', 172], ['simblock-2015', 'eu-central', 'ap-tokyo', 266],
  ])('%s from %s to %s is %d ms', (latency, a, b, milliseconds) => {
    expect(oneWayMicros(latency, a, b)).toBe(milliseconds * 1_000);
  });

  it('is a whole number above zero and the same both ways, in every table', () => {
    for (const latency of LATENCIES) {
      for (const [a, b] of pairs) {
        expect(Number.isInteger(oneWayMicros(latency, a, b))).toBe(true);
        expect(oneWayMicros(latency, a, b)).toBeGreaterThan(0);
        expect(oneWayMicros(latency, a, b)).toBe(oneWayMicros(latency, b, a));
      }
    }
  });
});

describe('latencySource', () => {
  it('says whose figure it is, and that a city standing for a continent is an assumption', () => {
    expect(latencySource('aws', 'us-east', 'sa-east')).toMatchObject({ certainty: 'published' });
    expect(latencySource('simblock-2015', 'us-east', 'sa-east'))
      .toMatchObject({ year: 2015, certainty: 'assumption' });
    expect(latencySource('simblock-2019', 'us-east', 'us-west').source).toContain('within North America');
    expect(names.map(simblockRegion)).toEqual(['North America', 'North America', 'North America',
      'Europe', 'Europe', 'Japan', 'Asia-Pacific', 'Asia-Pacific', 'Australia', 'South America']);
  });
});
