import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventRefs } from './event-refs.ts';

describe('EventRefs', () => {
  it('gives back what each event was given, whatever others have let go, as a list of all does', () => {
    const refs = [undefined, null, { kind: 'prepare' }, { kind: 'commit' }, 'round', 7];
    const step = fc.oneof(fc.record({ keep: fc.nat(refs.length - 1), times: fc.integer({ min: 1, max: 70 }) }),
      fc.record({ release: fc.nat() }));
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const kept = new EventRefs();
      const twin: { number: number; ref: unknown }[] = [];
      for (const each of steps) {
        if ('release' in each) {
          const [gone] = twin.splice(each.release % Math.max(1, twin.length), 1);
          if (gone !== undefined) kept.release(gone.number);
        } else {
          const ref = refs[each.keep];
          for (let time = 0; time < each.times; time += 1) twin.push({ number: kept.keep(ref), ref });
        }
        for (const { number, ref } of twin) expect(kept.get(number)).toBe(ref);
      }
    }), { numRuns: 200 });
  });

  it('keeps a message once for all the events of a broadcast, and lets it go with the last', () => {
    const refs = new EventRefs();
    const message = { kind: 'prepare' };
    const numbers = [1, 2, 3].map(() => refs.keep(message));
    expect(new Set(numbers).size).toBe(1);
    for (const number of numbers) {
      expect(refs.get(number)).toBe(message);
      refs.release(number);
    }
    expect(refs.get(numbers[0]!)).toBe(undefined);
  });
});
