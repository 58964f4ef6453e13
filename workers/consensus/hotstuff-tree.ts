import type { TreeNode } from './hotstuff-node.ts';
import { isGenuine } from './hotstuff-node.ts';
import { inserted } from './list-copy.ts';

/**
 * The part of the tree above what has been executed, as one replica knows it. That is one branch of
 * a handful of nodes as a rule: it is kept as a path, along which nothing has to be looked up. What
 * is not on it is found by id.
 */
export class Tree {
  /** By view; never changed but replaced, so that the disk may keep it. */
  private nodes: readonly TreeNode[];
  /** The path from the root, which is not in it, to the highest node that has one; likewise. */
  private path: readonly TreeNode[];
  /** The last node whose block, and all below, it has executed. */
  root: TreeNode;

  constructor(root: TreeNode) {
    this.root = root;
    this.nodes = inserted([], 0, root);
    this.path = this.nodes.slice(1);
  }

  /** A genuine node, unless it comes too late. */
  add(node: TreeNode): void {
    if (node.view <= this.root.view || this.has(node)) return;
    let place = this.nodes.length;
    while (place > 0 && this.nodes[place - 1]!.view > node.view) place -= 1;
    this.nodes = inserted(this.nodes, place, node);
    const top = this.path.at(-1) ?? this.root;
    if (node.parent === top.id) this.path = inserted(this.path, this.path.length, node);
    else if (node.view > top.view) this.path = this.search(node) ?? this.path;
  }

  /** A branch as another tells it: what is not genuine is left out. */
  addBranch(branch: readonly TreeNode[]): void {
    for (const node of branch) {
      if (node.view > this.root.view && !this.has(node) && isGenuine(node)) this.add(node);
    }
  }

  get(id: string): TreeNode | undefined {
    const { nodes } = this;
    for (let index = nodes.length - 1; index >= 0; index -= 1) {
      if (nodes[index]!.id === id) return nodes[index];
    }
    return undefined;
  }

  /** The nodes above the root up to this one, lowest first; null where one is not known. */
  pathTo(node: TreeNode): readonly TreeNode[] | null {
    const { path } = this;
    const place = placeOf(path, node);
    if (place < 0) return this.search(node);
    return place === path.length - 1 ? path : path.slice(0, place + 1);
  }

  /** "extends from": whether `ancestor` is the node itself or below it on its branch. */
  isExtending(node: TreeNode, ancestor: TreeNode): boolean {
    const place = placeOf(this.path, node);
    if (place >= 0) {
      if (ancestor === this.root) return true;
      const below = placeOf(this.path, ancestor);
      if (below >= 0) return below <= place;
    }
    let at: TreeNode | undefined = node;
    while (at !== undefined && at.view > ancestor.view) at = this.get(at.parent);
    return at?.id === ancestor.id;
  }

  /** Everything up to here has been executed: what conflicts with it is of no use. */
  advance(root: TreeNode): void {
    if (root === this.root) return;
    const isKnown = this.has(root);
    let below = 0;
    while (below < this.nodes.length && this.nodes[below]!.view < root.view) below += 1;
    const kept = this.nodes.slice(below);
    this.nodes = isKnown ? kept : inserted(kept, 0, root);
    this.root = root;
    const place = placeOf(this.path, root);
    this.path = this.path.slice(place < 0 ? this.path.length : place + 1);
    // It was another branch that seemed to be ahead.
    if (place < 0) this.path = this.highest();
  }

  /** A list that is never changed afterwards. */
  get all(): readonly TreeNode[] {
    return this.nodes;
  }

  /** Whether a block above what has been executed is in it. */
  get hasBlocks(): boolean {
    const { nodes, root } = this;
    for (let index = nodes.length - 1; index >= 0; index -= 1) {
      const { view, digest } = nodes[index]!;
      if (view <= root.view) return false;
      if (digest !== null) return true;
    }
    return false;
  }

  /** The id covers the view: it is beside others of its view, or nowhere. */
  private has(node: TreeNode): boolean {
    const { nodes } = this;
    for (let index = nodes.length - 1; index >= 0; index -= 1) {
      const each = nodes[index]!;
      if (each === node) return true;
      if (each.view < node.view) return false;
      if (each.id === node.id) return true;
    }
    return false;
  }

  private highest(): readonly TreeNode[] {
    for (let index = this.nodes.length - 1; index >= 0; index -= 1) {
      const path = this.search(this.nodes[index]!);
      if (path !== null) return path;
    }
    return [];
  }

  /** From parent to parent, until one is on the path. */
  private search(node: TreeNode): TreeNode[] | null {
    const found: TreeNode[] = [];
    let at: TreeNode | undefined = node;
    while (at !== undefined && at.view > this.root.view) {
      const place = placeOf(this.path, at);
      if (place >= 0) return [...this.path.slice(0, place + 1), ...found.reverse()];
      found.push(at);
      at = this.get(at.parent);
    }
    return at?.id === this.root.id ? found.reverse() : null;
  }
}

/** Or -1: from the end, where it nearly always is. */
function placeOf(nodes: readonly TreeNode[], node: TreeNode): number {
  let place = nodes.length - 1;
  while (place >= 0 && nodes[place] !== node) place -= 1;
  return place;
}
