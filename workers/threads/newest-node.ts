import type { World } from '../world/world.ts';

/** Blocks are the same at every node; the one that has got furthest at the run's end has most. */
export function newestNode(world: World): World['nodes'][number] {
  return world.nodes.reduce((best, node) =>
    (node.replica.height > best.replica.height ? node : best), world.nodeOf(0));
}
