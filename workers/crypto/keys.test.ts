import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from './hash.ts';
import { Keyring, KeyRegistry, pkcs8, secretOf, SIGNATURE_BYTES } from './keys.ts';

// RFC 8032 §7.1, test 1 (the empty message).
const RFC_SECRET = fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
const RFC_PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
const RFC_SIGNATURE = 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155'
  + '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';

describe('the private key for WebCrypto', () => {
  it('is the key of RFC 8032 test 1: same public key, same signature', async () => {
    const { subtle } = webcrypto;
    const key = await subtle.importKey('pkcs8', pkcs8(RFC_SECRET), 'Ed25519', true, ['sign']);
    const { x } = await subtle.exportKey('jwk', key);
    expect(Buffer.from(x!, 'base64url').toString('hex')).toBe(RFC_PUBLIC);
    const signature = new Uint8Array(await subtle.sign('Ed25519', key, new Uint8Array(0)));
    expect(toHex(signature)).toBe(RFC_SIGNATURE);
    expect(signature.length).toBe(SIGNATURE_BYTES);
  });

  it('is read by OpenSSL as the same key', () => {
    const der = Buffer.from(pkcs8(RFC_SECRET));
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
    expect(raw.toString('hex')).toBe(RFC_PUBLIC);
  });

  it('wants a secret of 32 bytes', () => {
    expect(() => pkcs8(new Uint8Array(31))).toThrow('32 bytes');
  });
});

describe('a secret', () => {
  it('is a function of seed and entity alone', () => {
    expect(secretOf(42, 'ana')).toEqual(secretOf(42, 'ana'));
    const others = [secretOf(43, 'ana'), secretOf(42, 'anna'), secretOf(4, '2ana')].map(toHex);
    expect(new Set([toHex(secretOf(42, 'ana')), ...others]).size).toBe(4);
    expect(secretOf(42, 'ana').length).toBe(32);
  });

  it('is what the holder\'s keyring says it is', () => {
    const registry = new KeyRegistry(42);
    expect(registry.issue('ana').secret).toEqual(secretOf(42, 'ana'));
  });
});

describe('an ideal signature', () => {
  const registry = new KeyRegistry(1);
  const ana = registry.issue('ana');

  it('verifies, and names its signer', () => {
    const signed = ana.sign({ says: 'yes' });
    expect(signed).toEqual({ signer: 'ana', body: { says: 'yes' } });
    expect(registry.verify(signed)).toBe(true);
  });

  it('is not made by writing down its parts', () => {
    const signed = ana.sign({ says: 'yes' });
    expect(registry.verify({ signer: 'ana', body: { says: 'yes' } })).toBe(false);
    expect(registry.verify({ ...signed })).toBe(false);
    expect(registry.verify({ ...signed, body: { says: 'no' } })).toBe(false);
  });

  it('is not made by a keyring that the registry did not issue', () => {
    const stranger = new Keyring('ana', 1, () => undefined);
    expect(registry.verify(stranger.sign({ says: 'yes' }))).toBe(false);
    expect(registry.verify(new KeyRegistry(1).issue('ana').sign({ says: 'yes' }))).toBe(false);
  });

  it('keeps what was signed from changing, to its depths', () => {
    const body = { sections: ['allergies'], terms: { ends: 1 } };
    const signed = ana.sign(body);
    expect(() => body.sections.push('notes')).toThrow(TypeError);
    expect(() => { body.terms.ends = 2; }).toThrow(TypeError);
    expect(() => { (signed as { signer: string }).signer = 'bob'; }).toThrow(TypeError);
    expect(registry.verify(signed)).toBe(true);
  });

  it('can be made by one keyring a holder: a second is never issued', () => {
    expect(() => registry.issue('ana')).toThrow('the key of ana is issued once');
    expect(() => registry.issue('')).toThrow('has a name');
  });
});

describe('a later key of the same holder', () => {
  const registry = new KeyRegistry(7);
  const [first, second] = [registry.issue('ana'), registry.issue('ana', 2)];

  it('is another key, signs in the same name, and says which it is', () => {
    expect(toHex(second.secret)).not.toBe(toHex(first.secret));
    expect(toHex(second.secret)).toBe(toHex(secretOf(7, 'ana#2')));
    expect(first.sign('a')).toEqual({ signer: 'ana', body: 'a' });
    expect(second.sign('a')).toEqual({ signer: 'ana', body: 'a', key: 2 });
    expect(registry.verify({ ...second.sign('a'), key: 1 })).toBe(false);
  });

  it('is issued once too', () => {
    expect(() => registry.issue('ana', 2)).toThrow('the key of ana#2 is issued once');
    expect(() => registry.issue('ana', 0)).toThrow('counted from 1');
  });
});

describe('a pair key', () => {
  const registry = new KeyRegistry(7);
  const [ana, bo, cy] = ['ana', 'bo', 'cy'].map((name) => registry.issue(name));

  it('is the same at both ends and different for every other pair', () => {
    expect(ana!.pairKey('bo')).toEqual(bo!.pairKey('ana'));
    const keys = [ana!.pairKey('bo'), ana!.pairKey('cy'), bo!.pairKey('cy')].map(toHex);
    expect(new Set(keys).size).toBe(3);
    expect(cy!.pairKey('ana').length).toBe(32);
  });

  it('cannot be spoilt by who received it', () => {
    ana!.pairKey('bo').fill(0);
    expect(ana!.pairKey('bo')).toEqual(bo!.pairKey('ana'));
  });

  it('joins two holders, not one with itself', () => {
    expect(() => ana!.pairKey('ana')).toThrow('two holders');
  });
});
