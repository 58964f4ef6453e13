import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOf, firstBits, shortHash } from './print.ts';

describe('the eight bars of a hash', () => {
  it('are its first eight digits, one bar each', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (hash) => {
      const hex = hash.toString(16).padStart(8, '0');
      expect(barsOf(hash).map((bar) => (bar.height - 1).toString(16)).join('')).toBe(hex);
      expect(firstBits(`${hex}00`)).toBe(hash);
    }));
  });

  it('stand beside a short form of it', () => {
    expect(shortHash('91c2e07b55aa0011')).toBe('91c2…0011');
    expect(shortHash('91c2')).toBe('91c2');
  });
});
