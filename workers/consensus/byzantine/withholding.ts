import type { BlockSeen, ReadChain } from '../entry.ts';
import type { Wire } from '../protocol.ts';

/** A block of its own that nobody else has, and the message that tells of it. */
interface Hidden {
  readonly block: BlockSeen;
  readonly message: Wire;
}

/** When to show what is hidden. */
export interface ShowRule {
  /** What it finds now is not for everyone. */
  readonly hides: boolean;
  /** It has found a block itself, which is the last of the hidden ones now. */
  found(block: BlockSeen): void;
  /** Others have a block; it is not counted yet. */
  othersFound(block: BlockSeen): void;
  /** Whatever happened has been told to the rule. */
  settled?(): void;
  /** It follows its protocol from now on. */
  end(): void;
}

/** Tells everyone of blocks, the last of which is at height `top`; `wasKept`: not all were found just now. */
export type Show = (messages: readonly Wire[], top: number, wasKept: boolean) => void;

/**
 * The blocks that a miner keeps to itself, beside the public chain as others show it: what every
 * attack by withholding has in common. A rule says what is shown when (selfish-mining.ts); without
 * one nothing is hidden, and the lengths are kept for when there is.
 */
export class Withholding {
  rule: ShowRule | null = null;
  /** Lowest first. */
  private hidden: Hidden[] = [];
  /** Found, and not yet put before the rule. */
  private fresh: BlockSeen[] = [];
  /** Those that are before the rule now: shown at once they were never kept from anyone. */
  private newest: readonly BlockSeen[] = [];
  private readonly own = new Set<string>();
  private readonly secret = new Set<string>();
  private readonly seen = new Set<string>();
  private height = 0;
  private readonly self: number;
  private readonly read: ReadChain;
  private show: Show;

  constructor(self: number, read: ReadChain, show: Show) {
    this.self = self;
    this.read = read;
    this.show = show;
  }

  /** After a crash, with what it wrote down. */
  resume(show: Show): this {
    this.show = show;
    return this;
  }

  /** The length of the chain that everybody can know. */
  get publicHeight(): number {
    return this.height;
  }

  /** The height of the last block that is hidden; 0: none is. */
  get hiddenTop(): number {
    return this.hidden.at(-1)?.block.height ?? 0;
  }

  get hiddenCount(): number {
    return this.hidden.length;
  }

  /** A message that it would send; true where that would give away what is hidden. */
  keeps(message: Wire): boolean {
    const blocks = this.read.blocks(message);
    const newest = blocks.at(-1);
    if (newest?.maker === this.self && !this.own.has(newest.hash)) this.finds(newest, message);
    if (this.secret.size === 0) return false;
    const head = this.read.head(message);
    return blocks.some(({ hash }) => this.secret.has(hash)) || (head !== null && this.secret.has(head));
  }

  /** A message that it was sent: what is new in it of the blocks of others, lowest first. */
  hears(message: Wire): void {
    for (const block of this.read.blocks(message)) {
      if (this.own.has(block.hash) || this.seen.has(block.hash)) continue;
      this.seen.add(block.hash);
      this.rule?.othersFound(block);
      this.height = Math.max(this.height, block.height);
    }
  }

  /** What it found in the call that is over now. */
  settle(): void {
    this.newest = this.fresh;
    this.fresh = [];
    for (const block of this.newest) this.rule?.found(block);
    this.rule?.settled?.();
    this.newest = [];
  }

  end(): void {
    this.rule?.end();
    this.rule = null;
    this.secret.clear();
  }

  /** Tells everyone of the first so many that are hidden. */
  publish(count: number): void {
    const shown = this.hidden.slice(0, count);
    this.hidden = this.hidden.slice(count);
    for (const { block: { hash, height } } of shown) {
      this.secret.delete(hash);
      this.height = Math.max(this.height, height);
    }
    const last = shown.at(-1);
    if (last === undefined) return;
    const wasKept = shown.some(({ block }) => !this.newest.includes(block));
    this.show(shown.map(({ message }) => message), last.block.height, wasKept);
  }

  /** What is hidden will never be shown: another chain is longer. */
  abandon(): void {
    this.hidden = [];
  }

  private finds(block: BlockSeen, message: Wire): void {
    this.own.add(block.hash);
    if (this.rule?.hides !== true) {
      // What was hidden is under it.
      this.publish(this.hidden.length);
      this.height = Math.max(this.height, block.height);
      return;
    }
    this.secret.add(block.hash);
    this.hidden.push({ block, message });
    this.fresh.push(block);
  }
}
