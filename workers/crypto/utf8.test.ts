import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from './hash.ts';
import { fromUtf8, utf8 } from './utf8.ts';

const text = (): fc.Arbitrary<string> => fc.string({ unit: 'binary' });

describe('UTF-8 of hashed text', () => {
  it('writes the bytes that the platform writes', () => {
    fc.assert(fc.property(text(), (value) => {
      expect(toHex(utf8(value))).toBe(Buffer.from(value, 'utf8').toString('hex'));
    }));
  });

  it('reads back what it wrote', () => {
    fc.assert(fc.property(text(), (value) => {
      expect(fromUtf8(utf8(value))).toBe(value);
    }));
  });

  it('reads or refuses any bytes exactly as the strict decoder of the platform', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const likely = fc.oneof(fc.uint8Array({ maxLength: 8 }), fc.array(
      fc.constantFrom(0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f,
        0xf5),
      { maxLength: 5 },
    ).map((list) => Uint8Array.from(list)));
    fc.assert(fc.property(likely, (bytes) => {
      const decode = (): string | null => {
        try {
          return strict.decode(bytes);
        } catch {
          return null;
        }
      };
      expect(fromUtf8(bytes)).toBe(decode());
    }), { numRuns: 3_000 });
  });

  it.each(['\ud800', 'a\udfff', '\udc00\ud800'])('throws on the lone surrogate in %j', (value) => {
    expect(() => utf8(value)).toThrow('surrogate');
  });
});
