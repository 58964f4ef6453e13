import { describe, expect, it } from 'vitest';
import { classify, LEAK_KINDS, type LeakSituation } from './leak.ts';

const nothing: LeakSituation = {
  misdelivered: false, inferred: false, cached: false, ruleBroken: false, stale: false,
};

describe('The kind of a leak', () => {
  it('is over-privileged when it was allowed and nothing went wrong', () => {
    expect(classify(nothing)).toBe('over-privileged');
  });

  it.each([
    ['misdelivered', { misdelivered: true }],
    ['inferred', { inferred: true }],
    ['cached', { cached: true }],
    ['unauthorised', { ruleBroken: true }],
    ['stale', { stale: true }],
  ] as const)('is %s when only that is so', (kind, part) => {
    expect(classify({ ...nothing, ...part })).toBe(kind);
  });

  it('can be each of the six, and nothing else', () => {
    expect([...LEAK_KINDS].sort()).toEqual(
      ['cached', 'inferred', 'misdelivered', 'over-privileged', 'stale', 'unauthorised']);
  });

  it('is the first that matches, in the order of the design, in all 32 situations', () => {
    const reasons = [
      ['misdelivered', 'misdelivered'], ['inferred', 'inferred'], ['cached', 'cached'],
      ['ruleBroken', 'unauthorised'], ['stale', 'stale'],
    ] as const;
    for (let bits = 0; bits < 32; bits += 1) {
      const situation = Object.fromEntries(
        reasons.map(([field], index) => [field, ((bits >> index) & 1) === 1]),
      ) as unknown as LeakSituation;
      const lowest = [0, 1, 2, 3, 4].find((index) => ((bits >> index) & 1) === 1);
      const expected = lowest === undefined ? 'over-privileged' : reasons[lowest]?.[1];
      expect(classify(situation)).toBe(expected);
    }
  });
});
