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

/** The part of the tree above what has been executed, as one replica knows it. */
export class Tree {
  private readonly nodes = new Map<string, TreeNode>();
  /** `all`, until there are others. */
  private list: readonly TreeNode[] | null = null;
  /** The last node whose block, and all below, it has executed. */
  root: TreeNode;

  constructor(root: TreeNode) {
    this.root = root;
    this.nodes.set(root.id, root);
  }

  add(node: TreeNode): void {
    if (node.view <= this.root.view || this.nodes.has(node.id) || !isGenuine(node)) return;
    this.nodes.set(node.id, node);
    this.list = null;
  }

  get(id: string): TreeNode | undefined {
    return this.nodes.get(id);
  }

  /** The nodes above the root up to this one, lowest first; null where one is not known. */
  pathTo(node: TreeNode): TreeNode[] | null {
    const path: TreeNode[] = [];
    let at: TreeNode | undefined = node;
    while (at !== undefined && at.view > this.root.view) {
      path.push(at);
      at = this.nodes.get(at.parent);
    }
    return at?.id === this.root.id ? path.reverse() : null;
  }

  /** "extends from": whether `ancestor` is the node itself or below it on its branch. */
  isExtending(node: TreeNode, ancestor: TreeNode): boolean {
    let at: TreeNode | undefined = node;
    while (at !== undefined && at.view > ancestor.view) at = this.nodes.get(at.parent);
    return at?.id === ancestor.id;
  }

  /** Everything up to here has been executed: what conflicts with it is of no use. */
  advance(root: TreeNode): void {
    if (root === this.root) return;
    this.root = root;
    this.list = null;
    for (const [id, { view }] of this.nodes) if (view < root.view) this.nodes.delete(id);
    this.nodes.set(root.id, root);
  }

  /** A list that is never changed afterwards. */
  get all(): readonly TreeNode[] {
    this.list ??= [...this.nodes.values()];
    return this.list;
  }

  /** Whether a block above what has been executed is in it. */
  get hasBlocks(): boolean {
    for (const { view, digest } of this.all) {
      if (digest !== null && view > this.root.view) return true;
    }
    return false;
  }
}
