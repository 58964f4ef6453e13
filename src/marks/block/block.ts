import type { Picture } from '../../bridge/engine.svelte.ts';
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
  /** The row and hash of the block before it; −1 and null where it is not drawn. */
  readonly parent: number;
  readonly parentHash: number | null;
  readonly proposer: number;
  /** held: some replica has it; proposed: none yet; given up: another has taken its height. */
  readonly stage: 'held' | 'proposed' | 'givenUp';
  readonly cells: readonly CellMark[];
}

/** One transaction of a block. */
export interface CellMark {
  readonly kind: string;
  /** The outcome that wrote it, or the block itself. */
  readonly row: number;
}

/** Whether a block holds a transaction about what is followed; null while nothing is. */
export function isLit(block: BlockMark, outcomes: ReadonlySet<number> | null): boolean | null {
  return outcomes === null ? null : block.cells.some(({ row }) => outcomes.has(row));
}

/** More than this many squares are neither read nor scrolled through; older ones are counted. */
export const BLOCKS_SHOWN_MAX = 40;

/** The last blocks of the chain at a frame's moment, oldest first. */
export function blockMarks({ frame, names }: Picture, members: number): BlockMark[] {
  const { blocks } = frame;
  const first = Math.max(0, blocks.count - BLOCKS_SHOWN_MAX);
  const cells = cellsByBlock(frame, names);
  return Array.from({ length: blocks.count - first }, (_, index): BlockMark => {
    const row = first + index;
    return {
      stage: 'held', proposer: cell(blocks.proposer, row), parent: cell(blocks.parent, row),
      parentHash: hashOf(frame, cell(blocks.parent, row)), cells: cells.get(cell(blocks.row, row)) ?? [],
      height: cell(blocks.height, row), atMicros: cell(blocks.at, row),
      transactions: cell(blocks.transactions, row), hash: cell(blocks.hash, row) >>> 0,
      row: cell(blocks.row, row), holders: cell(blocks.holders, row), members,
      round: cell(blocks.round, row),
    };
  });
}

/** Blocks put forward that no replica holds: those still open, and those whose height is taken. */
export function proposalMarks({ frame }: Picture, members: number): BlockMark[] {
  const { proposals } = frame;
  return Array.from({ length: proposals.count }, (_, row): BlockMark => ({
    height: cell(proposals.height, row), atMicros: cell(proposals.at, row), transactions: 0,
    hash: cell(proposals.hash, row) >>> 0, row: cell(proposals.row, row), holders: 0, members,
    round: cell(proposals.round, row), proposer: cell(proposals.proposer, row), cells: [],
    stage: cell(proposals.givenUp, row) === 1 ? 'givenUp' : 'proposed',
    parent: cell(proposals.parent, row), parentHash: hashOf(frame, cell(proposals.parent, row)),
  }));
}

/** Of a block that some replica has, or of one that is only put forward: others may stand on it. */
function hashOf({ blocks, proposals }: Frame, blockRow: number): number | null {
  if (blockRow < 0) return null;
  for (const { row, hash } of [blocks, proposals]) {
    const place = row.indexOf(blockRow);
    if (place >= 0) return cell(hash, place) >>> 0;
  }
  return null;
}

function cellsByBlock({ cells }: Frame, names: readonly string[]): Map<number, CellMark[]> {
  const found = new Map<number, CellMark[]>();
  for (let index = 0; index < cells.count; index += 1) {
    const block = cell(cells.block, index);
    const list = found.get(block) ?? [];
    list.push({ kind: names[cell(cells.kind, index)] ?? '', row: cell(cells.row, index) });
    found.set(block, list);
  }
  return found;
}
