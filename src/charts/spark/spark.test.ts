import { describe, expect, it } from 'vitest';
import { drawSpark, HEIGHT, LANES, WIDTH } from './spark.ts';

describe('the small picture of a run', () => {
  it('keeps every mark inside, in the order of time', () => {
    const { marks } = drawSpark({ waiting: [0, 1], marks: [[0, 'block'], [500, 'grant'], [1000, 'leak']] });
    expect(marks.map(({ kind }) => kind)).toEqual(['block', 'grant', 'leak']);
    for (const { x } of marks) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(WIDTH);
    }
    expect(Math.max(...Object.values(LANES))).toBeLessThan(HEIGHT);
  });

  it('says how high its highest step is, and stands where nobody waited', () => {
    expect(drawSpark({ waiting: [0, 3, 16, 2], marks: [] }).most).toBe(16);
    expect(drawSpark({ waiting: [0, 0], marks: [] })).toMatchObject({ most: 0 });
    expect(drawSpark({ waiting: [], marks: [] })).toMatchObject({ most: 0, curve: '' });
  });
});
