import { describe, expect, it } from 'vitest';
import { MICROS_PER_DAY, MICROS_PER_MILLISECOND } from '../kernel/micros.ts';
import { NONE, Trace } from '../kernel/trace.ts';
import type { Mark } from '../contract.ts';
import { paceOf } from './pace.ts';

const mark = (at: number): Mark => ({ at, row: 0, kind: 'block', count: 1, sentence: '' });

describe('the pace of a story', () => {
  it('rises in both columns, from nothing to the end', () => {
    const trace = new Trace({ keepMessages: true });
    trace.message('vote', 5_000, 90_000, 0, 1, 10, NONE);
    const knots = paceOf([mark(100), mark(100), mark(90_000)], trace.messages, MICROS_PER_DAY);
    expect(knots[0]).toEqual([0, 0]);
    expect(knots.at(-1)?.[0]).toBe(MICROS_PER_DAY);
    for (let index = 1; index < knots.length; index += 1) {
      expect(knots[index]![0]).toBeGreaterThan(knots[index - 1]![0]);
      expect(knots[index]![1]).toBeGreaterThan(knots[index - 1]![1]);
    }
  });

  it('lets a message across a continent be seen for about a second, and a day pass in a few', () => {
    const trace = new Trace({ keepMessages: true });
    trace.message('vote', 1_000, 1_000 + 45 * MICROS_PER_MILLISECOND, 0, 1, 10, NONE);
    const seconds = (knots: [number, number][], from: number, to: number): number =>
      (knots.find(([at]) => at === to)?.[1] ?? NaN) - (knots.find(([at]) => at === from)?.[1] ?? NaN);
    const knots = paceOf([], trace.messages, MICROS_PER_DAY);
    expect(seconds(knots, 1_000, 46_000)).toBeCloseTo(1, 5);
    expect(seconds(knots, 46_000, MICROS_PER_DAY)).toBeLessThan(3);
  });

  it('does not wait with a message that a cut link holds', () => {
    const trace = new Trace({ keepMessages: true });
    trace.message('vote', 0, MICROS_PER_DAY, 0, 1, 10, NONE);
    trace.message('vote', 0, Infinity, 0, 1, 10, NONE);
    expect(paceOf([], trace.messages, MICROS_PER_DAY).at(-1)?.[1]).toBeLessThan(3);
  });

  it('plays a load, whose messages never rest, in four minutes, evenly', () => {
    const trace = new Trace({ keepMessages: true });
    const gap = 30 * MICROS_PER_MILLISECOND;
    for (let sent = 0; sent < 4_000; sent += 1) {
      trace.message('transaction', sent * gap, (sent + 2) * gap, 0, 1, 10, NONE);
    }
    const marks = Array.from({ length: 4_000 }, (_, index) => mark((index + 1) * gap));
    const knots = paceOf(marks, trace.messages, 4_001 * gap);
    expect(knots.at(-1)?.[1]).toBeCloseTo(240, 5);
    expect(knots[2_000]![1]).toBeCloseTo(120, 0);
  });
});
