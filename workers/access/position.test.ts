import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetOfByte, positionAt } from './position.ts';

describe('A place in a text', () => {
  it.each([
    ['', 0, 1, 1],
    ['ab\ncd', 2, 1, 3],
    ['ab\ncd', 3, 2, 1],
    ['ab\r\ncd', 4, 2, 1],
    ['ab\rcd', 3, 2, 1],
    ['ab\n\ncd', 4, 3, 1],
    ['ab', 99, 1, 3],
  ])('%j at %i is line %i, column %i', (text, offset, line, column) => {
    expect(positionAt(text, offset)).toEqual({ line, column });
  });

  it('is found by counting bytes as the platform does, in any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, place) => {
      const points = [...text];
      const before = points.slice(0, place % (points.length + 1)).join('');
      expect(offsetOfByte(text, new TextEncoder().encode(before).length)).toBe(before.length);
    }));
  });
});
