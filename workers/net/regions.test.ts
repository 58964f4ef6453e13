import { describe, expect, it } from 'vitest';
import { isRegion, REGIONS, roundTripMicros, roundTripSource, type Region } from './regions.ts';

const names = REGIONS.map(({ name }) => name);
const pairs = names.flatMap((a) => names.map((b): [Region, Region] => [a, b]));

describe('roundTripMicros', () => {
  // The commit times checked in consensus/ rest on the first four.
  it.each<[Region, Region, number]>([
    ['us-east', 'eu-west', 80.6],
    ['us-east', 'eu-central', 88.7],
    ['us-east', 'ap-tokyo', 145.3],
    ['eu-west', 'eu-central', 19.6],
    ['eu-west', 'ap-tokyo', 212.4],
    ['eu-central', 'ap-tokyo', 236.5],
    ['us-east', 'us-west', 87],
    ['us-east', 'us-california', 72.7],
    ['us-east', 'ap-singapore', 216.7],
    ['us-east', 'ap-sydney', 230],
    ['us-east', 'sa-east', 119.5],
    ['eu-west', 'ap-singapore', 239],
    ['eu-west', 'ap-sydney', 309.6],
    ['eu-central', 'ap-singapore', 325.9],
    ['ap-tokyo', 'ap-singapore', 73.8],
    ['ap-tokyo', 'ap-seoul', 31.4],
    ['ap-sydney', 'sa-east', 322.5],
    ['ap-singapore', 'sa-east', 328.1],
    ['us-california', 'us-west', 19.5],
  ])('from %s to %s is the published %d ms', (a, b, milliseconds) => {
    expect(roundTripMicros(a, b)).toBe(Math.round(milliseconds * 1_000));
  });

  it('is a whole number for every pair and the same both ways', () => {
    for (const [a, b] of pairs) {
      expect(Number.isInteger(roundTripMicros(a, b))).toBe(true);
      expect(roundTripMicros(a, b)).toBe(roundTripMicros(b, a));
    }
  });

  it('is never faster than light in glass over the distance on the map', () => {
    for (const [a, b] of pairs) {
      // Two thirds of c: 200 km a millisecond, there and back.
      expect(roundTripMicros(a, b) / 1_000).toBeGreaterThan((2 * kilometres(a, b)) / 200);
    }
  });

  it('says where each figure is from, and calls the guess within a region an assumption', () => {
    expect(roundTripSource('us-east', 'sa-east')).toMatchObject({ year: 2017 });
    expect(roundTripSource('us-east', 'us-east').certainty).toBe('assumption');
    for (const [a, b] of pairs) expect(roundTripSource(a, b).source).not.toBe('');
  });
});

describe('isRegion', () => {
  it('knows all regions and nothing else', () => {
    expect(names.every(isRegion)).toBe(true);
    expect(isRegion('us-central')).toBe(false);
  });
});

/** Great circle, by the haversine formula. */
function kilometres(a: Region, b: Region): number {
  const [one, other] = [a, b].map((name) => REGIONS.find((each) => each.name === name)!);
  const radians = Math.PI / 180;
  const half = (degrees: number): number => Math.sin((degrees * radians) / 2) ** 2;
  const [from, to] = [one!.latitude * radians, other!.latitude * radians];
  const across = Math.cos(from) * Math.cos(to) * half(other!.longitude - one!.longitude);
  return 2 * 6_371 * Math.asin(Math.sqrt(half(other!.latitude - one!.latitude) + across));
}
