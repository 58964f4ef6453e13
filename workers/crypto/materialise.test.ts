import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { utf8 } from './canonical.ts';
import { fromHex } from './hash.ts';
import { materialise, verifySignature } from './materialise.ts';
import { publicKeysOf } from './public-keys.ts';

describe('A materialised signature', () => {
  const message = utf8('what was signed');
  const signature = materialise(42, 'ana', message);

  it('verifies with another implementation, under the signer\'s public key alone', () => {
    const keys = publicKeysOf(42, ['ana', 'ben']);
    const holds = (holder: string, said: Uint8Array): boolean => {
      const der = fromHex(`302a300506032b6570032100${keys.get(holder) ?? ''}`);
      const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
      return verify(null, said, key, fromHex(signature));
    };
    expect(holds('ana', message)).toBe(true);
    expect(holds('ben', message)).toBe(false);
    expect(holds('ana', utf8('what was not'))).toBe(false);
  });

  it('is the same each time, and another from another seed', () => {
    expect(materialise(42, 'ana', message)).toBe(signature);
    expect(materialise(43, 'ana', message)).not.toBe(signature);
  });

  it('is verified by the library as the other implementation does, and nothing else is', () => {
    const keys = publicKeysOf(42, ['ana', 'ben']);
    const [ana = '', ben = ''] = [keys.get('ana'), keys.get('ben')];
    expect(verifySignature(ana, message, signature)).toBe(true);
    expect(verifySignature(ben, message, signature)).toBe(false);
    expect(verifySignature(ana, utf8('what was not'), signature)).toBe(false);
    for (const bad of ['', 'zz', 'f'.repeat(64), `${ana}00`, ana.toUpperCase()]) {
      expect(verifySignature(bad, message, signature)).toBe(false);
    }
    for (const bad of ['', signature.slice(2), 'f'.repeat(128)]) expect(verifySignature(ana, message, bad)).toBe(false);
  });
});
