import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type Box, type Layout, type Resident } from './layout.ts';

const WEST = { longitude: -120, latitude: 45 };
const EAST = { longitude: -78, latitude: 38 };

const anyone: fc.Arbitrary<Resident> = fc.record({
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  latitude: fc.double({ min: -70, max: 70, noNaN: true }),
  occupants: fc.integer({ min: 0, max: 9 }),
});
/** Half of them in the same few places, as members of one region are. */
const neighbours: fc.Arbitrary<Resident> = fc.oneof(
  anyone,
  fc.record({ occupants: fc.integer({ min: 0, max: 9 }), place: fc.constantFrom(WEST, EAST) })
    .map(({ occupants, place }) => ({ ...place, occupants })),
);
const crowds = fc.array(neighbours, { minLength: 1, maxLength: 64 });
const widths = fc.integer({ min: 296, max: 1400 });

function boxes(layout: Layout): Box[][] {
  return layout.sites.map((site) => [
    { x: site.x - site.radius, y: site.y - site.radius, width: 2 * site.radius, height: 2 * site.radius },
    site.text,
  ]);
}

function overlap(a: Box, b: Box): boolean {
  const slack = 0.01;
  return a.x + a.width > b.x + slack && b.x + b.width > a.x + slack
    && a.y + a.height > b.y + slack && b.y + b.height > a.y + slack;
}

describe('the layout of the network', () => {
  it('lets no two members overlap, hexagons and words alike', () => {
    fc.assert(fc.property(crowds, widths, fc.boolean(), (residents, width, isTight) => {
      const sites = boxes(layOut(residents, width, isTight));
      sites.forEach((mine, index) => {
        for (const theirs of sites.slice(index + 1)) {
          for (const a of mine) for (const b of theirs) expect(overlap(a, b)).toBe(false);
        }
        const [hexagon, text] = mine;
        if (hexagon !== undefined && text !== undefined) expect(overlap(hexagon, text)).toBe(false);
      });
    }), { numRuns: 400 });
  });

  it('keeps everything inside the picture', () => {
    fc.assert(fc.property(crowds, widths, fc.boolean(), (residents, width, isTight) => {
      const layout = layOut(residents, width, isTight);
      for (const box of boxes(layout).flat()) {
        expect(box.x).toBeGreaterThanOrEqual(-0.01);
        expect(box.y).toBeGreaterThanOrEqual(-0.01);
        expect(box.x + box.width).toBeLessThanOrEqual(layout.width + 0.01);
        expect(box.y + box.height).toBeLessThanOrEqual(layout.height + 0.01);
      }
    }), { numRuns: 400 });
  });

  it('puts the same members in the same places every time', () => {
    fc.assert(fc.property(fc.array(neighbours, { minLength: 1, maxLength: 20 }), widths, (residents, width) => {
      expect(layOut(residents, width)).toEqual(layOut([...residents], width));
    }), { numRuns: 50 });
  });

  it('keeps west on the left and east on the right', () => {
    const layout = layOut([WEST, EAST, EAST, WEST].map((place) => ({ ...place, occupants: 2 })), 900);
    const [boise, tampa, payer, reno] = layout.sites;
    for (const west of [boise, reno]) expect(west?.side).toBe('left');
    for (const east of [tampa, payer]) expect(east?.side).toBe('right');
    expect(layout.detail).toBe('words');
  });
});
