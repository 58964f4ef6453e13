import { cell, type Frame } from '../../bridge/frame.ts';

export interface BlockMark {
  readonly height: number;
  readonly atMicros: number;
  readonly transactions: number;
  readonly hash: number;
  readonly row: number;
  readonly holders: number;
  readonly members: number;
  readonly round: number;
}

/** More than this many squares are neither read nor scrolled through; older ones are counted. */
export const BLOCKS_SHOWN_MAX = 40;

/** The last blocks of the chain at a frame's moment, oldest first. */
export function blockMarks(frame: Frame, members: number): BlockMark[] {
  const { blocks } = frame;
  const first = Math.max(0, blocks.count - BLOCKS_SHOWN_MAX);
  return Array.from({ length: blocks.count - first }, (_, index) => {
    const row = first + index;
    return {
      height: cell(blocks.height, row), atMicros: cell(blocks.at, row),
      transactions: cell(blocks.transactions, row), hash: cell(blocks.hash, row) >>> 0,
      row: cell(blocks.row, row), holders: cell(blocks.holders, row), members,
      round: cell(blocks.round, row),
    };
  });
}
