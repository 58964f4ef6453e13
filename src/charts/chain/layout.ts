/** Where blocks stand: a column for each height, the chain in the first row, forks stacked below. */
export interface ChainBlock {
  readonly row: number;
  readonly height: number;
  /** The row of the block before it; −1 where that one is not among them. */
  readonly parent: number;
  /** Whether it is in the chain of some replica; a block that was only proposed never leads. */
  readonly held: boolean;
}

export interface Cell {
  readonly column: number;
  readonly level: number;
}

/** By the block's row. The same blocks always stand in the same places. */
export function placeBlocks(blocks: readonly ChainBlock[]): Map<number, Cell> {
  const first = Math.min(...blocks.map(({ height }) => height));
  const byRow = new Map(blocks.map((block) => [block.row, block]));
  const cells = new Map<number, Cell>();
  const taken = new Set<string>();
  const place = (block: ChainBlock, level: number): void => {
    let free = level;
    while (taken.has(`${block.height} ${free}`)) free += 1;
    taken.add(`${block.height} ${free}`);
    cells.set(block.row, { column: block.height - first, level: free });
  };
  for (const block of mainBranch(blocks, byRow)) place(block, 0);
  const others = blocks.filter(({ row }) => !cells.has(row))
    .sort((a, b) => a.height - b.height || a.row - b.row);
  // A fork goes on beside the block that it forks from, never in the first row.
  for (const block of others) place(block, Math.max(1, cells.get(block.parent)?.level ?? 1));
  return cells;
}

/** From the highest block that is held, and of equals the first, down to the oldest. */
function mainBranch(
  blocks: readonly ChainBlock[], byRow: ReadonlyMap<number, ChainBlock>,
): ChainBlock[] {
  const held = blocks.filter((block) => block.held);
  const tip = held.reduce<ChainBlock | undefined>((best, block) => (best === undefined
    || block.height > best.height || (block.height === best.height && block.row < best.row)
    ? block : best), undefined);
  const branch: ChainBlock[] = [];
  for (let at = tip; at !== undefined; at = byRow.get(at.parent)) branch.push(at);
  return branch;
}
