import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ladder } from './ladder.ts';
import { entryKind, NONE, Trace } from './trace.ts';

const went = entryKind('test.went', { to: 'integer' });
const createHash = (): ReturnType<typeof sha256.create> => sha256.create();

function traceOf(steps: readonly number[], moments: readonly number[] = steps.map((_, at) => at)): Trace {
  const trace = new Trace({ keepMessages: false });
  steps.forEach((to, index) => trace.record(went, moments[index] ?? index, 'ana', NONE, NONE, { to }));
  return trace;
}

const prints = (steps: readonly number[], every: number): number[] =>
  ladder(traceOf(steps), createHash, every).map(({ print }) => print);

describe('the ladder of a run', () => {
  it('has a rung after every so many outcomes, with the moment of the last of them', () => {
    const rungs = ladder(traceOf([1, 2, 3, 4, 5], [0, 10, 20, 30, 40]), createHash, 2);
    expect(rungs.map(({ at }) => at)).toEqual([10, 30]);
    expect(ladder(traceOf([]), createHash, 3)).toEqual([]);
  });

  it('of two runs that part is the same up to there, and never again', () => {
    fc.assert(fc.property(
      fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 40 }), fc.nat(), fc.integer({ min: 1, max: 5 }),
      (steps, where, every) => {
        const at = where % steps.length;
        const other = steps.map((to, index) => (index === at ? to + 1 : to));
        const [mine, theirs] = [prints(steps, every), prints(other, every)];
        const parted = Math.floor(at / every);
        expect(mine.slice(0, parted)).toEqual(theirs.slice(0, parted));
        // Sixteen bits may agree by chance on one rung, hardly on all of them.
        if (mine.length > parted + 1) expect(mine.slice(parted)).not.toEqual(theirs.slice(parted));
      },
    ));
  });

  it('does not change when the run goes on', () => {
    expect(prints([1, 2, 3, 4, 5, 6, 7], 2).slice(0, 2)).toEqual(prints([1, 2, 3, 4], 2));
  });
});
