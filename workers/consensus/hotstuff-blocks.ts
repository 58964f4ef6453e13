import type { Core } from './hotstuff-core.ts';
import { fetched } from './hotstuff-messages.ts';
import type { Fetch, HotStuffMessage } from './hotstuff-messages.ts';
import type { TreeNode } from './hotstuff-node.ts';
import type { Application, Effects, Payload } from './protocol.ts';

/**
 * The blocks that are not decided yet, one on the other: which are here, and which are valid on the
 * branch they are on. Each is judged once, since its digest covers the block before it.
 */
export class UndecidedBlocks {
  private readonly valid = new Set<Payload>();
  private readonly core: Core;
  private readonly application: Application;

  constructor(core: Core, application: Application) {
    this.core = core;
    this.application = application;
  }

  /** The last block at or below a node: undefined where it is decided, null where one is not here. */
  under(node: TreeNode): Payload | undefined | null {
    const { tree, payloads } = this.core;
    let last: Payload | undefined;
    let at: TreeNode | undefined = node;
    while (at !== undefined && at.view > tree.root.view) {
      if (at.digest !== null) {
        const payload = payloads.get(at.digest);
        if (payload === undefined) return null;
        last ??= payload;
      }
      at = tree.get(at.parent);
    }
    return at?.id === tree.root.id ? last : null;
  }

  /** Digests on the way to a node whose blocks are not here. */
  missingTo(node: TreeNode): string[] {
    return this.blocksTo(node).flatMap(({ digest }) =>
      (digest === null || this.core.payloads.has(digest) ? [] : [digest]));
  }

  /** Whether a node may be voted for: all blocks up to it are here and valid. */
  isAcceptable(node: TreeNode): boolean {
    return node.digest === null || (this.under(node) !== null && this.areValidTo(node));
  }

  /** What a block on this node is built on: as `under`, and null where a block is not valid. */
  parentFor(node: TreeNode): Payload | undefined | null {
    const last = this.under(node);
    return last === null || last === undefined || this.areValidTo(node) ? last : null;
  }

  /** All are here. */
  private areValidTo(node: TreeNode): boolean {
    const { payloads } = this.core;
    if (node.digest !== null && this.valid.has(payloads.get(node.digest)!)) return true;
    let parent: Payload | undefined;
    for (const { digest, height } of this.blocksTo(node)) {
      const payload = payloads.get(digest!)!;
      if (!this.isValid(height, payload, parent)) return false;
      parent = payload;
    }
    return true;
  }

  /** The application's rule, on the last decided block unless said. */
  isValid(height: number, payload: Payload, parent?: Payload): boolean {
    if (this.valid.has(payload)) return true;
    if (!this.application.accept(height, payload, parent)) {
      // A wrong body under the right digest gives way to the next one heard.
      if (this.core.payloads.get(payload.digest) === payload) {
        this.core.payloads.delete(payload.digest);
      }
      return false;
    }
    this.valid.add(payload);
    return true;
  }

  /** Another replica builds on blocks that it does not have. */
  answer(to: number, { digests }: Fetch, effects: Pick<Effects<HotStuffMessage>, 'send'>): void {
    const payloads = digests.flatMap((digest) => this.core.payloads.get(digest) ?? []);
    if (payloads.length > 0) effects.send(to, fetched(payloads));
  }

  decided(payload: Payload): void {
    this.valid.delete(payload);
    this.core.payloads.delete(payload.digest);
  }

  /** The blocks of nodes that cannot be decided any more are forgotten, when they have become many. */
  forget(): void {
    const { tree, payloads } = this.core;
    if (payloads.size + this.valid.size <= FORGOTTEN_AT) return;
    const kept = new Set(tree.all.map(({ digest }) => digest));
    for (const digest of payloads.keys()) if (!kept.has(digest)) payloads.delete(digest);
    for (const payload of this.valid) if (!kept.has(payload.digest)) this.valid.delete(payload);
  }

  private blocksTo(node: TreeNode): TreeNode[] {
    return this.core.tree.pathTo(node)?.filter(({ digest }) => digest !== null) ?? [];
  }
}

const FORGOTTEN_AT = 32;
