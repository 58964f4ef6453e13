import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLeaf, genesisNode } from './hotstuff-node.ts';
import type { TreeNode } from './hotstuff-node.ts';
import { Tree } from './hotstuff-tree.ts';

/** The same by a table of ids alone. */
class Twin {
  root: TreeNode;
  private readonly nodes = new Map<string, TreeNode>();

  constructor(root: TreeNode) {
    this.root = root;
    this.nodes.set(root.id, root);
  }

  add(node: TreeNode): void {
    if (node.view > this.root.view) this.nodes.set(node.id, node);
  }

  pathTo(node: TreeNode): string[] | null {
    const path: string[] = [];
    let at: TreeNode | undefined = node;
    for (; at !== undefined && at.view > this.root.view; at = this.nodes.get(at.parent)) path.unshift(at.id);
    return at?.id === this.root.id ? path : null;
  }

  isExtending(node: TreeNode, ancestor: TreeNode): boolean {
    let at: TreeNode | undefined = node;
    while (at !== undefined && at.view > ancestor.view) at = this.nodes.get(at.parent);
    return at?.id === ancestor.id;
  }

  advance(root: TreeNode): void {
    this.root = root;
    this.nodes.set(root.id, root);
    for (const [id, { view }] of this.nodes) if (view < root.view) this.nodes.delete(id);
  }

  get ids(): string[] {
    return [...this.nodes.keys()].sort();
  }

  get hasBlocks(): boolean {
    return [...this.nodes.values()].some(({ view, digest }) => digest !== null && view > this.root.view);
  }
}

const GENESIS = genesisNode(0);

/** Sixteen nodes, each on one before it, in views that are now and then the same. */
const forests = fc.array(fc.record({ on: fc.nat(15), skip: fc.nat(2), isBlock: fc.boolean() }),
  { minLength: 16, maxLength: 16 }).map((shapes) => {
  const nodes = [GENESIS];
  shapes.forEach(({ on, skip, isBlock }, index) => {
    const parent = nodes[Math.max(0, nodes.length - 1 - on)]!;
    nodes.push(createLeaf(parent, parent.view + 1 + skip, isBlock ? `block-${index}` : null));
  });
  return nodes;
});

const steps = fc.array(fc.record({
  does: fc.constantFrom('add', 'add', 'add', 'add-copy', 'branch', 'advance'), node: fc.nat(16),
}), { maxLength: 40 });

describe('the tree of HotStuff', () => {
  it('answers like a table of all its nodes, whatever comes in whatever order', () => {
    fc.assert(fc.property(forests, steps, (nodes, acts) => {
      const tree = new Tree(GENESIS);
      const twin = new Twin(GENESIS);
      for (const { does, node: number } of acts) {
        const node = nodes[number]!;
        if (does === 'advance' && node.view > tree.root.view) {
          tree.advance(node);
          twin.advance(node);
        } else if (does === 'branch') {
          tree.addBranch([nodes[number >> 1]!, node]);
          for (const each of [nodes[number >> 1]!, node]) twin.add(each);
        } else if (does !== 'advance') {
          tree.add(does === 'add' ? node : { ...node });
          twin.add(node);
        }
        const pairs = nodes.flatMap((each) =>
          [nodes[number]!, tree.root, GENESIS].map((ancestor) => [each, ancestor] as const));
        expect([tree.all.map(({ id }) => id).sort(), tree.hasBlocks,
          nodes.map((each) => tree.pathTo(each)?.map(({ id }) => id) ?? null),
          pairs.map(([each, ancestor]) => tree.isExtending(each, ancestor))].map((part) => JSON.stringify(part)))
          .toEqual([twin.ids, twin.hasBlocks, nodes.map((each) => twin.pathTo(each)),
            pairs.map(([each, ancestor]) => twin.isExtending(each, ancestor))].map((part) => JSON.stringify(part)));
      }
    }), { numRuns: 60 });
  });

  it('takes from a branch only what has the id of its content', () => {
    const tree = new Tree(GENESIS);
    const node = createLeaf(GENESIS, 1, 'block-1');
    tree.addBranch([{ ...node, height: 7 }]);
    expect(tree.all).toEqual([GENESIS]);
    tree.addBranch([{ ...node }]);
    expect(tree.all).toEqual([GENESIS, node]);
  });

  it('never changes a list that it has given', () => {
    const tree = new Tree(GENESIS);
    const [first, second] = [createLeaf(GENESIS, 1, 'block-1'), createLeaf(GENESIS, 2, 'block-2')];
    tree.add(first);
    const [all, path] = [tree.all, tree.pathTo(first)];
    tree.add(second);
    tree.advance(first);
    expect(all).toEqual([GENESIS, first]);
    expect(path).toEqual([first]);
  });
});
