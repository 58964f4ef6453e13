import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from './utf8.ts';

describe('utf8', () => {
  it('encodes the examples of RFC 3629, section 7', () => {
    expect([...utf8('A\u2262\u0391.')]).toEqual([0x41, 0xe2, 0x89, 0xa2, 0xce, 0x91, 0x2e]);
    expect([...utf8('\ud55c\uad6d')]).toEqual([0xed, 0x95, 0x9c, 0xea, 0xb5, 0xad]);
    expect([...utf8('\u{233b4}')]).toEqual([0xf0, 0xa3, 0x8e, 0xb4]);
  });

  it('agrees with the platform on any string, unpaired surrogates included', () => {
    const anyUnits = fc.array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd7ff, max: 0xe000 })));
    fc.assert(
      fc.property(anyUnits, (units) => {
        const text = String.fromCharCode(...units);
        expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
      }),
    );
  });
});
