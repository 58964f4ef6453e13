import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pkcs8, secretOf } from './keys.ts';
import { publicKeysOf } from './public-keys.ts';

describe('the public keys of a run', () => {
  it('are those that OpenSSL derives from the same secrets', () => {
    const holders = ['ana', 'boise-clinic', 'tampa-general'];
    const keys = publicKeysOf(7, holders);
    for (const holder of holders) {
      const key = createPrivateKey({
        key: Buffer.from(pkcs8(secretOf(7, holder))), format: 'der', type: 'pkcs8' });
      const { x } = createPublicKey(key).export({ format: 'jwk' });
      expect(keys.get(holder)).toBe(Buffer.from(x ?? '', 'base64url').toString('hex'));
    }
  });

  it('differ from holder to holder and from seed to seed', () => {
    const all = [1, 2].flatMap((seed) => [...publicKeysOf(seed, ['ana', 'ben']).values()]);
    expect(new Set(all).size).toBe(4);
  });
});
