import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME } from '../../../workers/contract.ts';
import type { Diagonal } from './lanes.ts';
import type { Picture } from '../../bridge/engine.svelte.ts';
import { stretchStart, STRETCHES } from '../../state/stretch.svelte.ts';
import { barsOf, diagonalAt, diagonalsKept, diagonalsOf, eastwards, laneMiddles, spokenOf } from './lanes.ts';
import { lanesHigh, placesOnRoll, rollAt, timeScale } from './scale.ts';

const KNOTS = [[0, 0], [1_000_000, 1], [90_000_000, 2], [90_100_000, 4]] as const;

/** A frame with rows for two tables only. */
function pictureOf(atMicros: number, flights: number[][], appends: number[][]): Picture {
  const table = (name: 'flights' | 'appends', rows: number[][]): object => ({
    count: rows.length,
    ...Object.fromEntries(FRAME[name].map((column, index) =>
      [column, Float64Array.from(rows.map((row) => row[index] ?? -1))])),
  });
  return {
    frame: { atMicros, flights: table('flights', flights), appends: table('appends', appends) },
    names: ['prepare'],
  } as unknown as Picture;
}

describe('the lanes', () => {
  it('put the moment at the bottom and time downwards, by the story and by the clock', () => {
    fc.assert(fc.property(fc.constantFrom(...STRETCHES), fc.integer({ min: 1, max: 90_100_000 }),
      fc.integer({ min: 0, max: 90_000_000 }), fc.integer({ min: 0, max: 90_000_000 }), (stretch, now, a, b) => {
        const { y, ticks } = timeScale(stretch, now, KNOTS, 10, 410);
        expect(y(now)).toBeCloseTo(410, 6);
        if (a < b) expect(y(a)).toBeLessThanOrEqual(y(b));
        for (const tick of ticks) {
          expect(tick.atMicros).toBeLessThanOrEqual(now);
          expect(tick.atMicros).toBeGreaterThanOrEqual(0);
        }
      }));
  });

  it('stand on a roll that is moved as a whole', () => {
    fc.assert(fc.property(fc.constantFrom(...STRETCHES), fc.integer({ min: 1, max: 90_100_000 }),
      fc.integer({ min: 0, max: 90_100_000 }), (stretch, now, at) => {
        const { turn, drift } = rollAt(stretch, now, KNOTS, 10, 410);
        const place = placesOnRoll(stretch, KNOTS, 400, turn)(at);
        expect(place + drift).toBeCloseTo(timeScale(stretch, now, KNOTS, 10, 410).y(at), 4);
      }));
  });

  it('ask for no more than what they show', () => {
    fc.assert(fc.property(fc.constantFrom(...STRETCHES), fc.integer({ min: 0, max: 90_100_000 }), (stretch, now) => {
      const since = stretchStart(stretch, now, KNOTS);
      expect(since).toBeGreaterThanOrEqual(0);
      expect(since).toBeLessThanOrEqual(now);
      if (since > 0) expect(timeScale(stretch, now, KNOTS, 10, 410).y(since)).toBeCloseTo(10, 0);
    }));
  });

  it('draw an arrived message from lane to lane, one under way as far as it has come', () => {
    const y = (at: number): number => at / 10;
    const lines = diagonalsOf(pictureOf(1_000, [
      [0, 1, 200, 200, 700, 700, 0, 7, 3],
      [1, 0, 800, 800, 1_200, 1_000, 0, 8, 0],
      [0, 1, 100, 100, -1, -1, 0, 9, 1],
      [0, 1, 200, 200, 600, 400, 0, 10, 2],
    ], []), [50, 150], y);
    expect(lines.map(({ x1, y1, x2, y2, fate }) => [x1, y1, x2, y2, fate])).toEqual([
      [50, 20, 150, 70, 'arrived'], [150, 80, 100, 100, 'going'], [50, 100, 50, 100, 'held'],
      [50, 20, 100, 40, 'lost'],
    ]);
    expect(diagonalAt(lines, 101, 96)?.row).toBe(8);
    expect(diagonalAt(lines, 48, 60)?.row).toBe(9);
    expect(diagonalAt(lines, 300, 300)).toBeNull();
  });

  it('make no line anew of a message that has arrived, and draw what would be drawn anew', () => {
    const names = ['prepare'];
    const [x, y] = [[50, 150, 250], (at: number): number => at / 10];
    const anyFlight = fc.record({ row: fc.nat(9), to: fc.nat(2), sentAt: fc.nat(400), takes: fc.nat(400) });
    fc.assert(fc.property(fc.uniqueArray(anyFlight, { selector: ({ row }) => row }),
      fc.array(fc.nat(900), { minLength: 1, maxLength: 4 }), (sent, moments) => {
        const linesOf = diagonalsKept();
        let before: readonly Diagonal[] = [];
        for (const now of moments) {
          const flights = sent.filter(({ sentAt }) => sentAt <= now).map(({ row, to, sentAt, takes }) => [0, to, sentAt,
            sentAt, sentAt + takes, Math.min(now, sentAt + takes), 0, row, sentAt + takes <= now ? 3 : 0]);
          const picture = { ...pictureOf(now, flights, []), names };
          const lines = linesOf(picture, x, y);
          expect(lines).toEqual(diagonalsOf(picture, x, y));
          for (const line of lines) {
            const own = before.find(({ row, fate }) => row === line.row && fate === 'arrived');
            if (own !== undefined && line.fate === 'arrived') expect(line).toBe(own);
          }
          before = lines;
        }
      }));
  });

  it('draw a block across the lanes that hold it, and across no other', () => {
    const { frame } = pictureOf(1_000, [], [
      [1, 4, 500, 30, 30], [0, 4, 510, 31, 30], [1, 5, 900, 40, 40],
    ]);
    expect(barsOf(frame, [50, 150, 250], (at) => at).map(({ row, points }) =>
      [row, points.map(({ member }) => member)])).toEqual([[30, [0, 1]], [40, [1]]]);
  });

  it('stand evenly, in the order in which they are given', () => {
    expect(laneMiddles(4, 0, 400)).toEqual([50, 150, 250, 350]);
    const order = eastwards([{ longitude: -77 }, { longitude: -119 }, { longitude: -119 }]);
    expect(order).toEqual([1, 2, 0]);
    expect(laneMiddles(4, 0, 400, order)).toEqual([250, 50, 150, 350]);
  });
});

describe('the height of the lanes', () => {
  it('is what the page leaves, within what can be read', () => {
    expect([100, 350, 900].map(lanesHigh)).toEqual([300, 350, 440]);
  });
});

describe('the words in the lanes', () => {
  const line = (from: number, kind: string, family: Diagonal['family'], y1: number, to = 1): Diagonal => ({
    row: to, family, kind, from, to, fate: 'arrived', sentAt: y1, endsAt: y1 + 9, x1: from * 50, sentY: y1,
    y1, x2: to * 50, y2: y1 + 9, endY: y1 + 9,
  });

  it('are said once where they go to several, beside whoever says them', () => {
    const said = spokenOf([line(0, 'prevote', 'vote', 100, 1), line(0, 'prevote', 'vote', 100, 2),
      line(1, 'prevote', 'vote', 100, 0)], 50);
    expect(said.map(({ text, x, y }) => [text, x, y])).toEqual([['prevote', 0, 100], ['prevote', 50, 100]]);
  });

  it('leave out transactions, what began above, and what would be written over another', () => {
    expect(spokenOf([line(0, 'transaction', 'transaction', 100), line(0, 'commit', 'vote', 40),
      line(0, 'prepare', 'vote', 100), line(0, 'commit', 'vote', 105), line(0, 'commit', 'vote', 120)], 50)
      .map(({ text }) => text)).toEqual(['prepare', 'commit']);
  });

  it('are none where there are too many to read', () => {
    expect(spokenOf(Array.from({ length: 60 }, (_, index) =>
      line(index, 'prepare', 'vote', 100)), 50)).toEqual([]);
  });
});
