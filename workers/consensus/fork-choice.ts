import { consensusReorganised } from './entries.ts';
import type { Application, Effects, Payload } from './protocol.ts';

/** What the choice of a chain does to its validator. */
type ForkEffects = Pick<Effects<unknown>, 'record' | 'count' | 'adopt' | 'revert'>;

/** A block in its place in the tree of all that one validator knows. */
export interface ForkNode<N> {
  readonly hash: string;
  readonly number: number;
  readonly parent: N | null;
  /** Null: the genesis block. */
  readonly payload: Payload | null;
  /** Of the chain up to here: difficulties, or work. */
  readonly totalDifficulty: number;
}

export interface ForkRules<N> {
  /** Whether who is on `head` goes over to `other`. */
  isPreferred(other: N, head: N): boolean;
  /** Blocks that decide one: itself and those on it. */
  readonly confirmations: number;
  /** It has its confirmations: itself and those above it up to `head`. Records and decides it. */
  decide(node: N, head: N): void;
  /**
   * By its hash the place of each block that is known: where in its own chain a validator looks for it.
   * Validators may share the list where they share the nodes, which follow from the hash; each writes
   * into it, and takes of it only what it knows itself.
   */
  readonly nodes: Map<string, N>;
}

/**
 * Which of its blocks a validator follows: the chain that its rule prefers among those whose
 * payloads the application accepts. A block is decided when it has enough confirmations, and taken
 * back when a preferred chain leaves it out all the same.
 */
export class ForkChoice<N extends ForkNode<N>> {
  head: N;
  private last: N;
  /** The heaviest node that it knows and does not follow. */
  private rival: N | null = null;
  /** The chain it follows, from the first block on. */
  private readonly followed: N[];
  private readonly first: number;
  /** What else it knows, or followed once; null: nothing yet. */
  private others: Map<string, N> | null = null;
  /** Blocks that the application or the rules refuse, and those on top of them. */
  private refused: Set<string> | null = null;
  private readonly rules: ForkRules<N>;
  private readonly application: Application;
  private readonly effects: ForkEffects;

  constructor(
    from: { readonly head: N; readonly decided: number }, rules: ForkRules<N>,
    application: Application, effects: ForkEffects,
  ) {
    this.head = from.head;
    this.rules = rules;
    this.application = application;
    this.effects = effects;
    let at: N = this.head;
    while (at.parent !== null) at = at.parent;
    this.first = at.number;
    this.followed = [at, ...pathFrom(at, this.head)];
    for (const each of this.followed) rules.nodes.set(each.hash, each);
    this.last = this.head;
    while (this.last.number > from.decided && this.last.parent !== null) this.last = this.last.parent;
  }

  /** Back after a crash: what is not decided has to be accepted anew. */
  resume(): void {
    for (const { number, payload, parent } of this.undecided) {
      this.application.accept(number, payload!, this.payloadUnder(parent!));
    }
  }

  /** The number of the last block that is decided. */
  get decided(): number {
    return this.last.number;
  }

  get(hash: string): N | undefined {
    const { head, rules, followed, first, others } = this;
    if (hash === head.hash) return head;
    const node = rules.nodes.get(hash);
    if (node === undefined) return undefined;
    const own = node.number < head.number ? followed[node.number - first] : undefined;
    return own?.hash === hash ? own : others?.get(hash);
  }

  /** Known, for good or bad. */
  has(hash: string): boolean {
    return this.get(hash) !== undefined || this.refused?.has(hash) === true;
  }

  /** The blocks that are not decided yet, lowest first. */
  get undecided(): readonly N[] {
    return pathFrom(this.last, this.head);
  }

  /** What the application is told to build on: the head, or nothing where that is decided. */
  get parent(): Payload | undefined {
    return this.payloadUnder(this.head);
  }

  /** Hashes from the head down, at distances 0, 1, 3, 7, 15, …; the first block is last. */
  get locator(): readonly string[] {
    if (LOCATED.head === this.head) return LOCATED.locator;
    const locator: string[] = [];
    const { followed } = this;
    for (let at = followed.length - 1, step = 1; at > 0; at -= step, step *= 2) locator.push(followed[at]!.hash);
    locator.push(followed[0]!.hash);
    Object.assign(LOCATED, { head: this.head, locator });
    return locator;
  }

  /** The same, with a block first that it knows and need not follow. */
  locatorAbove(hash: string | undefined): readonly string[] {
    return hash === undefined || this.get(hash) === undefined ? this.locator : [hash, ...this.locator];
  }

  /**
   * Another head is as heavy: whoever sits on it can go on only when this one has grown, or they
   * would part for good, both at rest.
   */
  get isTied(): boolean {
    return this.rival !== null && this.rival.totalDifficulty >= this.head.totalDifficulty;
  }

  refuseHash(hash: string): void {
    (this.refused ??= new Set()).add(hash);
  }

  /**
   * A block whose parent is known and whose header keeps the rules: follows it from now on, if it is to
   * be preferred and its payloads are valid.
   */
  consider(node: N): boolean {
    const { head, followed } = this;
    this.rules.nodes.set(node.hash, node);
    if (!this.rules.isPreferred(node, head)) {
      this.keep(node);
      this.note(node);
      return false;
    }
    // Most blocks stand on the head.
    const ancestor = node.parent === head ? head : commonAncestor(head, node);
    this.revertTo(ancestor);
    const path = pathFrom(ancestor, node);
    for (const each of path) {
      if (this.application.accept(each.number, each.payload!, this.payloadUnder(each.parent!))) continue;
      this.keep(node);
      this.refuse(each);
      this.decide();
      return false;
    }
    if (ancestor !== head) {
      for (const each of followed.splice(ancestor.number - this.first + 1)) this.keep(each);
    }
    for (const each of path) followed.push(each);
    this.head = node;
    if (ancestor !== head) {
      this.note(head);
      this.effects.record(consensusReorganised, {
        height: ancestor.number + 1, depth: head.number - ancestor.number,
        digest: node.payload!.digest,
      });
    }
    this.effects.adopt?.(node.number, node.payload!, node.totalDifficulty);
    this.decide();
    return true;
  }

  private keep(node: N): void {
    (this.others ??= new Map()).set(node.hash, node);
  }

  private note(node: N): void {
    if (node.totalDifficulty > (this.rival?.totalDifficulty ?? 0)) this.rival = node;
  }

  private payloadUnder(parent: N): Payload | undefined {
    return parent.number <= this.last.number ? undefined : parent.payload!;
  }

  /** A reorganisation deeper than the confirmations: what was decided above is taken back. */
  private revertTo(ancestor: N): void {
    if (ancestor.number >= this.last.number) return;
    this.last = ancestor;
    this.effects.revert(ancestor.number + 1);
  }

  private refuse(node: N): void {
    const gone = [...this.others?.values() ?? []].filter((each) =>
      each.number >= node.number && commonAncestor(each, node) === node);
    for (const { hash } of gone) {
      this.others?.delete(hash);
      this.refuseHash(hash);
    }
    this.effects.count('consensus.refusedBlocks', gone.length);
  }

  private decide(): void {
    const { head, last } = this;
    let node = head;
    while (node.number > last.number && head.number - node.number + 1 < this.rules.confirmations) {
      node = node.parent!;
    }
    for (const each of pathFrom(last, node)) {
      this.last = each;
      this.rules.decide(each, head);
    }
  }
}

/** Of one head: all who share its node share the list. */
const LOCATED: { head: unknown; locator: readonly string[] } = { head: null, locator: [] };

/** The last node that both chains have. */
export function commonAncestor<N extends ForkNode<N>>(one: N, other: N): N {
  let [a, b] = [one, other];
  while (a.hash !== b.hash) {
    const [wasA, wasB]: [N, N] = [a, b];
    if (wasA.number >= wasB.number) a = wasA.parent ?? wasA;
    if (wasB.number >= wasA.number) b = wasB.parent ?? wasB;
  }
  return a;
}

/** The nodes above `ancestor` up to `node`, lowest first. */
export function pathFrom<N extends ForkNode<N>>(ancestor: N, node: N): N[] {
  if (node.parent === ancestor) return [node];
  const path: N[] = [];
  for (let at = node; at.number > ancestor.number && at.parent !== null; at = at.parent) path.push(at);
  return path.reverse();
}

/** What is above the last node that `locator` names, up to `node`, lowest first. */
export function pathAbove<N extends ForkNode<N>>(node: N | undefined, locator: readonly string[]): N[] {
  const path: N[] = [];
  let at = node;
  while (at !== undefined && at.parent !== null && !locator.includes(at.hash)) {
    path.push(at);
    at = at.parent;
  }
  return path.reverse();
}
