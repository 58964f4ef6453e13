/** A box by its middle and half its size. */
export interface Block {
  x: number;
  y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** Between two rings of places that are tried, and the directions tried on each. */
const STEP = 6;
const DIRECTIONS = 24;

/**
 * Moves boxes apart: one after another each takes the nearest place to its own where it covers none
 * before it and stays in the picture. Nothing is drawn by lot. False where one finds no room.
 */
export function moveApart(blocks: readonly Block[], width: number, height: number): boolean {
  return blocks.every((block, index) => settle(block, blocks.slice(0, index), width, height));
}

function settle(block: Block, before: readonly Block[], width: number, height: number): boolean {
  if (2 * block.halfWidth > width || 2 * block.halfHeight > height) return false;
  const inside = (x: number, y: number): [number, number] => [
    Math.min(width - block.halfWidth, Math.max(block.halfWidth, x)),
    Math.min(height - block.halfHeight, Math.max(block.halfHeight, y)),
  ];
  const [homeX, homeY] = inside(block.x, block.y);
  for (let away = 0; away <= Math.hypot(width, height); away += STEP) {
    for (let direction = 0; direction < (away === 0 ? 1 : DIRECTIONS); direction += 1) {
      // Downwards first: there a name is in nobody's way to the place above it.
      const angle = Math.PI / 2 + (direction / DIRECTIONS) * 2 * Math.PI;
      const [x, y] = inside(homeX + away * Math.cos(angle), homeY + away * Math.sin(angle));
      if (before.some((other) => covers(other, block, x, y))) continue;
      block.x = x;
      block.y = y;
      return true;
    }
  }
  return false;
}

function covers(other: Block, block: Block, x: number, y: number): boolean {
  return Math.abs(other.x - x) < other.halfWidth + block.halfWidth
    && Math.abs(other.y - y) < other.halfHeight + block.halfHeight;
}
