import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { geoContains } from 'd3';
import { describe, expect, it } from 'vitest';
import { landOf, type Topology } from '../src/charts/geography/topology.ts';

const bytes = readFileSync('public/geo/land-110m.json');
const land = landOf(JSON.parse(bytes.toString('utf8')) as Topology);

describe('the outline of the land', () => {
  it('is the file that the notice says, with closed rings', () => {
    const notice = readFileSync('public/geo/NOTICE.md', 'utf8');
    expect(notice).toContain(createHash('sha256').update(bytes).digest('hex'));
    for (const ring of land.coordinates.flat()) expect(ring[0]).toEqual(ring.at(-1));
    expect(land.coordinates.length).toBeGreaterThan(100);
  });

  it('has cities on it and oceans beside it', () => {
    for (const city of [[-95, 40], [8.68, 50.11], [139, 36], [-46.63, -23.4], [134, -25]]) {
      expect(geoContains(land, city as [number, number]), String(city)).toBe(true);
    }
    for (const sea of [[-40, 30], [-150, 0], [80, -20]]) {
      expect(geoContains(land, sea as [number, number]), String(sea)).toBe(false);
    }
  });
});
