import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { consensusViewChanged } from './entries.ts';
import { viewChange } from './pbft-messages.ts';
import type { NewView, PbftMessage, ViewChange } from './pbft-messages.ts';
import type { PersistedPbft } from './pbft-persisted.ts';
import { primaryOf } from './pbft-proofs.ts';
import type { NewViewOrder } from './pbft-proofs.ts';
import type { ViewChanges } from './pbft-view-changes.ts';
import type { Effects, Payload } from './protocol.ts';
import type { Retransmission } from './retransmission.ts';
import type { RoundTimer } from './round-timer.ts';
import type { Validators } from './validators.ts';

export interface ViewsHost {
  readonly executed: number;
  readonly now: Micros;
  persist(): void;
  /** It has left its view. */
  left(): void;
  payloadAt(sequence: number, digest: string): Payload | null;
  /** One who has executed less is told what it lacks. */
  tell(author: number, executed: number, asked: string): void;
  /** A new view has begun, with what V obliges to. */
  entered(author: number, message: NewView, order: NewViewOrder): void;
}

/** Section 4.4, view changes, and what 4.5.2 adds so that some view lasts long enough. */
export class Views {
  private readonly self: number;
  private readonly validators: Validators;
  private readonly viewChanges: ViewChanges;
  private readonly timer: RoundTimer;
  private readonly retransmission: Retransmission;
  private readonly effects: Effects<PbftMessage>;
  private readonly host: ViewsHost;
  /** View changes in a row without anything executed: each waits twice as long. */
  private failures = 0;
  /** What it has said last, while it is changing views. */
  ownViewChange: ViewChange | null = null;
  /** How the view it is in came about; null for view 0. */
  newView: NewView | null = null;
  view = 0;
  /** It has left a view and accepts nothing until the next one begins. */
  isChanging = false;

  constructor(
    place: { self: number; validators: Validators },
    parts: {
      viewChanges: ViewChanges; timer: RoundTimer; retransmission: Retransmission;
      effects: Effects<PbftMessage>;
    },
    host: ViewsHost,
  ) {
    this.self = place.self;
    this.validators = place.validators;
    this.viewChanges = parts.viewChanges;
    this.timer = parts.timer;
    this.retransmission = parts.retransmission;
    this.effects = parts.effects;
    this.host = host;
  }

  get primary(): number {
    return primaryOf(this.view, this.validators.members);
  }

  restore({ view, isChanging, viewChange: own, newView }: PersistedPbft): void {
    this.view = view;
    this.isChanging = isChanging;
    this.ownViewChange = own;
    this.newView = newView;
  }

  /** "A backup starts a timer when it receives a request and the timer is not already running." */
  working(): void {
    if (!this.timer.isRunning) this.timer.start(this.patience, this.host.now);
  }

  /** "It stops the timer when it is no longer waiting to execute the request." */
  executed(isWaiting: boolean): void {
    if (!this.isChanging) {
      this.timer.stop();
      this.failures = 0;
    } else if (!isWaiting) {
      this.timer.stop();
      this.retransmission.stop();
    }
  }

  /** Something waits in a replica that has given up asking for the next view. */
  awaken(): void {
    if (!this.timer.isRunning && !this.retransmission.isRunning) this.say();
  }

  /** "If the timer of backup i expires in view v, the backup starts a view change." */
  uponTimerExpired(): void {
    this.changeView(this.view + 1);
  }

  sayAgain(): void {
    assert(this.ownViewChange !== null, 'only a VIEW-CHANGE is said again');
    const { signed, payload } = this.ownViewChange;
    // The same message; what it has executed since tells others what it still lacks.
    this.effects.broadcast(viewChange(signed, payload, this.host.executed));
    this.retransmission.repeat(this.host.now);
  }

  say(): void {
    assert(this.ownViewChange !== null, 'whoever changes views has said so');
    this.effects.broadcast(this.ownViewChange);
    this.viewChanges.add(this.self, this.ownViewChange);
    this.retransmission.start(this.host.now);
  }

  uponViewChange(author: number, message: ViewChange): void {
    const { view } = message.signed.body;
    if (!this.viewChanges.isValid(message)) return;
    this.host.tell(author, message.executed, `view-change/${view}`);
    if (view < this.view || (view === this.view && !this.isChanging)) {
      if (!this.isChanging && this.newView !== null) this.effects.send(author, this.newView);
      return;
    }
    if (!this.viewChanges.add(author, message)) return;
    // 4.5.2: "even if its timer has not expired".
    const joined = this.viewChanges.viewToJoin(this.view);
    if (joined !== null) this.changeView(joined);
    this.uponViewChangeQuorum();
  }

  uponNewView(author: number, message: NewView): void {
    const { view } = message.signed.body;
    if (view < this.view || (view === this.view && !this.isChanging)) return;
    if (author !== primaryOf(view, this.validators.members)) return;
    const order = this.viewChanges.orderOf(message);
    if (order !== null) this.enter(author, message, order);
  }

  /** How one who comes back learns of the view we are in, or ask for. */
  tellOf(from: number): void {
    const proof = this.isChanging ? this.ownViewChange : this.newView;
    if (proof !== null) this.effects.send(from, proof);
  }

  /** T, then 2T, and so on (4.5.2), as a number of doublings. */
  private get patience(): number {
    return Math.max(0, this.failures - 1);
  }

  /** It "stops accepting messages" of its view, and asks all for the next one. */
  private changeView(view: number): void {
    assert(view > this.view, 'views only go up');
    this.host.left();
    this.timer.stop();
    this.view = view;
    this.isChanging = true;
    this.failures += 1;
    this.effects.record(consensusViewChanged, { height: this.host.executed + 1, view });
    this.ownViewChange = this.viewChanges.create(view, this.host.executed);
    this.host.persist();
    this.say();
    this.uponViewChangeQuorum();
  }

  /** 4.5.2: with 2f + 1 it starts its timer; 4.4: with them the new primary begins its view. */
  private uponViewChangeQuorum(): void {
    if (!this.isChanging || !this.viewChanges.hasQuorum(this.view)) return;
    if (!this.timer.isRunning) {
      this.retransmission.stop();
      this.timer.start(this.patience, this.host.now);
    }
    if (this.primary !== this.self) return;
    const proposed = this.viewChanges.propose(
      this.view, (sequence, digest) => this.host.payloadAt(sequence, digest));
    if (proposed !== null) this.enter(this.self, proposed.message, proposed.order);
  }

  private enter(author: number, message: NewView, order: NewViewOrder): void {
    this.view = message.signed.body.view;
    this.isChanging = false;
    this.newView = message;
    this.ownViewChange = null;
    this.retransmission.stop();
    this.host.entered(author, message, order);
  }
}
