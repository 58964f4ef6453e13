import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutGeographic, middleOf } from './geographic.ts';

/** Regions as the engine has them, so that some share a place. */
const PLACES = [
  [-77.45, 39.04], [-121.89, 37.34], [-119.7, 45.84], [-6.26, 53.35], [8.68, 50.11], [139.69, 35.69],
  [126.98, 37.57], [103.82, 1.35], [151.21, -33.87], [-46.63, -23.55],
] as const;

const members = fc.array(
  fc.tuple(fc.constantFrom(...PLACES), fc.integer({ min: 3, max: 20 })), { minLength: 1, maxLength: 28 },
)
  .map((list) => list.map(([[longitude, latitude], length]) => ({ longitude, latitude, name: 'm'.repeat(length) })));

describe('members on the map of the world', () => {
  it('never cover each other or stand outside, whatever share a region and however narrow it is', () => {
    fc.assert(fc.property(members, fc.integer({ min: 280, max: 1400 }), (settlers, width) => {
      const { sites, height } = layOutGeographic(settlers, null, width);
      const boxes = sites.map(({ x, y, radius, text }) => ({
        left: Math.min(x - radius, text.x), right: Math.max(x + radius, text.x + text.width),
        top: y - radius, bottom: y + radius + text.height,
      }));
      boxes.forEach((box, index) => {
        expect(Math.min(box.left, width - box.right, box.top, height - box.bottom)).toBeGreaterThanOrEqual(0);
        for (const other of boxes.slice(index + 1)) {
          expect(box.left < other.right && other.left < box.right
            && box.top < other.bottom && other.top < box.bottom).toBe(false);
        }
      });
    }), { numRuns: 150 });
  });

  it('stand at their regions where there is room: east is right, north is up', () => {
    const settlers = [PLACES[0], PLACES[2], PLACES[4], PLACES[8]].map(([longitude, latitude], index) =>
      ({ longitude, latitude, name: `m-${index}` }));
    const { sites, leaders } = layOutGeographic(settlers, null, 1200);
    const [virginia, oregon, frankfurt, sydney] = sites;
    expect(oregon?.x).toBeLessThan(virginia?.x ?? 0);
    expect(virginia?.x).toBeLessThan(frankfurt?.x ?? 0);
    expect(frankfurt?.y).toBeLessThan(sydney?.y ?? 0);
    for (const { from, to } of leaders) expect(Math.hypot(from.x - to.x, from.y - to.y)).toBeLessThan(12);
  });

  it('are turned to the middle, across the Pacific where that is the shorter way', () => {
    expect(middleOf([-77, -119])).toBeCloseTo(-98);
    expect(Math.abs(middleOf([139, -121]))).toBeCloseTo(171);
    expect(middleOf([10])).toBeCloseTo(10);
  });
});
