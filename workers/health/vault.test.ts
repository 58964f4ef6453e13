import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyRegistry } from '../crypto/keys.ts';
import { utf8 } from '../crypto/canonical.ts';
import { commitment, SALT_BYTES, Vault } from './vault.ts';

const note = { id: 'ana/AllergyIntolerance/1', bytes: utf8('{"code":"penicillin 1.0"}') };

function vaults(seed = 1, salted = true) {
  const keys = new KeyRegistry(seed);
  const [boise, tampa, payer] = ['boise-clinic', 'tampa-general', 'state-payer'].map(
    (name) => new Vault(keys.issue(name), { salted })) as [Vault, Vault, Vault];
  boise.put(note);
  return { boise, tampa, payer };
}

describe('A vault', () => {
  it('keeps a record sealed and gives its custodian the very bytes back', () => {
    const { boise } = vaults();
    expect(boise.has(note.id)).toBe(true);
    expect(boise.read(note.id)).toEqual(note.bytes);
    const sealed = new TextDecoder('latin1').decode(boise.serve(note.id, 'tampa-general').bytes);
    expect(sealed).not.toContain('penicillin');
  });

  it('serves a record that only the organisation it was served to can open', () => {
    const { boise, tampa, payer } = vaults();
    const served = boise.serve(note.id, 'tampa-general');
    expect(tampa.unwrap(served, 'boise-clinic')?.bytes).toEqual(note.bytes);
    expect(payer.unwrap(served, 'boise-clinic')).toBe(null);
    expect(payer.unwrap({ ...served, holder: 'state-payer' }, 'boise-clinic')).toBe(null);
    expect(tampa.unwrap(served, 'state-payer')).toBe(null);
  });

  it('lets the receiver check the commitment on the ledger', () => {
    const { boise, tampa } = vaults();
    const opened = tampa.unwrap(boise.serve(note.id, 'tampa-general'), 'boise-clinic');
    expect(opened).not.toBe(null);
    if (opened === null) return;
    expect(opened.salt).toHaveLength(SALT_BYTES);
    expect(commitment(opened.salt, opened.bytes)).toBe(boise.commitmentOf(note.id));
    expect(opened.salt).toEqual(boise.saltOf(note.id));
  });

  it('refuses a served record in which any one bit is changed', () => {
    const { boise, tampa } = vaults();
    const served = boise.serve(note.id, 'tampa-general');
    const flipped = (bytes: Uint8Array, bit: number): Uint8Array => {
      const copy = bytes.slice();
      const index = Math.floor(bit / 8) % copy.length;
      copy[index] = (copy[index] ?? 0) ^ (1 << bit % 8);
      return copy;
    };
    fc.assert(fc.property(fc.nat(8 * 400), fc.boolean(), (bit, inKey) => {
      const altered = inKey
        ? { ...served, wrappedKey: flipped(served.wrappedKey, bit) }
        : { ...served, bytes: flipped(served.bytes, bit) };
      expect(tampa.unwrap(altered, 'boise-clinic')).toBe(null);
    }));
  });

  it('refuses a record under another name, version or length of salt', () => {
    const { boise, tampa } = vaults();
    boise.put({ id: 'ana/AllergyIntolerance/2', bytes: note.bytes });
    const served = boise.serve(note.id, 'tampa-general');
    for (const lie of [{ record: 'ana/AllergyIntolerance/2' }, { version: 2 }, { saltBytes: 0 }]) {
      expect(tampa.unwrap({ ...served, ...lie }, 'boise-clinic')).toBe(null);
    }
  });

  it('commits to equal records differently, so that a guess cannot be checked', () => {
    const { boise } = vaults();
    boise.put({ id: 'ana/AllergyIntolerance/2', bytes: note.bytes });
    expect(boise.commitmentOf(note.id)).not.toBe(boise.commitmentOf('ana/AllergyIntolerance/2'));
    expect(vaults(2).boise.commitmentOf(note.id)).not.toBe(boise.commitmentOf(note.id));
  });

  it('without salt commits as anyone could who guesses the record', () => {
    const { boise, tampa } = vaults(1, false);
    expect(boise.commitmentOf(note.id)).toBe(commitment(new Uint8Array(0), note.bytes));
    const opened = tampa.unwrap(boise.serve(note.id, 'tampa-general'), 'boise-clinic');
    expect(opened).toEqual({ salt: new Uint8Array(0), bytes: note.bytes });
  });

  it('is the same in every run of the same seed', () => {
    const once = vaults().boise.serve(note.id, 'tampa-general');
    expect(vaults().boise.serve(note.id, 'tampa-general')).toEqual(once);
  });

  it('keeps the latest version, and versions only go up', () => {
    const { boise, tampa } = vaults();
    const first = boise.serve(note.id, 'tampa-general');
    boise.put({ id: note.id, bytes: utf8('{"code":"none known"}') }, 2);
    expect(boise.read(note.id)).toEqual(utf8('{"code":"none known"}'));
    expect(tampa.unwrap(first, 'boise-clinic')?.bytes).toEqual(note.bytes);
    expect(() => boise.put(note, 2)).toThrow('versions of a record go up');
  });

  it('leaves the same sealed bytes behind an erased record, whether or not it was ever served', () => {
    const [asked, untouched] = [vaults().boise, vaults().boise];
    const sealed = asked.sealedOf(note.id);
    untouched.erase(note.id);
    expect(untouched.sealedOf(note.id)).toEqual(sealed);
    expect(() => untouched.serve(note.id, 'tampa-general')).toThrow();
  });

  it('is asked only for what it keeps', () => {
    expect(() => vaults().tampa.read(note.id)).toThrow('only for records it keeps');
  });
});

describe('A commitment', () => {
  it('is SHA-256 over salt and bytes: FIPS 180-4 example "abc" without salt', () => {
    expect(commitment(new Uint8Array(0), utf8('abc')))
      .toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('takes a salt of 32 bytes or none', () => {
    expect(() => commitment(new Uint8Array(16), note.bytes)).toThrow('a salt is 32 bytes');
  });
});
