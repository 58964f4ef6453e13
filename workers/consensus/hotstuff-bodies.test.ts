import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bodies } from './hotstuff-bodies.ts';

describe('the bodies of undecided blocks', () => {
  it('are found like in a table, wherever one begins to look', () => {
    const steps = fc.array(fc.record({ digest: fc.nat(5), isGone: fc.boolean() }), { maxLength: 30 });
    fc.assert(fc.property(steps, (acts) => {
      const bodies = new Bodies();
      const twin = new Map<string, unknown>();
      for (const [bytes, { digest: number, isGone }] of acts.entries()) {
        const digest = `block-${number}`;
        const before = bodies.all;
        const kept = [...before];
        const payload = { digest, bytes, body: null };
        if (isGone) bodies.delete(digest);
        else bodies.set(payload);
        if (isGone) twin.delete(digest);
        else twin.set(digest, payload);
        expect(before).toEqual(kept);
        expect(bodies.all).toHaveLength(twin.size);
        for (const each of ['block-0', 'block-1', 'block-2', 'block-3', 'block-4', 'block-5']) {
          expect(bodies.get(each)).toBe(twin.get(each));
          for (let start = 0; start <= 8; start += 1) {
            expect(bodies.all[bodies.placeOf(each, start)]).toBe(twin.get(each));
          }
        }
      }
    }), { numRuns: 40 });
  });
});
