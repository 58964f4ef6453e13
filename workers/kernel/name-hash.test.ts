import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameHash } from './name-hash.ts';

function hex(hash: NameHash): string {
  return [hash.high, hash.low].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** FNV-1a as the draft states it, in big integers. */
function twin(bytes: Iterable<number>): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & (2n ** 64n - 1n);
  return hash.toString(16).padStart(16, '0');
}

describe('NameHash', () => {
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('gives the published value for "%s" (draft-eastlake-fnv, appendix C)', (text, value) => {
    expect(hex(new NameHash().text(text))).toBe(value);
  });

  it('equals the definition in big integers for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(hex(new NameHash().text(text))).toBe(twin(new TextEncoder().encode(text)));
      }),
    );
  });

  it('hashes an integer as its eight little-endian bytes', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const bytes = new Uint8Array(new BigInt64Array([BigInt(value)]).buffer);
        expect(hex(new NameHash().integer(value))).toBe(twin(bytes));
      }),
    );
  });

  it('keeps apart names that only differ in where they part', () => {
    const one = hex(new NameHash().text('ab').separator().text('c'));
    expect(hex(new NameHash().text('a').separator().text('bc'))).not.toBe(one);
  });
});
