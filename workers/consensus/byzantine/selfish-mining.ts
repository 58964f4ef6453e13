import type { BlockSeen } from '../entry.ts';
import type { ShowRule, Withholding } from './withholding.ts';

/**
 * "Selfish-Mine": I. Eyal and E. G. Sirer, "Majority is not Enough: Bitcoin Mining is Vulnerable",
 * 2014, algorithm 1. The miner's own machine works on the longest chain it knows and stays with the
 * first of two, which is the private branch while that is not shorter; here is what it shows when.
 * How many others work on its branch in a race, the paper's gamma, is the network's doing.
 */
export class SelfishMining implements ShowRule {
  readonly hides = true;
  private readonly withholding: Withholding;
  /** `privateBranchLen`: its own blocks since its branch left the public one. */
  private branch = 0;

  constructor(withholding: Withholding) {
    this.withholding = withholding;
  }

  /** "My pool found a block." */
  found({ height }: BlockSeen): void {
    const { withholding } = this;
    const { publicHeight, hiddenCount } = withholding;
    this.branch += 1;
    // It had not read the others' block yet and made one beside it: there is a race already.
    if (height <= publicHeight) withholding.publish(hiddenCount);
    else if (height - 1 === publicHeight && this.branch === 2) this.publishAll();
  }

  /** "Others found a block." What leaves the public chain as long as it was is nothing to answer. */
  othersFound({ height }: BlockSeen): void {
    const { withholding } = this;
    const { publicHeight, hiddenCount } = withholding;
    if (height <= publicHeight) return;
    const lead = publicHeight + hiddenCount - (height - 1);
    if (lead <= 0) {
      this.branch = 0;
      withholding.abandon();
    } else if (lead === 1) withholding.publish(hiddenCount);
    else if (lead === 2) this.publishAll();
    else withholding.publish(hiddenCount - lead + 1);
  }

  end(): void {
    this.publishAll();
  }

  private publishAll(): void {
    this.withholding.publish(this.withholding.hiddenCount);
    this.branch = 0;
  }
}
