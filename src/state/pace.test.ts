import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance, besides, knotsOf, momentAfter, PACES, paceOf, secondsUntil, STORY_PACE, type Knots,
} from './pace.ts';

const HOUR = 3_600_000_000;

const rising: fc.Arbitrary<Knots> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 48 * HOUR }), fc.integer({ min: 1, max: 5000 })), {
    minLength: 1, maxLength: 30,
  })
  .map((steps) => {
    let [at, seconds] = [0, 0];
    return [[0, 0] as const, ...steps.map(([micros, milliseconds]) => {
      at += micros;
      seconds += milliseconds / 1000;
      return [at, seconds] as const;
    })];
  });

describe('the story pace', () => {
  it('passes every knot at its second', () => {
    fc.assert(fc.property(rising, (knots) => {
      for (const [at, seconds] of knots) {
        expect(secondsUntil(knots, at)).toBeCloseTo(seconds, 6);
        expect(momentAfter(knots, seconds)).toBe(at);
      }
    }));
  });

  it('never runs backwards, and stays inside the run', () => {
    fc.assert(fc.property(rising, fc.array(fc.double({ min: -10, max: 400, noNaN: true })), (knots, times) => {
      const sorted = [...times].sort((a, b) => a - b);
      const moments = sorted.map((seconds) => momentAfter(knots, seconds));
      moments.forEach((moment, index) => {
        expect(moment).toBeGreaterThanOrEqual(moments[index - 1] ?? 0);
        expect(moment).toBeLessThanOrEqual(knots.at(-1)?.[0] ?? 0);
      });
    }));
  });

  it('is undone by its inverse, to the millisecond', () => {
    fc.assert(fc.property(rising, fc.double({ min: 0, max: 1, noNaN: true }), (knots, share) => {
      const at = Math.round(share * (knots.at(-1)?.[0] ?? 0));
      const back = momentAfter(knots, secondsUntil(knots, at));
      expect(Math.abs(back - at)).toBeLessThanOrEqual(1000);
    }));
  });

  it('waits where the run says to: equal moments, later seconds', () => {
    const knots: Knots = [[0, 0], [10, 1], [10, 3], [20, 4]];
    expect([1, 2, 3, 3.5].map((seconds) => momentAfter(knots, seconds))).toEqual([10, 10, 10, 15]);
  });
});

describe('knots', () => {
  it('are made up for a run that brings none: all of it in a minute', () => {
    expect(knotsOf([], HOUR)).toEqual([[0, 0], [HOUR, 60]]);
  });

  it('are drawn out to the start and the end of the run', () => {
    expect(knotsOf([[5, 1], [10, 2]], 20)).toEqual([[0, 0], [5, 1], [10, 2], [20, 3]]);
  });
});

describe('playing', () => {
  const knots: Knots = [[0, 0], [HOUR, 1], [HOUR, 2], [2 * HOUR, 10]];

  it('goes at the factor chosen, and through a wait', () => {
    const start = { atMicros: 0, seconds: 0 };
    const waiting = advance(knots, start, paceOf('story-2'), 0.75);
    expect(waiting).toEqual({ atMicros: HOUR, seconds: 1.5 });
    expect(advance(knots, waiting, paceOf('story-2'), 0.75).atMicros).toBeGreaterThan(HOUR);
  });

  it('goes by the clock when asked to, and stops at the end in either way', () => {
    const start = { atMicros: 0, seconds: 0 };
    expect(advance(knots, start, paceOf('literal-1000000'), 0.5).atMicros).toBe(500_000);
    for (const pace of PACES) expect(advance(knots, start, pace, 1e9).atMicros).toBe(2 * HOUR);
  });

  it('takes the same way in many small steps as in one', () => {
    fc.assert(fc.property(rising, fc.integer({ min: 1, max: 50 }), (some, steps) => {
      let position = { atMicros: 0, seconds: 0 };
      for (let step = 0; step < steps; step += 1) position = advance(some, position, paceOf('story-1'), 0.1);
      const once = advance(some, { atMicros: 0, seconds: 0 }, paceOf('story-1'), 0.1 * steps);
      expect(position.seconds).toBeCloseTo(once.seconds, 6);
    }));
  });
});

describe('the list of paces', () => {
  it('has distinct names and its default', () => {
    expect(new Set(PACES.map((pace) => pace.id)).size).toBe(PACES.length);
    expect(paceOf(STORY_PACE)).toEqual({ id: STORY_PACE, kind: 'story', factor: 1 });
    expect(paceOf('nonsense').id).toBe(STORY_PACE);
  });

  it('is walked within its kind and stops at both ends', () => {
    expect(besides('story-1', 1)).toBe('story-2');
    expect(besides('story-4', 1)).toBe('story-4');
    expect(besides('literal-1000000', -1)).toBe('literal-100000');
    expect(besides('literal-10000', -1)).toBe('literal-10000');
  });
});
