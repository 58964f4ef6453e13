import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitNetwork, fitTo } from './fit.ts';
import type { Resident } from './layout.ts';

describe('a picture that is to be seen whole', () => {
  it('is as large as the page draws it where there is room', () => {
    expect(fitTo(400, 1.25, () => 320)).toBe(1.25);
  });

  it('is drawn smaller where there is not, and laid out as wide as that allows', () => {
    const heightAt = (times: number): number => (times < 0.95 ? 380 : 360);
    const times = fitTo(300, 1, heightAt) ?? 0;
    expect(times * heightAt(times)).toBeLessThanOrEqual(301);
    expect(times).toBeGreaterThan(0.75);
  });

  it('is not drawn so small that its names cannot be read', () => {
    expect(fitTo(200, 1, () => 600)).toBeNull();
  });

  it('never stands out of its room, whatever it needs', () => {
    fc.assert(fc.property(
      fc.integer({ min: 100, max: 1000 }), fc.integer({ min: 100, max: 1000 }), fc.integer({ min: 0, max: 200 }),
      (room, height, more) => {
        const heightAt = (times: number): number => height + more * (1 - times);
        const times = fitTo(room, 1, heightAt);
        if (times !== null) expect(times * heightAt(times)).toBeLessThanOrEqual(room + 1);
      },
    ));
  });
});

describe('a network inside another page', () => {
  const STAFF = [4, 3, 8, 2];
  const PLACES = [{ longitude: -117, latitude: 44 }, { longitude: -119, latitude: 39 },
    { longitude: -82, latitude: 28 }, { longitude: -78, latitude: 38 }];
  const residentsIn = (_: number, most: number): Resident[] => PLACES.map((place, index) =>
    ({ ...place, occupants: Math.min(most, STAFF[index] ?? 0) }));
  const fitIn = (width: number, height: number): ReturnType<typeof fitNetwork> =>
    fitNetwork(residentsIn, (across) => (across < 560 ? 6 : 9), width, height, 1);

  it('has everybody where there is room', () => {
    expect(fitIn(900, 400)).toMatchObject({ times: 1, most: 9, layout: { detail: 'words' } });
  });

  it('has at least the first of those at each member on a phone, rather than names alone', () => {
    for (const height of [256, 300, 416]) {
      const { layout, times, most } = fitIn(342, height);
      expect(layout.detail).toBe('words');
      expect(most).toBeGreaterThan(0);
      expect(layout.height * times).toBeLessThanOrEqual(height + 1);
      for (const site of layout.sites) expect(site.rows).toBeLessThanOrEqual(most);
    }
    expect(fitIn(342, 416).most).toBeGreaterThan(fitIn(342, 256).most);
  });

  it('has names alone where not one row would be read', () => {
    expect(fitIn(342, 180).layout.detail).toBe('names');
  });
});
