import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kept } from './kept.ts';

const anyList = fc.uniqueArray(
  fc.record({ row: fc.nat(6), at: fc.nat(2), parts: fc.array(fc.record({ x: fc.nat(1) }), { maxLength: 2 }) }),
  { selector: ({ row }) => row, maxLength: 5 },
);

describe('a list made anew from picture to picture', () => {
  it('says what was made, with the same objects as before wherever they say the same', () => {
    fc.assert(fc.property(anyList, anyList, (first, second) => {
      let made = first;
      const list = kept(() => made);
      const before = list();
      made = structuredClone(second);
      const now = list();
      expect(now).toEqual(second);
      for (const item of now) {
        const own = first.find(({ row }) => row === item.row);
        expect(before.includes(item)).toBe(JSON.stringify(own) === JSON.stringify(item));
      }
      expect(now === before).toBe(JSON.stringify(first) === JSON.stringify(second));
    }));
  });
});
