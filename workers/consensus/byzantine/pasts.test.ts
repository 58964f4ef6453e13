import { expect, it } from 'vitest';
import { Pasts } from './pasts.ts';

/** A disk whose list grows with each block, as the log of Raft does. */
function after(blocks: number, pasts: Pasts): unknown {
  const disk = { log: [] as number[] };
  for (let height = 1; height <= blocks; height += 1) {
    disk.log.push(height);
    pasts.decided(height);
    pasts.keep(disk);
  }
  return disk;
}

it('a liar begins with the disk as it was before the block that the story names', () => {
  const pasts = new Pasts();
  pasts.mayBeginAt(4);
  const disk = after(9, pasts);
  expect(pasts.reaches(4)).toBe(true);
  expect(pasts.at(4, disk)).toEqual({ log: [1, 2, 3] });
  expect(pasts.at(0, disk)).toEqual(disk);
});

it('no disk of another block is kept, however long the chain: each would hold all before it', () => {
  const pasts = new Pasts();
  pasts.mayBeginAt(4);
  const disk = after(9, pasts);
  for (const height of [2, 3, 5, 9, 10]) {
    expect(pasts.reaches(height)).toBe(false);
    expect(pasts.at(height, disk)).toBeNull();
  }
});

it('of blocks that were decided in one moment there is no disk between them', () => {
  const pasts = new Pasts();
  pasts.mayBeginAt(2);
  pasts.mayBeginAt(3);
  pasts.decided(1);
  pasts.decided(2);
  pasts.keep({ log: [1, 2] });
  expect(pasts.reaches(2)).toBe(false);
  expect(pasts.reaches(3)).toBe(true);
});
