import type { EntryKind, Row, Trace } from '../kernel/trace.ts';
import type { MarkList } from './mark-list.ts';
import type { Names } from './names.ts';
import type { BlockMark } from './stage-state.ts';

/** A transaction as far as a cell shows it: what it asks of which contract, and its id. */
export interface Cell {
  readonly kind: string;
  readonly id: string;
}

/** What is in a block, by its height and hash; the caller reads it from a replica. */
export type Contents = (height: number, hash: string) => readonly Cell[];

/** Blocks whose cells are told, as many as the screen draws; and cells of one block. */
const BLOCKS_MAX = 40;
const CELLS_MAX = 48;

/** The transactions of the latest blocks, and which outcome wrote each. */
export class BlockContents {
  private readonly trace: Trace;
  private readonly contents: Contents;
  private readonly writers = new Map<string, Row>();
  /** Outcomes that have been looked through for writers. */
  private seen = 0;

  constructor(trace: Trace, contents: Contents) {
    this.trace = trace;
    this.contents = contents;
  }

  /** Rows of the frame's table `cells`. */
  rows(blocks: MarkList<BlockMark>, names: Names): number[][] {
    this.gather();
    const rows: number[][] = [];
    for (let place = Math.max(0, blocks.length - BLOCKS_MAX); place < blocks.length; place += 1) {
      const { height, hash, row } = blocks.at(place);
      for (const { kind, id } of this.contents(height, hash).slice(0, CELLS_MAX)) {
        rows.push([row, names.index(kind), this.writers.get(id) ?? row]);
      }
    }
    return rows;
  }

  /** A transaction is written before it is in a block, so its writer is never of the future. */
  private gather(): void {
    for (; this.seen < this.trace.outcomeCount; this.seen += 1) {
      const kind = this.trace.kind(this.seen);
      const place = placeOfId(kind);
      if (place < 0) continue;
      const id = String(this.trace.value(this.seen, place));
      if (!this.writers.has(id)) this.writers.set(id, this.seen);
    }
  }
}

function placeOfId(kind: EntryKind): number {
  return kind.fieldNames.indexOf('transaction');
}
