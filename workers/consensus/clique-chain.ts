import type { CliqueBlock } from './clique-header.ts';
import type { CliqueOptions } from './clique-options.ts';
import { Snapshot } from './clique-snapshot.ts';
import { childOf, commonAncestor, genesisOf, headerProblem, isPreferred, pathFrom }
  from './clique-tree.ts';
import type { CliqueNode } from './clique-tree.ts';
import { consensusConfirmed, consensusReorganised, consensusSignersChanged } from './entries.ts';
import type { CliqueMessage } from './clique-messages.ts';
import type { Application, Effects, Payload } from './protocol.ts';
import { signerBitmap } from './seals.ts';

/**
 * The blocks that one signer knows, and which of them it follows: the chain of the most total
 * difficulty whose payloads the application accepts. A block is decided when it has enough
 * confirmations, and taken back when a heavier chain leaves it out all the same.
 */
export class CliqueChain {
  head: CliqueNode;
  private last: CliqueNode;
  /** The heaviest node that it knows and does not follow. */
  private rival: CliqueNode | null = null;
  private readonly nodes = new Map<string, CliqueNode>();
  /** Blocks that the application refuses, and those on top of them. */
  private readonly refused = new Set<string>();
  private readonly options: CliqueOptions;
  private readonly application: Application;
  private readonly effects: Effects<CliqueMessage>;

  constructor(options: CliqueOptions, application: Application, effects: Effects<CliqueMessage>) {
    const { members, firstHeight = 1, restored = null } = options;
    this.options = options;
    this.application = application;
    this.effects = effects;
    this.head = restored?.head ?? genesisOf(new Snapshot(firstHeight - 1, [...Array(members).keys()]));
    for (let at: CliqueNode | null = this.head; at !== null; at = at.parent) {
      this.nodes.set(at.hash, at);
    }
    this.last = this.head;
    const decided = restored?.decided ?? firstHeight - 1;
    while (this.last.number > decided && this.last.parent !== null) this.last = this.last.parent;
  }

  /** Back after a crash: what is not decided has to be accepted anew. */
  resume(): void {
    for (const { number, block, parent } of this.undecided) {
      this.application.accept(number, block!.payload, this.payloadUnder(parent!));
    }
  }

  /** The number of the last block that is decided. */
  get decided(): number {
    return this.last.number;
  }

  get(hash: string): CliqueNode | undefined {
    return this.nodes.get(hash);
  }

  /** Known, for good or bad. */
  has(hash: string): boolean {
    return this.nodes.has(hash) || this.refused.has(hash);
  }

  /** The blocks that are not decided yet, lowest first. */
  get undecided(): readonly CliqueNode[] {
    return pathFrom(this.last, this.head);
  }

  /** What the application is told to build on: the head, or nothing where that is decided. */
  get parent(): Payload | undefined {
    return this.payloadUnder(this.head);
  }

  /**
   * Another head is as heavy: whoever sits on it can go on only when this one has grown, or they
   * would part for good, both at rest.
   */
  get isTied(): boolean {
    return this.rival !== null && this.rival.totalDifficulty >= this.head.totalDifficulty;
  }

  /** A genuine block whose parent is known takes its place in the tree; null where it may not. */
  add(block: CliqueBlock, author: number): CliqueNode | null {
    const parent = this.nodes.get(block.seal.body.parent);
    if (parent === undefined || headerProblem(parent, block, author, this.options) !== null) {
      this.refused.add(block.hash);
      return null;
    }
    const node = childOf(parent, block, author, this.options.epochBlocks);
    this.nodes.set(node.hash, node);
    return node;
  }

  /** Follows this node from now on, if it is to be preferred and its payloads are valid. */
  consider(node: CliqueNode): boolean {
    const { head } = this;
    if (!isPreferred(node, head, this.options.tieRule)) {
      this.note(node);
      return false;
    }
    const ancestor = commonAncestor(head, node);
    this.revertTo(ancestor);
    for (const each of pathFrom(ancestor, node)) {
      if (this.application.accept(each.number, each.block!.payload, this.payloadUnder(each.parent!))) {
        continue;
      }
      this.refuse(each);
      this.decide();
      return false;
    }
    this.head = node;
    if (ancestor !== head) {
      this.note(head);
      this.effects.record(consensusReorganised, {
        height: ancestor.number + 1, depth: head.number - ancestor.number,
        digest: node.block!.payload.digest,
      });
    }
    this.effects.adopt?.(node.number, node.block!.payload);
    this.decide();
    return true;
  }

  private note(node: CliqueNode): void {
    if (node.totalDifficulty > (this.rival?.totalDifficulty ?? 0)) this.rival = node;
  }

  private payloadUnder(parent: CliqueNode): Payload | undefined {
    return parent.number <= this.last.number ? undefined : parent.block!.payload;
  }

  /** A reorganisation deeper than the confirmations: what was decided above is taken back. */
  private revertTo(ancestor: CliqueNode): void {
    if (ancestor.number >= this.last.number) return;
    this.last = ancestor;
    this.effects.revert(ancestor.number + 1);
  }

  private refuse(node: CliqueNode): void {
    const gone = [...this.nodes.values()].filter((each) =>
      each.number >= node.number && commonAncestor(each, node) === node);
    for (const { hash } of gone) {
      this.nodes.delete(hash);
      this.refused.add(hash);
    }
    this.effects.count('consensus.refusedBlocks', gone.length);
  }

  private decide(): void {
    const { confirmations } = this.options;
    const path = this.undecided;
    for (const [index, node] of path.entries()) {
      if (this.head.number - node.number + 1 < confirmations) break;
      this.last = node;
      this.decideOne(node, path.slice(index).map(({ signer }) => signer));
    }
  }

  private decideOne(node: CliqueNode, signing: readonly number[]): void {
    const { number: height, block, signer, parent, snapshot } = node;
    const { payload } = block!;
    const { effects, options: { members, names } } = this;
    const signers = [...new Set(signing)].sort((a, b) => a - b);
    effects.record(consensusConfirmed, {
      height, signer: names[signer] ?? '', difficulty: block!.seal.body.difficulty, digest: payload.digest,
      signers: signerBitmap(signers, members),
    });
    if (snapshot.signers.length !== parent!.snapshot.signers.length) {
      effects.record(consensusSignersChanged,
        { height, signers: snapshot.signers.map((each) => names[each]).join(', ') });
    }
    effects.decide(height, payload, { height, round: 0, digest: payload.digest, signers });
  }
}
