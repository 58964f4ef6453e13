import { describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../settings/protocols.ts';
import { protocolNamed, protocolNames } from './protocols.ts';

const entries = await Promise.all(protocolNames.map(async (name) => {
  const entry = await protocolNamed(name);
  if (entry === undefined) throw new Error(`There is no file for ${name}.`);
  return entry;
}));

describe('the protocols to choose from', () => {
  it('are the files there are, under the names the register has', () => {
    expect([...protocolNames].sort()).toEqual([...PROTOCOLS].sort());
    expect(entries.map(({ name }) => name)).toEqual(protocolNames);
  });

  it.each(entries)('$name says what it promises, and no more than can be', (entry) => {
    const guarantees = entry.guarantees({
      micros: () => 1_000_000, number: () => 1, text: () => '', flag: () => false,
    });
    for (let members = 1; members <= 64; members += 1) {
      const { faults, finality, safeWith, liveWith, signersMin } = guarantees;
      // Lamport, Shostak and Pease 1982; Fischer, Lynch and Paterson's bound for crashes.
      const most = Math.floor((members - 1) / (faults === 'byzantine' ? 3 : 2));
      expect(safeWith(members)).toBeLessThanOrEqual(most);
      // Who may take decisions back can make them with fewer.
      expect(liveWith(members)).toBeLessThanOrEqual(finality === 'probabilistic' ? members - 1 : most);
      expect(signersMin(members)).toBeGreaterThan(0);
      expect(signersMin(members)).toBeLessThanOrEqual(members);
    }
    expect(guarantees.model).toMatch(/\(.+\d{4}.*\)\.$/);
  });
});
