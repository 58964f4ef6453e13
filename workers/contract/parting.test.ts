import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partedAt, type OutcomePrints, type PartedAt } from './parting.ts';

interface Outcome { readonly at: number; readonly print: number; readonly told: boolean }

function parted(sides: readonly [readonly Outcome[], readonly Outcome[]]): PartedAt {
  const prints = (side: readonly Outcome[], from: number, count: number): OutcomePrints => {
    const part = side.slice(from, from + count);
    return { at: part.map(({ at }) => at), print: part.map(({ print }) => print), told: part.map(({ told }) => told) };
  };
  const search = partedAt([sides[0].length, sides[1].length]);
  let step = search.next();
  for (let turns = 0; step.done !== true; turns += 1) {
    expect(turns).toBeLessThan(100);
    step = search.next(prints(sides[step.value.side], step.value.from, step.value.count));
  }
  return step.value;
}

/** The dumb twin: strikes out, one by one, what the other side has too. */
function twin(side: readonly Outcome[], other: readonly Outcome[], wanted: (outcome: Outcome) => boolean): number {
  const left = [...other];
  for (const [row, outcome] of side.entries()) {
    const same = left.findIndex(({ at, print }) => at === outcome.at && print === outcome.print);
    if (same >= 0) left.splice(same, 1);
    else if (wanted(outcome)) return row;
  }
  return -1;
}

const outcomes = fc.array(fc.record({ at: fc.nat(12), print: fc.nat(3), told: fc.constant(true) }), { maxLength: 40 })
  .map((list) => list.map((each) => ({ ...each, told: each.print > 1 })).sort((a, b) => a.at - b.at));

describe('where two runs part', () => {
  it('is the first outcome of each that the other has not, as a dumb twin finds it', () => {
    fc.assert(fc.property(outcomes, outcomes, (one, other) => {
      expect(parted([one, other])).toEqual({
        first: [twin(one, other, () => true), twin(other, one, () => true)],
        told: [twin(one, other, ({ told }) => told), twin(other, one, ({ told }) => told)],
      });
      expect(parted([one, one])).toEqual({ first: [-1, -1], told: [-1, -1] });
    }));
  });

  it('is found beyond what is fetched at a time', () => {
    const long = Array.from({ length: 10_000 }, (_, at) => ({ at, print: at % 7, told: true }));
    const other = [...long.slice(0, 9_000), { at: 8_999, print: 99, told: false }, ...long.slice(9_000)];
    expect(parted([long, other])).toEqual({ first: [-1, 9_000], told: [-1, -1] });
  });
});
