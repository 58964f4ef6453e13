import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLetters } from './event-letters.ts';

describe('EventLetters', () => {
  it('gives back what each event was given, whatever others have let go, as a list of all does', () => {
    const refs = [undefined, null, { kind: 'prepare' }, { kind: 'commit' }, 'round', 7];
    const times = fc.integer({ min: 1, max: 70 });
    const step = fc.oneof(fc.record({ keep: fc.nat(refs.length - 1), kind: fc.nat(2), times }),
      fc.record({ release: fc.nat() }));
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const kept = new EventLetters();
      const twin: { number: number; kind: number; ref: unknown }[] = [];
      for (const each of steps) {
        if ('release' in each) {
          const [gone] = twin.splice(each.release % Math.max(1, twin.length), 1);
          if (gone !== undefined) kept.release(gone.number);
        } else {
          const { kind } = each;
          const ref = refs[each.keep];
          for (let time = 0; time < each.times; time += 1) {
            twin.push({ number: kept.keep(kind, ref, kind - 1, 7), kind, ref });
          }
        }
        for (const { number, kind, ref } of twin) {
          expect(kept.ref(number)).toBe(ref);
          expect([kept.kind(number), kept.cause(number), kept.via(number)]).toEqual([kind, kind - 1, 7]);
        }
      }
    }), { numRuns: 200 });
  });

  it('keeps a message once for all the events of a broadcast, and lets it go with the last', () => {
    const letters = new EventLetters();
    const message = { kind: 'prepare' };
    const numbers = [1, 2, 3].map(() => letters.keep(0, message, -1, -1));
    expect(new Set(numbers).size).toBe(1);
    for (const number of numbers) {
      expect(letters.ref(number)).toBe(message);
      letters.release(number);
    }
    expect(letters.ref(numbers[0]!)).toBe(undefined);
  });
});
