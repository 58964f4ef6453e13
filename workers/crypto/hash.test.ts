import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  createSha256, fromHex, isDigest, sha256, sha256Bytes, toHex, ZERO_DIGEST,
} from './hash.ts';
import { utf8 } from './utf8.ts';

// FIPS 180-4 examples, NIST "SHA256.pdf", and the one million letters of FIPS 180-2 appendix B.3.
const PUBLISHED: readonly [string, string][] = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
];

describe('SHA-256', () => {
  it.each(PUBLISHED)('gives the published digest of %.8s…', (text, digest) => {
    expect(sha256(utf8(text))).toBe(digest);
  });

  it('agrees with OpenSSL on any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(toHex(sha256Bytes(bytes))).toBe(sha256(bytes));
    }));
  });

  it('is the same fed at once or in pieces', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 100 })), (pieces) => {
      const running = createSha256();
      for (const piece of pieces) running.update(piece);
      const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
      expect(toHex(running.digest())).toBe(sha256(whole));
    }));
  });
});

describe('hexadecimal text', () => {
  it('returns to the same bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => {
      expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
      expect(fromHex(toHex(bytes))).toEqual(bytes);
    }));
  });

  it.each(['a', 'AB', '0g', ' 00'])('refuses %j', (text) => {
    expect(() => fromHex(text)).toThrow('pairs of the digits');
  });

  it('knows a digest by its look', () => {
    expect(isDigest(ZERO_DIGEST)).toBe(true);
    for (const other of ['', ZERO_DIGEST.slice(1), `${ZERO_DIGEST}0`, 'A'.repeat(64), 7, null]) {
      expect(isDigest(other)).toBe(false);
    }
  });
});
