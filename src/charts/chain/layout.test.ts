import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeBlocks, type ChainBlock } from './layout.ts';

/** Any tree of blocks, each on one of those before it. */
const trees = fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 30 }).map((steps) => {
  const blocks: ChainBlock[] = [];
  steps.forEach(([choice, held], row) => {
    const parent = blocks[choice % Math.max(1, blocks.length)];
    blocks.push({ row, height: (parent?.height ?? 0) + 1, parent: parent?.row ?? -1, held });
  });
  return blocks;
});

describe('the chain', () => {
  it('puts no two blocks in one place, and each above its height', () => {
    fc.assert(fc.property(trees, (blocks) => {
      const cells = placeBlocks(blocks);
      const places = new Set([...cells.values()].map(({ column, level }) => `${column} ${level}`));
      expect(places.size).toBe(blocks.length);
      const first = Math.min(...blocks.map(({ height }) => height));
      for (const { row, height } of blocks) expect(cells.get(row)?.column).toBe(height - first);
    }));
  });

  it('puts the longest held branch in the first row, from its tip down', () => {
    const blocks: ChainBlock[] = [
      { row: 1, height: 1, parent: -1, held: true }, { row: 2, height: 2, parent: 1, held: true },
      { row: 3, height: 2, parent: 1, held: true }, { row: 4, height: 3, parent: 3, held: true },
      { row: 5, height: 3, parent: 2, held: false },
    ];
    const cells = placeBlocks(blocks);
    expect([1, 3, 4].map((row) => cells.get(row)?.level)).toEqual([0, 0, 0]);
    expect([2, 5].map((row) => cells.get(row)?.level)).toEqual([1, 1]);
  });

  it('never lets a block lead that was only put forward', () => {
    fc.assert(fc.property(trees, (blocks) => {
      const cells = placeBlocks(blocks);
      const leading = blocks.filter(({ row }) => cells.get(row)?.level === 0);
      const tip = leading.reduce((best, block) => Math.max(best, block.height), 0);
      for (const block of blocks) if (block.held) expect(block.height).toBeLessThanOrEqual(tip);
    }));
  });
});
