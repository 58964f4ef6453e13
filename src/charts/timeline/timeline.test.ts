import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark, MarkKind } from '../../../workers/contract.ts';
import { secondsUntil, type Knots } from '../../state/pace.ts';
import { drawTimeline, INSET, momentAtSlider, scaleOf, SLIDER_STEPS_A_SECOND } from './timeline.ts';

const DAY = 86_400_000_000;
const KNOTS: Knots = [[0, 0], [2 * DAY, 4], [2 * DAY + 1_000_000, 20], [5 * DAY, 30]];

const marks: fc.Arbitrary<Mark[]> = fc.array(fc.record({
  at: fc.nat({ max: 5 * DAY }), row: fc.nat(), count: fc.integer({ min: 1, max: 9 }),
  sentence: fc.constant(''), kind: fc.constantFrom<MarkKind>('leak', 'grant', 'block', 'access', 'move', 'verdict'),
}), { maxLength: 60 }).map((list) => list.sort((a, b) => a.at - b.at));

describe('the timeline', () => {
  it('gives a second full of messages more room than two quiet days', () => {
    const scale = scaleOf(KNOTS, 600);
    const [quiet, busy] = [scale(4) - scale(0), scale(20) - scale(4)];
    expect(busy).toBeGreaterThan(3 * quiet);
    expect([scale(0), scale(30)]).toEqual([INSET, 600 - INSET]);
  });

  it('draws at least one mark of each lane that has any, none outside, none on another', () => {
    fc.assert(fc.property(marks, (list) => {
      const { spots } = drawTimeline(list, KNOTS, 600, 60);
      for (const kind of ['leak', 'grant', 'block', 'verdict'] as const) {
        expect(spots.some((spot) => spot.lane === kind)).toBe(list.some((mark) => mark.kind === kind));
        const xs = spots.filter((spot) => spot.lane === kind).map((spot) => spot.x);
        xs.slice(1).forEach((x, index) => { expect(x - (xs[index] ?? 0)).toBeGreaterThanOrEqual(5); });
      }
      for (const { x } of spots) {
        expect(x).toBeGreaterThanOrEqual(INSET);
        expect(x).toBeLessThanOrEqual(600 - INSET);
      }
    }));
  });

  it('lets a hand meet a mark exactly', () => {
    fc.assert(fc.property(marks.filter((list) => list.length > 0), fc.nat(), (list, pick) => {
      const mark = list[pick % list.length];
      if (mark === undefined) return;
      const value = Math.round(secondsUntil(KNOTS, mark.at) * SLIDER_STEPS_A_SECOND);
      expect(list.map(({ at }) => at)).toContain(momentAtSlider(value, list, KNOTS, 600));
    }));
  });

  it('names days only where their names have room', () => {
    const { days } = drawTimeline([], KNOTS, 600, 60);
    expect(days[0]).toEqual({ x: INSET, day: 1 });
    days.slice(1).forEach(({ x }, index) => { expect(x - (days[index]?.x ?? 0)).toBeGreaterThanOrEqual(46); });
  });
});
