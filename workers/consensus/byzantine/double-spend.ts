import type { BlockSeen } from '../entry.ts';
import type { ShowRule, Withholding } from './withholding.ts';

/** What a double spender knows of the transactions that it would undo. */
export interface Spending {
  /** Whether a block has one of them in it. */
  isIn(block: BlockSeen): boolean;
  /** One of them waits for a block. */
  isAwaited(): boolean;
  /** Blocks after which whoever relies on it takes it for final, its own counted. */
  readonly confirmations: number;
}

/**
 * The double spend of S. Nakamoto, "Bitcoin", 2008, section 11: while the others work on the chain
 * that has the transaction, the attacker works in secret on one that leaves it out, and shows it as
 * soon as it is longer and the transaction has been taken for final. It never gives up by itself.
 */
export class DoubleSpend implements ShowRule {
  private readonly withholding: Withholding;
  private readonly spending: Spending;
  /** The transaction has been undone: there is nothing more to hide. It is kept through a crash. */
  private readonly progress: { isDone: boolean };
  /** The height at which the longest public chain that has it has it first; null: none has. */
  private spentAt: number | null = null;
  /** How high that chain is. */
  private spentTop = 0;
  /** Public blocks that have it in or below them, by hash: at which height it is first. */
  private readonly spent = new Map<string, number>();

  constructor(withholding: Withholding, spending: Spending, progress: { isDone: boolean }) {
    this.withholding = withholding;
    this.spending = spending;
    this.progress = progress;
  }

  /** There is something to undo: from when it is on its way to a block until it is undone. */
  get isOn(): boolean {
    return !this.progress.isDone && (this.spentAt !== null || this.spending.isAwaited());
  }

  /** A chain with this block is not one to work on. */
  shuns(block: Pick<BlockSeen, 'payload'>): boolean {
    return !this.progress.isDone && this.spending.isIn(block as BlockSeen);
  }

  /** What it finds while there is nothing to undo is a block like any other. */
  get hides(): boolean {
    return this.isOn;
  }

  found(): void {}

  othersFound(block: BlockSeen): void {
    const { withholding, spent } = this;
    const { hash, parent, height } = block;
    const first = spent.get(parent) ?? (this.shuns(block) ? height : null);
    if (first !== null) {
      spent.set(hash, first);
      // Two blocks may come at a height; which of the branches it was is known when one is longer.
      if (height > this.spentTop) [this.spentAt, this.spentTop] = [first, height];
    } else if (height > withholding.hiddenTop) {
      // A longer chain that has it not in it either: the attack goes on from there.
      withholding.abandon();
      [this.spentAt, this.spentTop] = [null, 0];
    }
  }

  settled(): void {
    const { withholding, spentAt, spentTop, spending: { confirmations } } = this;
    const { publicHeight, hiddenTop, hiddenCount } = withholding;
    if (this.progress.isDone || spentAt === null || hiddenTop <= publicHeight) return;
    if (spentTop - spentAt + 1 < confirmations) return;
    this.progress.isDone = true;
    withholding.publish(hiddenCount);
  }

  end(): void {
    this.withholding.abandon();
  }
}
