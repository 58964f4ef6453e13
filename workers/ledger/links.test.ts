import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linksOf, partsOf } from './links.ts';
import { Replica } from './replica.ts';
import { SampleNetwork, sampleCertificate } from './sample.ts';
import { storeChain } from './stored.ts';

const network = new SampleNetwork(3);
const replica = new Replica(network.genesis, network);
for (const [index, signed] of [
  network.give('g1'), network.enrol('ana', 'tampa-general'), network.revoke('g1'),
  network.give('g2', 'porter'), network.record(9, 1, 'tampa-general'),
].entries()) {
  replica.submit(signed);
  const block = replica.propose(index + 1, 'boise-clinic', 1_000_000 * (index + 1));
  replica.append(block, sampleCertificate(block));
}
const stored = storeChain(replica.chain);

/** A copy with the lowest bit of one byte flipped. */
function flipped(height: number, byte: number): Uint8Array[] {
  const copy = stored.map((bytes) => bytes.slice());
  const bytes = copy[height];
  if (bytes !== undefined) bytes[byte] = (bytes[byte] ?? 0) ^ 1;
  return copy;
}

/** Where a text begins in a stored block. */
function placeOf(height: number, text: string): number {
  return String.fromCharCode(...(stored[height] ?? [])).indexOf(text);
}

describe('the links of a stored chain', () => {
  it('are whole where nothing was changed: each names the hash of the one before', () => {
    const links = linksOf(stored);
    expect(links.every(({ problem, joined, says, is }) => problem === null && joined && says === is)).toBe(true);
    links.slice(1).forEach((link, index) => { expect(link.parent).toBe(links[index]?.is); });
  });

  it('break at a changed header and at the block after it, which still names the old hash', () => {
    const links = linksOf(flipped(2, placeOf(2, '"stateDigest":"') + 20));
    expect(links.map(({ problem }) => problem !== null)).toEqual([false, false, true, false, false, false]);
    expect(links.map(({ joined }) => joined)).toEqual([true, true, true, false, true, true]);
    expect(links[2]?.says).not.toBe(links[2]?.is);
  });

  it('find any flipped byte in its own block', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 5 }), fc.nat(), (height, byte) => {
      const length = stored[height]?.length ?? 1;
      const links = linksOf(flipped(height, byte % length));
      expect(links[height]?.problem).not.toBeNull();
      expect(links.every((link) => link.height === height || link.problem === null)).toBe(true);
    }));
  });
});

describe('the parts of a stored block', () => {
  it('are those of its canonical JSON, byte for byte', () => {
    for (const bytes of stored) {
      const text = String.fromCharCode(...bytes);
      const parsed = JSON.parse(text) as Record<string, unknown>;
      const parts = partsOf(bytes);
      expect(parts.map(({ name }) => name)).toEqual(Object.keys(parsed));
      for (const { name, from, to } of parts) {
        expect(JSON.parse(text.slice(from, to))).toEqual(parsed[name]);
      }
    }
  });
});
