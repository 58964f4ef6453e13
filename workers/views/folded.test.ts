import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryKind, NONE, Trace } from '../kernel/trace.ts';
import { Folded, rowsUpTo } from './folded.ts';
import type { View } from './view.ts';

const counted = entryKind('test.counted', { n: 'integer' });

const sums: View<{ list: number[] }> = {
  initial: () => ({ list: [] }),
  apply: (state, trace, row) => { state.list.push(trace.integer(row, counted, 'n')); },
  copy: (state) => ({ list: [...state.list] }),
};

function traceOf(values: readonly number[]): Trace {
  const trace = new Trace({ keepMessages: false });
  // Two outcomes share each moment, so that a moment's last outcome must be included.
  values.forEach((n, index) => trace.record(counted, Math.floor(index / 2), 'e', NONE, NONE, { n }));
  return trace;
}

describe('a view at any moment', () => {
  it('equals folding everything up to that moment, in whatever order moments are asked for', () => {
    fc.assert(fc.property(
      fc.array(fc.integer(), { maxLength: 60 }), fc.array(fc.nat(40), { maxLength: 30 }),
      fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 6 }),
      (values, moments, spacing, copiesMax) => {
        const trace = traceOf(values);
        const folded = new Folded(sums, trace, spacing, copiesMax);
        for (const moment of moments) {
          const expected = values.filter((_value, index) => Math.floor(index / 2) <= moment);
          expect(folded.at(moment).list).toEqual(expected);
        }
      }));
  });

  it('finds the number of outcomes up to a moment as a plain count does', () => {
    fc.assert(fc.property(fc.array(fc.integer(), { maxLength: 50 }), fc.nat(40), (values, moment) => {
      const trace = traceOf(values);
      const plain = values.filter((_value, index) => Math.floor(index / 2) <= moment).length;
      expect(rowsUpTo(trace, moment)).toBe(plain);
    }));
  });
});
