import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Draws } from './draw.ts';
import { Normals } from './normals.ts';

describe('Normals', () => {
  it('draws for many streams at once what each would draw alone, however many, again and again', () => {
    const name = fc.string({ maxLength: 12 });
    const occasions = fc.array(fc.tuple(name, fc.nat(9)), { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(
      fc.integer(), fc.array(name, { maxLength: 300 }), occasions, (seed, entities, asked) => {
        const draws = new Draws(seed);
        const streams = Int32Array.from(entities, (entity) => draws.stream(entity, 'delay'));
        const normals = new Normals(draws);
        for (const [occasion, k] of asked) {
          normals.draw(streams, occasion, k);
          expect([...normals.drawn]).toEqual(entities.map((entity) =>
            new Draws(seed).normal(entity, 'delay', occasion, k)));
        }
      }), { numRuns: 40 });
  });
});
