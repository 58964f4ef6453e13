import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark, MarkKind } from '../../workers/contract.ts';
import { latestMarks, markBefore, marksBetween, nextMark } from './marks.ts';

const marks: fc.Arbitrary<Mark[]> = fc.array(fc.record({
  at: fc.nat({ max: 30 }), row: fc.nat(), count: fc.constant(1), sentence: fc.constant(''),
  kind: fc.constantFrom<MarkKind>('leak', 'grant', 'block'),
})).map((list) => list.sort((a, b) => a.at - b.at));
const moment = fc.integer({ min: -1, max: 31 });

describe('marks in order of time', () => {
  it('are found as a look at every one of them finds them', () => {
    fc.assert(fc.property(marks, moment, moment, (list, a, b) => {
      expect(marksBetween(list, a, b)).toEqual(list.filter((mark) => mark.at > a && mark.at <= b));
      for (const kind of [undefined, 'leak', 'block'] as const) {
        const ours = list.filter((mark) => kind === undefined || mark.kind === kind);
        expect(nextMark(list, a, kind)?.at).toBe(ours.find((mark) => mark.at > a)?.at);
        expect(markBefore(list, a, kind)?.at).toBe(ours.filter((mark) => mark.at < a).at(-1)?.at);
      }
      expect(latestMarks(list, a, 3)).toEqual(list.filter((mark) => mark.at <= a).slice(-3).reverse());
    }));
  });

  it('lead forwards and back through every moment once', () => {
    fc.assert(fc.property(marks, (list) => {
      const forwards: number[] = [];
      for (let mark = nextMark(list, -1); mark !== null; mark = nextMark(list, mark.at)) forwards.push(mark.at);
      const back: number[] = [];
      for (let mark = markBefore(list, 99); mark !== null; mark = markBefore(list, mark.at)) back.push(mark.at);
      expect(back.reverse()).toEqual(forwards);
      expect(forwards).toEqual([...new Set(list.map((mark) => mark.at))]);
    }));
  });
});
