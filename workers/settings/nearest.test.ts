import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const words = ['clinic', 'hospital', 'payer', 'lab', 'needs'];

describe('nearest', () => {
  it.each([
    ['clinc', 'clinic'],
    ['hopsital', 'hospital'],
    ['Payer', 'payer'],
    ['lib', 'lab'],
    ['need', 'needs'],
    ['pharmacy', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ])('takes "%s" for %s', (word, meant) => {
    expect(nearest(word, words)).toBe(meant);
  });

  it('finds a word with one slip, wherever it is', () => {
    const slip = fc.tuple(fc.constantFrom('clinic', 'hospital'), fc.nat(7), fc.nat(3));
    fc.assert(
      fc.property(slip, ([word, place, how]) => {
        const at = place % (word.length - 1);
        const slipped = [
          word.slice(0, at) + word.slice(at + 1),
          `${word.slice(0, at)}z${word.slice(at)}`,
          `${word.slice(0, at)}z${word.slice(at + 1)}`,
          word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2),
        ][how]!;
        expect(nearest(slipped, words)).toBe(word);
      }),
    );
  });
});
