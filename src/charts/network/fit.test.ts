import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitTo } from './fit.ts';

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
