import { describe, expect, it } from 'vitest';
import { freezeDeep, isFrozenDeep } from './freeze.ts';

describe('freezing to the depths', () => {
  it('freezes lists and objects at every level and returns the same object', () => {
    const value = { a: [{ b: [1] }] };
    expect(freezeDeep(value)).toBe(value);
    expect(() => value.a[0]!.b.push(2)).toThrow(TypeError);
    expect(isFrozenDeep(value)).toBe(true);
    expect(Object.isFrozen(value.a[0]!.b)).toBe(true);
  });

  it('reaches below what was only frozen at the top', () => {
    const inner = { n: 1 };
    const shallow = Object.freeze({ inner });
    expect(isFrozenDeep(shallow)).toBe(false);
    freezeDeep(shallow);
    expect(Object.isFrozen(inner)).toBe(true);
  });

  it('leaves texts, numbers, null and byte arrays alone', () => {
    const bytes = Uint8Array.of(1);
    expect(freezeDeep([bytes, null, 1, 'x'])).toEqual([bytes, null, 1, 'x']);
    bytes[0] = 2;
    expect(bytes[0]).toBe(2);
  });
});
