import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparePrints, everyFor, LINK_RUNGS_MAX, printOf, readPrint, writePrint, type OwnRung,
} from './run-print.ts';

const rungs = (...prints: number[]): OwnRung[] =>
  prints.map((print, index) => ({ print, at: 100 * (index + 1) }));
const run = (fingerprint: string, outcomes: number) => ({ engine: '0.1.0', fingerprint, outcomes });
const SHARED = printOf(run('f543d107aa', 11), 2, rungs(1, 2, 3, 4, 5));

describe('what a link promises of its run', () => {
  it('comes back from the link', () => {
    fc.assert(fc.property(
      fc.stringMatching(/^[0-9a-f]{64}$/), fc.nat({ max: 100_000 }),
      fc.array(fc.nat({ max: 65_535 }), { minLength: 16, maxLength: 16 }),
      (fingerprint, outcomes, prints) => {
        const every = everyFor(outcomes, LINK_RUNGS_MAX);
        const mine = prints.slice(0, Math.floor(outcomes / every));
        const print = printOf(run(fingerprint, outcomes), every, rungs(...mine));
        expect(print.rungs.length).toBeLessThanOrEqual(LINK_RUNGS_MAX);
        expect(readPrint(writePrint(print), '0.1.0', LINK_RUNGS_MAX)).toEqual(print);
      },
    ));
  });

  it.each(['', 'f543', 'f543d107.1.1', 'F543D107.0.1.', 'f543d107.2.1.AAA=', 'f543d107.4.1.AAAA', 'f543d107.1.0.',
    'f543d107.99999999.1.', `f543d107.1000.1.${'A'.repeat(4000)}`, 'f543d107.1.1.AA'])(
    'is not read from anything else (%#)', (text) => { expect(readPrint(text, '0.1.0', LINK_RUNGS_MAX)).toBeNull(); },
  );

  it('is kept by the same run', () => {
    expect(comparePrints(SHARED, run('f543d107bb', 11), rungs(1, 2, 3, 4, 5))).toEqual({ kind: 'same', outcomes: 11 });
  });

  it('says where another run parts from it', () => {
    expect(comparePrints(SHARED, run('00', 11), rungs(1, 2, 9, 9, 9))).toEqual({
      kind: 'differs', agree: 4, within: 2, fromMicros: 200, toMicros: 300, otherEngine: null,
    });
    expect(comparePrints(SHARED, run('00', 11), rungs(7, 2, 3, 4, 5))).toMatchObject({ agree: 0, fromMicros: 0 });
  });

  it('says so where one ends before the other, or they part after the last rung', () => {
    expect(comparePrints(SHARED, run('00', 5), rungs(1, 2)))
      .toMatchObject({ agree: 4, fromMicros: 200, toMicros: null });
    expect(comparePrints(SHARED, run('00', 11), rungs(1, 2, 3, 4, 5)))
      .toMatchObject({ agree: 10, within: 1, toMicros: null });
    expect(comparePrints(SHARED, run('00', 13), rungs(1, 2, 3, 4, 5, 6))).toMatchObject({ agree: 10, toMicros: 600 });
  });

  it('names the other engine', () => {
    const older = { ...SHARED, engine: '0.0.9' };
    expect(comparePrints(older, run('00', 11), [])).toMatchObject({ otherEngine: '0.0.9' });
  });
});
