import { describe, expect, it } from 'vitest';
import { roomLeft, SMALLER_MOST, timesIn } from './room.ts';

describe('the room of a picture', () => {
  it('is what a low page leaves between what stands above and the bar of time', () => {
    expect(roomLeft(720, false)).toBeGreaterThan(roomLeft(720, true));
    expect(roomLeft(800, false) - roomLeft(720, false)).toBe(80);
  });

  it('makes a picture smaller only as far as its words are still read', () => {
    expect(timesIn(500, 340, 1.25)).toBe(1.25);
    expect(timesIn(387, 340, 1.25)).toBeCloseTo(387 / 340);
    expect(timesIn(100, 340, 1.25)).toBe(SMALLER_MOST * 1.25);
  });
});
