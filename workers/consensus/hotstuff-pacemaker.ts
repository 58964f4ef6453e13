import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { consensusViewChanged } from './entries.ts';
import type { Core } from './hotstuff-core.ts';
import { newView } from './hotstuff-messages.ts';
import type { HotStuffMessage, NewView, NewViewBody } from './hotstuff-messages.ts';
import { viewAfter } from './hotstuff-options.ts';
import type { HotStuffOptions } from './hotstuff-options.ts';
import { LatestMessages } from './latest-messages.ts';
import type { Effects } from './protocol.ts';
import { Retransmission, RETRANSMISSION_TIMER } from './retransmission.ts';
import type { RoundTimer } from './round-timer.ts';

export interface PacemakerHost {
  readonly executed: number;
  readonly now: Micros;
  /** A block, or the time of one, is being waited for. */
  readonly isAwaiting: boolean;
  persist(): void;
  /** It is in another view than before. */
  entered(): void;
  /** Something has come that a leader may have waited for. */
  propose(): void;
}

/**
 * When a replica is in which view. The paper leaves it open (section 4.4, `nextView`); here a view
 * that fails is left with a NEW-VIEW to all, f + 1 of which make the others follow, and the next
 * may take twice as long: so timeouts shorter than a round trip grow past it. As in PBFT (Castro &
 * Liskov, OSDI 1999, 4.5.2) its time runs once a quorum has left as many views: or one who is a
 * view ahead would stay so, both sides waiting twice as long each time. What was lost meanwhile is
 * said again.
 */
export class Pacemaker {
  private readonly options: HotStuffOptions;
  private readonly core: Core;
  private readonly effects: Effects<HotStuffMessage>;
  private readonly timer: RoundTimer;
  private readonly retransmission: Retransmission;
  private readonly host: PacemakerHost;
  private readonly newViews: LatestMessages<NewView>;
  private readonly timeouts: LatestMessages<NewView>;
  private own: NewView | null = null;
  /** Views that have failed in a row. */
  failures = 0;
  /** The last view entered because the one before it failed. */
  afterFailure = 0;

  constructor(
    options: HotStuffOptions,
    parts: { core: Core; effects: Effects<HotStuffMessage>; timer: RoundTimer },
    host: PacemakerHost,
  ) {
    const viewOf = (message: NewView): number => message.signed.body.view;
    this.options = options;
    this.core = parts.core;
    this.effects = parts.effects;
    this.timer = parts.timer;
    this.retransmission = new Retransmission(options.viewTimeoutMicros, parts.effects);
    this.host = host;
    this.newViews = new LatestMessages<NewView>(options.members, viewOf);
    this.timeouts = new LatestMessages<NewView>(options.members, viewOf);
  }

  hasNewViews(view: number): boolean {
    return this.newViews.at(view).length >= this.core.validators.quorum;
  }

  onTimer(timer: string): void {
    if (timer === RETRANSMISSION_TIMER) this.sayAgain();
    else this.giveUp(viewAfter(this.core.view, this.options));
  }

  /** The view has done its work: the next leader is told what this replica knows. */
  advance(view: number): void {
    this.enter(view);
    if (this.options.variant === 'basic') {
      const message = this.create(view, false);
      const leader = this.core.leader(view);
      if (leader === this.core.self) this.newViews.add(leader, message);
      else this.effects.send(leader, message);
    }
    this.host.propose();
  }

  /** Someone shows that this view has begun. */
  follow(view: number): void {
    if (view > this.core.view) this.enter(view);
  }

  uponNewView(author: number, message: NewView): void {
    const { view, isTimeout } = message.signed.body;
    const { core } = this;
    // One who is behind is told of a later view; never the other way, or two would go on for ever.
    if (isTimeout && this.own !== null && view < this.own.signed.body.view) {
      this.effects.send(author, this.own);
    }
    this.newViews.add(author, message);
    if (isTimeout && this.timeouts.add(author, message)) {
      if (this.timeouts.countAbove(core.view) > core.validators.faults) {
        this.giveUp(this.timeouts.lowestAbove(core.view));
      }
      this.settle(false);
    }
    if (view > core.view && core.leader(view) === core.self && this.hasNewViews(view)) {
      this.enter(view);
    }
    this.host.propose();
  }

  /** Runs while something is waited for, anew in each view. */
  settle(isNewView: boolean): void {
    if (!this.host.isAwaiting) {
      this.timer.stop();
      this.retransmission.stop();
      this.failures = 0;
    } else if (!this.isTogether) {
      this.timer.stop();
      if (isNewView || !this.retransmission.isRunning) this.retransmission.start(this.host.now);
    } else if (isNewView || !this.timer.isRunning) {
      this.retransmission.stop();
      this.timer.start(Math.max(0, this.failures - 1), this.host.now);
    }
  }

  /** A quorum has been in the view that failed before this one, or is in this one. */
  private get isTogether(): boolean {
    const { view, validators } = this.core;
    return view !== this.afterFailure || this.timeouts.countAbove(view - 1) >= validators.quorum;
  }

  private sayAgain(): void {
    assert(this.own !== null, 'only a NEW-VIEW is said again');
    this.own = this.create(this.core.view, true);
    this.effects.broadcast(this.own);
    this.retransmission.repeat(this.host.now);
  }

  private giveUp(view: number): void {
    this.failures += 1;
    this.afterFailure = view;
    this.effects.record(consensusViewChanged, { height: this.host.executed + 1, view });
    this.core.view = view;
    this.own = this.create(view, true);
    this.timeouts.add(this.core.self, this.own);
    this.enter(view);
    this.host.persist();
    this.effects.broadcast(this.own);
    this.newViews.add(this.core.self, this.own);
    this.host.propose();
  }

  private enter(view: number): void {
    this.core.view = view;
    this.host.entered();
    this.settle(true);
  }

  private create(view: number, isTimeout: boolean): NewView {
    const { core } = this;
    const signed = this.options.keyring.sign<NewViewBody>({ kind: 'new-view', view, isTimeout });
    return newView(signed, core.highQc, core.branch, this.host.executed);
  }
}
