import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Overlay } from './overlay.ts';
import { State } from './state.ts';

const writes = fc.array(fc.record({
  key: fc.constantFrom('a', 'a/1', 'a/2', 'b', 'b/1', 'c'), value: fc.nat(),
}), { maxLength: 8 });

describe('the overlay', () => {
  it('reads as if its writes were made already, and commits to exactly that state', () => {
    fc.assert(fc.property(writes, writes, (before, during) => {
      const base = State.empty.with(before);
      const overlay = new Overlay(base);
      for (const write of during) overlay.write(write);
      const expected = State.empty.with([...before, ...during]);
      for (const key of ['a', 'a/1', 'a/2', 'b', 'b/1', 'c', 'd']) {
        expect(overlay.get(key)).toEqual(expected.get(key));
      }
      for (const prefix of ['', 'a', 'a/', 'b/']) {
        expect(overlay.entries(prefix)).toEqual(expected.entries(prefix));
      }
      expect(overlay.commit().digest).toBe(expected.digest);
    }));
  });

  it('leaves the state below untouched, committed or thrown away', () => {
    const base = State.empty.with([{ key: 'a', value: 1 }]);
    const { digest } = base;
    const overlay = new Overlay(base);
    overlay.write({ key: 'a', value: 2 });
    overlay.commit();
    expect([base.get('a'), base.digest]).toEqual([1, digest]);
  });
});
