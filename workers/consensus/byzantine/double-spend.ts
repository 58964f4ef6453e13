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
  /** The transaction has been undone: there is nothing more to hide. */
  isDone = false;
  private readonly withholding: Withholding;
  private readonly spending: Spending;
  /** The height at which the public chain has it first; null: not yet. */
  private spentAt: number | null = null;
  /** Public blocks that have it in or below them, by hash. */
  private readonly spent = new Set<string>();

  constructor(withholding: Withholding, spending: Spending) {
    this.withholding = withholding;
    this.spending = spending;
  }

  /** There is something to undo: from when it is on its way to a block until it is undone. */
  get isOn(): boolean {
    return !this.isDone && (this.spentAt !== null || this.spending.isAwaited());
  }

  /** A chain with this block is not one to work on. */
  shuns(block: Pick<BlockSeen, 'payload'>): boolean {
    return !this.isDone && this.spending.isIn(block as BlockSeen);
  }

  found(): void {
    const { withholding } = this;
    if (!this.isOn) withholding.publish(withholding.hiddenCount);
  }

  othersFound(block: BlockSeen): void {
    const { withholding, spent } = this;
    const { hash, parent, height } = block;
    if (spent.has(parent) || this.shuns(block)) {
      spent.add(hash);
      if (!spent.has(parent) && height > withholding.publicHeight) this.spentAt = height;
    } else if (height > withholding.hiddenTop) {
      // A longer chain that has it not in it either: the attack goes on from there.
      withholding.abandon();
      this.spentAt = null;
    }
  }

  settled(): void {
    const { withholding, spentAt, spending: { confirmations } } = this;
    const { publicHeight, hiddenTop, hiddenCount } = withholding;
    if (this.isDone || spentAt === null || hiddenTop <= publicHeight) return;
    if (publicHeight - spentAt + 1 < confirmations) return;
    this.isDone = true;
    withholding.publish(hiddenCount);
  }

  end(): void {
    this.withholding.abandon();
  }
}
