import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';
import { fromHex, toHex } from './hash.ts';
import { open, recordKey, recordNonce, seal, SEAL_BYTES, wrapNonce } from './seal.ts';
import { utf8 } from './utf8.ts';

// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
const VECTOR = {
  key: fromHex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f'),
  nonce: fromHex('404142434445464748494a4b4c4d4e4f5051525354555657'),
  aad: fromHex('50515253c0c1c2c3c4c5c6c7'),
  text: utf8("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
    + 'future, sunscreen would be it.'),
  sealed: 'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb'
    + '731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452'
    + '2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9'
    + '21f9664c97637da9768812f615c68b13b52e' + 'c0875924c1c7987947deafd8780acf49',
};
const KEY = VECTOR.key;
const NONCE = VECTOR.nonce;
const AAD = VECTOR.aad;

const flipped = (bytes: Uint8Array, bit: number): Uint8Array => {
  const copy = bytes.slice();
  const at = Math.floor(bit / 8) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
  return copy;
};

describe('a sealed record', () => {
  it('has the published ciphertext and tag', () => {
    expect(toHex(seal(KEY, NONCE, VECTOR.text, AAD))).toBe(VECTOR.sealed);
    expect(open(KEY, NONCE, fromHex(VECTOR.sealed), AAD)).toEqual(VECTOR.text);
  });

  it('opens to the same bytes and is sixteen longer', () => {
    fc.assert(fc.property(fc.uint8Array(), fc.uint8Array(), (bytes, aad) => {
      const sealed = seal(KEY, NONCE, bytes, aad);
      expect(sealed.length).toBe(bytes.length + SEAL_BYTES);
      expect(open(KEY, NONCE, sealed, aad)).toEqual(bytes);
    }));
  });

  it('does not open when one bit of it, its key, its nonce or its aad is changed', () => {
    const sealed = seal(KEY, NONCE, VECTOR.text, AAD);
    fc.assert(fc.property(fc.nat({ max: 8 * sealed.length - 1 }), (bit) => {
      expect(open(KEY, NONCE, flipped(sealed, bit), AAD)).toBeNull();
      expect(open(flipped(KEY, bit), NONCE, sealed, AAD)).toBeNull();
      expect(open(KEY, flipped(NONCE, bit), sealed, AAD)).toBeNull();
      expect(open(KEY, NONCE, sealed, flipped(AAD, bit))).toBeNull();
    }));
  });

  it('does not open when it is cut short', () => {
    const sealed = seal(KEY, NONCE, VECTOR.text, AAD);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(open(KEY, NONCE, sealed.slice(0, length), AAD)).toBeNull();
    }
  });

  it('wants a key of 32 bytes and a nonce of 24', () => {
    expect(() => seal(KEY.slice(1), NONCE, AAD, AAD)).toThrow('32 bytes');
    expect(() => open(KEY, NONCE.slice(1), AAD, AAD)).toThrow('24 bytes');
  });
});

describe('record keys and nonces', () => {
  it('are HMAC-SHA256 under the custodian secret, as OpenSSL computes it', () => {
    const expected = createHmac('sha256', KEY).update(canonical(['record key', 'Patient/1', 2]));
    expect(toHex(recordKey(KEY, 'Patient/1', 2))).toBe(expected.digest('hex'));
  });

  it('differ between records, versions and custodians, and come out the same each time', () => {
    const keys = [['A/1', 1], ['A/1', 2], ['A/11', 2], ['A/2', 1]] as const;
    const all = [KEY, flipped(KEY, 0)].flatMap((secret) =>
      keys.map(([record, version]) => toHex(recordKey(secret, record, version))));
    expect(new Set(all).size).toBe(8);
    expect(recordKey(KEY, 'A/1', 1)).toEqual(recordKey(KEY, 'A/1', 1));
  });

  it('use another nonce for each record, version and direction', () => {
    const nonces = [recordNonce('A/1', 1), recordNonce('A/1', 2), recordNonce('A/2', 1),
      wrapNonce('x', 'y', 'A/1', 1), wrapNonce('y', 'x', 'A/1', 1),
      wrapNonce('x', 'z', 'A/1', 1), wrapNonce('x', 'y', 'A/1', 2)];
    expect(new Set(nonces.map(toHex)).size).toBe(nonces.length);
    for (const nonce of nonces) expect(nonce.length).toBe(24);
  });
});
