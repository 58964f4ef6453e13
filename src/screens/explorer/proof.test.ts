import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 as otherSha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSignature, fromHex, leafHash, rootOf, sha256, toHex, utf8, walkProof } from './proof.ts';

/** RFC 6962 §2.1.1, written out once more from its definition, with another hash function. */
const sha = (...parts: Uint8Array[]): Uint8Array => {
  const hash = otherSha256.create();
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const splitOf = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);
const mth = (entries: readonly Uint8Array[]): Uint8Array => {
  if (entries.length === 0) return sha();
  if (entries.length === 1) return sha(Uint8Array.of(0), entries[0]!);
  const k = splitOf(entries.length);
  return sha(Uint8Array.of(1), mth(entries.slice(0, k)), mth(entries.slice(k)));
};
const pathOf = (m: number, entries: readonly Uint8Array[]): Uint8Array[] => {
  if (entries.length === 1) return [];
  const k = splitOf(entries.length);
  return m < k ? [...pathOf(m, entries.slice(0, k)), mth(entries.slice(k))]
    : [...pathOf(m - k, entries.slice(k)), mth(entries.slice(0, k))];
};

describe('what a page checks for itself', () => {
  it('hashes as FIPS 180-4 does', async () => {
    expect(await sha256(utf8('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(await sha256(utf8('a'), utf8('bc'))).toBe(await sha256(utf8('abc')));
    expect(toHex(fromHex('00ff10'))).toBe('00ff10');
  });

  it('finds the root of a block from its leaves, and walks every path to it', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 33 }), fc.nat(), async (size, place) => {
      const entries = Array.from({ length: size }, (_, index) => utf8(`transaction ${index}`));
      const index = place % size;
      const root = toHex(mth(entries));
      expect(await rootOf(await Promise.all(entries.map(leafHash)))).toBe(root);
      const path = pathOf(index, entries).map(toHex);
      const walked = await walkProof(entries[index]!, { index, size, path, root });
      expect(walked.reaches).toBe(true);
      expect(walked.steps).toHaveLength(path.length);
      expect((await walkProof(utf8('transaction x'), { index, size, path, root })).reaches).toBe(false);
      if (path.length === 0) return;
      expect((await walkProof(entries[index]!, { index, size, path: path.slice(1), root })).reaches).toBe(false);
    }), { numRuns: 60 });
  });

  it('verifies a signature by the browser, or says that the library did', async () => {
    const { secretKey, publicKey } = ed25519.keygen();
    const preimage = 'what was signed';
    const facts = {
      signer: 'ana', preimage, publicKey: toHex(publicKey),
      signature: toHex(ed25519.sign(utf8(preimage), secretKey)),
    };
    const never = (): Promise<boolean> => Promise.reject(new Error('not asked'));
    expect(await checkSignature(facts, never)).toEqual({ holds: true, by: 'browser' });
    expect(await checkSignature({ ...facts, preimage: 'what was not' }, never)).toEqual({ holds: false, by: 'browser' });
    // A key that this WebCrypto will not take stands for a browser without Ed25519.
    expect(await checkSignature({ ...facts, publicKey: '' }, () => Promise.resolve(true)))
      .toEqual({ holds: true, by: 'library' });
  });
});
