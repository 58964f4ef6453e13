import type { Micros } from '../kernel/micros.ts';
import { BlockTimer } from './block-timer.ts';
import type { UndecidedBlocks } from './hotstuff-blocks.ts';
import type { Core } from './hotstuff-core.ts';
import type { HotStuffMessage } from './hotstuff-messages.ts';
import type { TreeNode } from './hotstuff-node.ts';
import type { HotStuffOptions } from './hotstuff-options.ts';
import type { Application, Effects, Payload } from './protocol.ts';

/**
 * When the time of the next block has come: a block interval after the block before it, which is
 * its decision in the basic variant, and the proposal it would vote for in the chained one, whose
 * blocks follow each other without waiting to be decided.
 */
export class NextBlock {
  /** Its time has come and something is pending. */
  isWanted = false;
  private readonly isPipelined: boolean;
  private readonly core: Core;
  private readonly blocks: UndecidedBlocks;
  private readonly application: Application;
  private readonly blockTimer: BlockTimer;
  /** The last block that it would vote for, decided or not. */
  private tip: TreeNode | null = null;

  constructor(options: HotStuffOptions, parts: {
    core: Core; blocks: UndecidedBlocks; application: Application; effects: Effects<HotStuffMessage>;
  }) {
    this.isPipelined = options.variant === 'chained';
    this.core = parts.core;
    this.blocks = parts.blocks;
    this.application = parts.application;
    this.blockTimer = new BlockTimer(options, parts.effects);
  }

  restart(now: Micros): void {
    this.isWanted = false;
    this.blockTimer.stop();
    this.blockTimer.restart(now, this.hasPending);
  }

  onPending(now: Micros): void {
    this.blockTimer.onPending(now);
  }

  /** True when the time has come. */
  onTick(): boolean {
    if (!this.blockTimer.onTick(this.hasPending)) return false;
    this.isWanted = true;
    return true;
  }

  /** A block that it would vote for. */
  proposed(node: TreeNode, now: Micros): void {
    if (!this.isPipelined) return;
    this.tip = node;
    this.restart(now);
  }

  decided(height: number, now: Micros): void {
    const isCounting = this.isPipelined && height <= (this.tip?.height ?? 0);
    if (!isCounting || (this.isWanted && !this.hasPending)) this.restart(now);
    // A block that was given up has left here what it would have decided.
    else if (this.hasPending) this.blockTimer.onPending(now);
  }

  countIdle(now: Micros): void {
    this.blockTimer.countIdle(now);
  }

  private get hasPending(): boolean {
    return this.application.hasPending(this.top);
  }

  /** What the next block would be built on, as far as this replica knows. */
  private get top(): Payload | undefined {
    const { blocks, tip, core } = this;
    return (tip === null ? undefined : blocks.under(tip)) ?? blocks.under(core.highQc.node) ?? undefined;
  }
}
