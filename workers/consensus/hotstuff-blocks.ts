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
  /** A handful, in no order. */
  private readonly valid: Payload[] = [];
  private readonly core: Core;
  private readonly application: Application;

  constructor(core: Core, application: Application) {
    this.core = core;
    this.application = application;
  }

  /** The last block at or below a node: undefined where it is decided, null where one is not here. */
  under(node: TreeNode): Payload | undefined | null {
    const { tree, bodies } = this.core;
    const path = tree.pathTo(node);
    if (path === null) return null;
    let last: Payload | undefined;
    let place = bodies.all.length;
    for (let index = path.length - 1; index >= 0; index -= 1) {
      const { digest } = path[index]!;
      if (digest === null) continue;
      place = bodies.placeOf(digest, place);
      if (place < 0) return null;
      last ??= bodies.all[place];
    }
    return last;
  }

  /** Digests on the way to a node whose blocks are not here. */
  missingTo(node: TreeNode): string[] {
    return (this.core.tree.pathTo(node) ?? []).flatMap(({ digest }) =>
      (digest === null || this.core.bodies.get(digest) !== undefined ? [] : [digest]));
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
    const { tree, bodies } = this.core;
    if (node.digest !== null && this.valid.includes(bodies.get(node.digest)!)) return true;
    let parent: Payload | undefined;
    let place = -1;
    for (const { digest, height } of tree.pathTo(node) ?? []) {
      if (digest === null) continue;
      place = bodies.placeOf(digest, place + 2);
      const payload = bodies.all[place]!;
      if (!this.isValid(height, payload, parent)) return false;
      parent = payload;
    }
    return true;
  }

  /** The application's rule, on the last decided block unless said. */
  isValid(height: number, payload: Payload, parent?: Payload): boolean {
    if (this.valid.includes(payload)) return true;
    if (!this.application.accept(height, payload, parent)) {
      // A wrong body under the right digest gives way to the next one heard.
      const { bodies } = this.core;
      if (bodies.get(payload.digest) === payload) bodies.delete(payload.digest);
      return false;
    }
    this.valid.push(payload);
    return true;
  }

  /** Another replica builds on blocks that it does not have. */
  answer(to: number, { digests }: Fetch, effects: Pick<Effects<HotStuffMessage>, 'send'>): void {
    const payloads = digests.flatMap((digest) => this.core.bodies.get(digest) ?? []);
    if (payloads.length > 0) effects.send(to, fetched(payloads));
  }

  decided(payload: Payload): void {
    this.forgetValid(this.valid.indexOf(payload));
    this.core.bodies.delete(payload.digest);
  }

  /** The blocks of nodes that cannot be decided any more are forgotten, when they have become many. */
  forget(): void {
    const { tree, bodies } = this.core;
    if (bodies.all.length + this.valid.length <= FORGOTTEN_AT) return;
    const kept = new Set(tree.all.map(({ digest }) => digest));
    for (const { digest } of bodies.all) if (!kept.has(digest)) bodies.delete(digest);
    for (let index = this.valid.length - 1; index >= 0; index -= 1) {
      if (!kept.has(this.valid[index]!.digest)) this.forgetValid(index);
    }
  }

  private forgetValid(index: number): void {
    if (index < 0) return;
    const last = this.valid.pop()!;
    if (index < this.valid.length) this.valid[index] = last;
  }
}

const FORGOTTEN_AT = 32;
