import { Text } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanOf } from './place.ts';

describe('the place of a problem in a text', () => {
  it('is the columns of its line', () => {
    const doc = Text.of(['network', '  leks at most 1']);
    const { from, to } = spanOf({ line: 2, column: 3, endColumn: 7 }, doc);
    expect(doc.sliceString(from, to)).toBe('leks');
  });

  it('stays inside the text, whatever was cut away since it was found', () => {
    const whole = fc.integer({ min: -5, max: 60 });
    fc.assert(fc.property(
      fc.array(fc.string({ maxLength: 10 }).filter((line) => !/[\n\r]/.test(line)), { minLength: 1, maxLength: 5 }),
      fc.record({ line: whole, column: whole, endColumn: whole }),
      (lines, place) => {
        const doc = Text.of(lines);
        const { from, to } = spanOf(place, doc);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(doc.length);
        expect(doc.lineAt(from).number).toBe(doc.lineAt(to).number);
      },
    ));
  });
});
