import { describe, expect, it } from 'vitest';
import { EventFar } from './event-far.ts';

describe('how long most of what is far off takes', () => {
  const far = (...times: readonly number[]): EventFar => {
    const events = new EventFar();
    times.forEach((at, slot) => { events.add(at, slot); });
    return events;
  };
  const every = (count: number, micros: number): number[] =>
    Array.from({ length: count }, (_, index) => index * micros);

  it('is all of it where it comes evenly', () => {
    expect(far(...every(4_000, 10)).span).toBeCloseTo(40_000, -3);
  });

  it('is that of the messages where there are as many timers, a million times as far off', () => {
    expect(far(...every(1_000, 10), ...every(1_000, 10_000_000)).span).toBeLessThan(30_000);
  });

  it('is none where nothing is later than the first', () => {
    expect(far(5, 5, 5, 5).span).toBe(0);
  });

  it('is longer than nothing where more than a quarter come at once, and the rest later', () => {
    expect(far(...every(100, 0), ...every(100, 10)).span).toBeGreaterThan(0);
  });
});
