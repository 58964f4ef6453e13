import { canonical } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';

/**
 * A node of the tree (Yin et al. 2019, section 4.2): a block, or a dummy node, which carries none
 * and is there to bring a block below it to its decision.
 */
export interface TreeNode {
  /** SHA-256 over all the rest. */
  readonly id: string;
  readonly parent: string;
  readonly view: number;
  /** Of the last block at or below it. */
  readonly height: number;
  /** The block's; null: a dummy node. */
  readonly digest: string | null;
}

const GENESIS_ID = 'genesis';

export function genesisNode(height: number): TreeNode {
  return Object.freeze({ id: GENESIS_ID, parent: '', view: 0, height, digest: null });
}

/** `createLeaf(parent, cmd)` */
export function createLeaf(parent: TreeNode, view: number, digest: string | null): TreeNode {
  const height = parent.height + (digest === null ? 0 : 1);
  const id = sha256(canonical([parent.id, view, height, digest]));
  const node = Object.freeze({ id, parent: parent.id, view, height, digest });
  GENUINE.add(node);
  return node;
}

/** Whether the id is that of its content; the same bytes are hashed once. */
export function isGenuine(node: TreeNode): boolean {
  if (GENUINE.has(node)) return true;
  const { id, parent, view, height, digest } = node;
  return id === GENESIS_ID
    ? view === 0 && digest === null
    : id === sha256(canonical([parent, view, height, digest]));
}

const GENUINE = new WeakSet<TreeNode>();
