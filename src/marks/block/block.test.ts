import { describe, expect, it } from 'vitest';
import type { Picture } from '../../bridge/engine.svelte.ts';
import { proposalMarks } from './block.ts';

/** As much of a frame as proposals are made from: one held block, and two put forward on it. */
function pictureOf(parents: readonly [number, number]): Picture {
  const both = (a: number, b: number) => Float64Array.of(a, b);
  return {
    names: [],
    frame: {
      blocks: { count: 1, row: Float64Array.of(10), hash: Float64Array.of(0xa) },
      proposals: {
        count: 2, row: both(20, 30), hash: both(0xb, 0xc), height: both(2, 3), at: both(1, 2),
        proposer: both(0, 1), round: both(0, 0), parent: both(...parents), givenUp: both(0, 0),
      },
    },
  } as unknown as Picture;
}

describe('a block that is put forward', () => {
  it('names the one before it, whether that is held or itself only put forward', () => {
    expect(proposalMarks(pictureOf([10, 20]), 4).map(({ parentHash }) => parentHash)).toEqual([0xa, 0xb]);
  });

  it('names none where that one is not drawn', () => {
    expect(proposalMarks(pictureOf([-1, 5]), 4).map(({ parentHash }) => parentHash)).toEqual([null, null]);
  });
});
