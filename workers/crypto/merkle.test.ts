import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, ZERO_DIGEST } from './hash.ts';
import { auditPath, leafHash, merkleRoot, nodeHash, verifyPath } from './merkle.ts';

// The reference tree of the Certificate Transparency project (merkle_tree_test.cc, google/
// certificate-transparency; testonly/constants.go, transparency-dev/merkle), Apache-2.0.
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657',
  '606162636465666768696a6b6c6d6e6f'].map(fromHex);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const PATHS: readonly { index: number; size: number; path: string[] }[] = [
  { index: 0, size: 1, path: [] },
  { index: 0, size: 8, path: [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ] },
  { index: 5, size: 8, path: [
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ] },
  { index: 2, size: 3, path: [
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  ] },
  { index: 1, size: 5, path: [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ] },
];

const tree = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 40 });

describe('the Merkle tree of RFC 6962', () => {
  it.each(ROOTS.map((root, size) => ({ root, size })))(
    'has the published root over the first $size reference leaves', ({ root, size }) => {
      expect(merkleRoot(LEAVES.slice(0, size))).toBe(root);
    });

  it.each(PATHS)('has the published path of leaf $index of $size', ({ index, size, path }) => {
    expect(auditPath(index, LEAVES.slice(0, size))).toEqual(path);
    expect(verifyPath(LEAVES[index]!, index, size, path, ROOTS[size]!)).toBe(true);
  });

  it('agrees with a twin that folds pairs level by level and lifts the odd one out', () => {
    const twin = (leaves: readonly Uint8Array[]): string => {
      const hash = (...parts: (Uint8Array | Buffer)[]): Buffer =>
        createHash('sha256').update(Buffer.concat(parts)).digest();
      let level: Buffer[] = leaves.map((leaf) => hash(Uint8Array.of(0), leaf));
      while (level.length > 1) {
        const above: Buffer[] = [];
        for (let at = 0; at < level.length; at += 2) {
          const right = level[at + 1];
          above.push(right ? hash(Uint8Array.of(1), level[at]!, right) : level[at]!);
        }
        level = above;
      }
      return level[0]!.toString('hex');
    };
    fc.assert(fc.property(tree, (leaves) => {
      expect(merkleRoot(leaves)).toBe(twin(leaves));
    }));
  });

  it('proves every leaf of any tree', () => {
    fc.assert(fc.property(tree, (leaves) => {
      leaves.forEach((leaf, index) => {
        const path = auditPath(index, leaves);
        expect(verifyPath(leaf, index, leaves.length, path, merkleRoot(leaves))).toBe(true);
      });
    }), { numRuns: 40 });
  });

  it('does not prove another leaf, place, root, nor a longer or shorter path', () => {
    fc.assert(fc.property(tree, fc.nat(), (leaves, n) => {
      const size = leaves.length;
      const index = n % size;
      const root = merkleRoot(leaves);
      const path = auditPath(index, leaves);
      const other = Uint8Array.of(...leaves[index]!, 1);
      expect(verifyPath(other, index, size, path, root)).toBe(false);
      expect(verifyPath(leaves[index]!, index, size, path, ZERO_DIGEST)).toBe(false);
      expect(verifyPath(leaves[index]!, index, size, [...path, ZERO_DIGEST], root)).toBe(false);
      expect(verifyPath(leaves[index]!, size, size, path, root)).toBe(false);
      expect(verifyPath(leaves[index]!, -1, size, path, root)).toBe(false);
      if (path.length > 0) {
        expect(verifyPath(leaves[index]!, index, size, path.slice(1), root)).toBe(false);
        const strange = ['no hash', ...path.slice(1)];
        expect(verifyPath(leaves[index]!, index, size, strange, root)).toBe(false);
      }
    }));
  });

  it('does not prove a leaf of a small tree to be one of a larger tree', () => {
    const root = merkleRoot(LEAVES.slice(0, 2));
    const path = auditPath(0, LEAVES.slice(0, 2));
    expect(verifyPath(LEAVES[0]!, 0, 2, path, root)).toBe(true);
    expect(verifyPath(LEAVES[0]!, 0, 3, path, root)).toBe(false);
    expect(verifyPath(LEAVES[0]!, 0, 2, [], ROOTS[1]!)).toBe(false);
  });

  it('never takes a node for a leaf', () => {
    const [a, b] = [leafHash(LEAVES[1]!), leafHash(LEAVES[2]!)];
    const joined = Uint8Array.of(...a, ...b);
    expect(toHex(leafHash(joined))).not.toBe(toHex(nodeHash(a, b)));
  });

  it('throws when asked for the path of a leaf it does not have', () => {
    expect(() => auditPath(8, LEAVES)).toThrow('leaf of the tree');
    expect(() => auditPath(0, [])).toThrow('leaf of the tree');
    expect(() => auditPath(0.5, LEAVES)).toThrow('integer');
  });
});
