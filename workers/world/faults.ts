import type { Kernel } from '../kernel/kernel.ts';
import type { MemberNode } from './node.ts';

/**
 * What waits for a node that crashed or stops for a while. A message of consensus to a crashed node
 * is lost, since protocols are made for that; everything else waits at its sender, who tries again
 * until the node answers, and so does what its own people ask of it. A paused node is given all of
 * it, and its timers, in their order when it goes on.
 */
export class Faults {
  private readonly waiting = new Map<MemberNode, (() => void)[]>();
  private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** A message of consensus: now, after the pause, or never. */
  whenReached(node: MemberNode, run: () => void): void {
    if (node.isDown) this.kernel.trace.count('messages.lostToCrash');
    else this.whenUp(node, run);
  }

  /** Anything else: now, or when the node is there again. */
  whenUp(node: MemberNode, run: () => void): void {
    if (node.isUp) return run();
    const { cause } = this.kernel;
    const waiting = this.waiting.get(node) ?? [];
    waiting.push(() => this.kernel.within(cause, run));
    this.waiting.set(node, waiting);
  }

  /** The node is there again. */
  release(node: MemberNode): void {
    const waiting = this.waiting.get(node) ?? [];
    this.waiting.delete(node);
    for (const run of waiting) run();
  }
}
