import { describe, expect, it, vi } from 'vitest';
import { publicKeysOf } from '../crypto/public-keys.ts';
import { byPlatform, publicKeysFor } from './public-keys.ts';

const HOLDERS = Array.from({ length: 50 }, (_, index) => `holder-${index}`);

describe('public keys before a run', () => {
  it('are the same by the platform and by the library', async () => {
    for (const seed of [0, 1, 42, Number.MAX_SAFE_INTEGER]) {
      const found = await byPlatform(seed, HOLDERS);
      expect(found).toEqual(publicKeysOf(seed, HOLDERS));
      expect([...found!.keys()]).toEqual(HOLDERS);
    }
  });

  it.each([
    ['no WebCrypto', {}],
    ['no Ed25519', { subtle: { importKey: () => Promise.reject(new Error('Unrecognized name.')) } }],
    ['no way to the public half', { subtle: {
      importKey: () => Promise.resolve({}), exportKey: () => Promise.reject(new Error('OperationError')) } }],
    ['a public half left out', { subtle: {
      importKey: () => Promise.resolve({}), exportKey: () => Promise.resolve({ kty: 'OKP' }) } }],
  ])('come from the library where the platform has %s', async (_why, crypto) => {
    const { crypto: own } = globalThis;
    vi.stubGlobal('crypto', { ...crypto, getRandomValues: own.getRandomValues.bind(own) });
    try {
      expect(await byPlatform(1, HOLDERS).catch(() => null)).toBe(null);
      expect(await publicKeysFor(1, HOLDERS)).toEqual(publicKeysOf(1, HOLDERS));
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
