import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MarkList } from './mark-list.ts';

interface Mark { readonly name: string; readonly count: number }

/** Pushes, changes and copies; a change names a place as a share of what is there. */
const steps = fc.array(fc.oneof(
  fc.record({ do: fc.constant('push' as const), name: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constant('change' as const), share: fc.double({ min: 0, max: 0.999, noNaN: true }),
    count: fc.nat(9) }),
  fc.record({ do: fc.constant('copy' as const) }),
), { maxLength: 600 });

describe('marks that only grow in number', () => {
  it('are those of plain arrays copied whole, in every copy, whichever side goes on', () => {
    fc.assert(fc.property(steps, fc.boolean(), (list, goesOnWithCopy) => {
      let marks = new MarkList<Mark>((mark) => mark.name);
      let plain: Mark[] = [];
      const kept: { marks: MarkList<Mark>; plain: Mark[] }[] = [];
      for (const step of list) {
        if (step.do === 'push') {
          marks.push({ name: step.name, count: 0 });
          plain.push({ name: step.name, count: 0 });
        } else if (step.do === 'change' && plain.length > 0) {
          const place = Math.floor(step.share * plain.length);
          marks.change(place, { count: step.count });
          plain[place] = { ...plain[place]!, count: step.count };
        } else if (step.do === 'copy') {
          const copy = marks.copy();
          kept.push({ marks: goesOnWithCopy ? marks : copy, plain: [...plain] });
          if (goesOnWithCopy) marks = copy;
          plain = [...plain];
        }
      }
      for (const pair of [...kept, { marks, plain }]) {
        expect([...pair.marks]).toEqual(pair.plain);
        expect(pair.marks.length).toBe(pair.plain.length);
        expect(pair.marks.last()).toEqual(pair.plain.at(-1) ?? null);
        for (const name of ['a', 'b', 'c', 'd']) {
          expect(pair.marks.find(name)).toBe(pair.plain.findIndex((mark) => mark.name === name));
          expect(pair.marks.find(name, ({ count }) => count > 4)).toBe(
            pair.plain.findIndex((mark) => mark.name === name && mark.count > 4));
        }
      }
    }));
  });

  it('cross the border of a chunk', () => {
    const marks = new MarkList<Mark>((mark) => mark.name);
    for (let index = 0; index < 300; index += 1) marks.push({ name: String(index), count: index });
    const before = marks.copy();
    marks.change(200, { count: -1 });
    expect([marks.at(200).count, before.at(200).count]).toEqual([-1, 200]);
    expect(marks.find('299')).toBe(299);
    expect([...before].map(({ count }) => count)).toEqual(Array.from({ length: 300 }, (_, n) => n));
  });
});
