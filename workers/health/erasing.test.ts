import { describe, expect, it } from 'vitest';
import { utf8 } from '../crypto/canonical.ts';
import { KeyRegistry } from '../crypto/keys.ts';
import { Vault } from './vault.ts';

function vaults(): { boise: Vault; tampa: Vault } {
  const keys = new KeyRegistry(1);
  return { boise: new Vault(keys.issue('boise')), tampa: new Vault(keys.issue('tampa')) };
}

describe('A vault with versions', () => {
  it('serves the latest, or the one that the reader knows of', () => {
    const { boise, tampa } = vaults();
    boise.put({ id: 'Condition/1', bytes: utf8('first') });
    boise.put({ id: 'Condition/1', bytes: utf8('second') }, 2);
    const read = (version?: number): string => String.fromCharCode(
      ...tampa.unwrap(boise.serve('Condition/1', 'tampa', version), 'boise')!.bytes);
    expect(read()).toBe('second');
    expect(read(1)).toBe('first');
    expect(boise.commitmentOf('Condition/1', 1)).not.toBe(boise.commitmentOf('Condition/1'));
    expect(() => boise.serve('Condition/1', 'tampa', 3)).toThrow(/keeps/);
  });
});

describe('A vault that has destroyed a key', () => {
  it('keeps the sealed bytes and opens them for nobody, its custodian included', () => {
    const { boise } = vaults();
    boise.put({ id: 'Condition/1', bytes: utf8('a diagnosis') });
    boise.put({ id: 'Condition/2', bytes: utf8('another') });
    const sealed = boise.sealedOf('Condition/1');
    boise.erase('Condition/1');
    expect(boise.has('Condition/1')).toBe(false);
    expect(boise.sealedOf('Condition/1')).toEqual(sealed);
    for (const use of [
      () => boise.read('Condition/1'), () => boise.saltOf('Condition/1'),
      () => boise.serve('Condition/1', 'tampa'), () => boise.commitmentOf('Condition/1'),
      () => { boise.put({ id: 'Condition/1', bytes: utf8('again') }, 2); },
    ]) expect(use).toThrow(/erased/);
    expect(boise.read('Condition/2')).toEqual(utf8('another'));
  });
});
