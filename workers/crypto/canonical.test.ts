import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, canonicalText, parseCanonical, type Plain } from './canonical.ts';
import { utf8 } from './utf8.ts';

const { plain } = fc.letrec<{ plain: Plain }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('plain'), { maxLength: 5 }),
    fc.dictionary(fc.string({ unit: 'binary', maxLength: 6 }), tie('plain'), {
      maxKeys: 5, noNullPrototype: true,
    }),
  ),
}));

describe('canonical bytes', () => {
  it('equal those of the canonicalize package (RFC 8785) on all we hash', () => {
    fc.assert(fc.property(plain, (value) => {
      expect(canonicalText(value)).toBe(canonicalize(value));
    }), { numRuns: 1_000 });
  });

  it('sort names by UTF-16 code units, as the example of RFC 8785 §3.2.3', () => {
    const names: Record<string, string> = {
      '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const inOrder = [...canonicalText(names).matchAll(/:"([^"]+)"/g)].map((match) => match[1]);
    expect(inOrder).toEqual(['Carriage Return', 'One', 'Control',
      'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh']);
  });

  it('do not depend on the order in which an object was made', () => {
    expect(canonical({ b: 1, a: [true, null] })).toEqual(canonical({ a: [true, null], b: 1 }));
  });

  it('write a byte array as its hexadecimal text', () => {
    expect(canonicalText({ key: Uint8Array.of(0, 255) })).toBe('{"key":"00ff"}');
  });

  it.each([
    [0.5, 'safe integer'], [2 ** 53, 'safe integer'], [Number.NaN, 'safe integer'],
    [undefined, 'undefined cannot be hashed'], [{ a: undefined }, 'undefined member, and a'],
    [new Map(), 'plain data'], [() => 0, 'function cannot be hashed'],
  ])('refuse %s', (value, sentence) => {
    expect(() => canonical(value as never)).toThrow(sentence);
  });

  it('refuse a lone surrogate', () => {
    expect(() => canonical(['\ud800'])).toThrow('surrogate');
  });
});

describe('reading canonical bytes', () => {
  it('gives the value back', () => {
    fc.assert(fc.property(plain, (value) => {
      expect(canonical(parseCanonical(canonical(value)))).toEqual(canonical(value));
    }));
  });

  it.each(['', '{', '{"b":1,"a":2}', '[1, 2]', '1.0', '1e2', '0.5', '-0', '"\\u0041"', '"\\/"',
    '"\\ud800"', '{"a":1,"a":1}', '9007199254740993', 'nul'])('refuses the spelling %j', (text) => {
    expect(parseCanonical(utf8(text))).toBeNull();
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(parseCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toBeNull();
  });

  it('never has two spellings: a changed byte is refused or changes the value', () => {
    fc.assert(fc.property(plain, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, at, flip) => {
      const bytes = canonical(value);
      const changed = bytes.slice();
      const index = at % bytes.length;
      changed[index] = (bytes[index] ?? 0) ^ flip;
      const read = parseCanonical(changed);
      if (read !== null) expect(canonical(read)).not.toEqual(bytes);
    }), { numRuns: 1_000 });
  });
});
