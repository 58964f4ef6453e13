import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { BLOCK_TIMER, BlockTimer } from './block-timer.ts';
import { catchUp } from './catch-up-messages.ts';
import type { Decided } from './catch-up-messages.ts';
import { CatchingUp } from './catch-up.ts';
import { consensusDecidedInView, consensusProposedInView, consensusViewEntered }
  from './entries.ts';
import { Checkpoints } from './pbft-checkpoints.ts';
import { Log } from './pbft-log.ts';
import { checkpoint } from './pbft-messages.ts';
import type { Checkpoint, CheckpointBody, CommitBody, NewView, PbftDecision, PbftMessage }
  from './pbft-messages.ts';
import { NormalCase } from './pbft-normal-case.ts';
import type { NormalCaseHost } from './pbft-normal-case.ts';
import type { PbftOptions } from './pbft-options.ts';
import { restoreLog, snapshotOf } from './pbft-persisted.ts';
import type { PersistedPbft } from './pbft-persisted.ts';
import { isCertified, primaryOf } from './pbft-proofs.ts';
import type { NewViewOrder } from './pbft-proofs.ts';
import { ViewChanges } from './pbft-view-changes.ts';
import { Views } from './pbft-views.ts';
import type { ViewsHost } from './pbft-views.ts';
import type { Application, Effects, Payload, Protocol, Status } from './protocol.ts';
import { Retransmission, RETRANSMISSION_TIMER } from './retransmission.ts';
import { RoundTimer } from './round-timer.ts';
import { signerBitmap } from './seals.ts';
import type { SealedCertificate } from './seals.ts';
import { Validators } from './validators.ts';

/**
 * PBFT: M. Castro, B. Liskov, "Practical Byzantine Fault Tolerance", OSDI 1999, section 4, in its
 * version with signatures, for a chain of blocks: the sequence number is the height.
 *
 *     4.2   normal-case operation     pbft-normal-case.ts
 *     4.3   garbage collection        pbft-checkpoints.ts, pbft-log.ts
 *     4.4   view changes              pbft-views.ts, pbft-view-changes.ts
 *           what makes them valid     pbft-proofs.ts
 *     4.5.2 liveness                  pbft-views.ts
 *
 * Departures (ADR 61): one block is under way at a time, on the state the one before it left; a
 * block reaches all replicas with the PRE-PREPARE; there are no null requests; a certificate
 * convinces whoever was away; what waits for a quorum is said again.
 */
export function pbft(
  options: PbftOptions, application: Application, effects: Effects<PbftMessage>,
): Protocol<PbftMessage> {
  return new Pbft(options, application, effects);
}

/** A replica: blocks and their times, and the way between its rooms. */
class Pbft implements Protocol<PbftMessage>, NormalCaseHost, ViewsHost {
  private readonly options: PbftOptions;
  private readonly application: Application;
  private readonly effects: Effects<PbftMessage>;
  private readonly validators: Validators;
  private readonly blockTimer: BlockTimer;
  private readonly timer: RoundTimer;
  private readonly log: Log;
  private readonly checkpoints: Checkpoints;
  private readonly normalCase: NormalCase;
  private readonly views: Views;
  private readonly catchingUp: CatchingUp<PbftDecision>;
  private readonly genesis: number;
  private hasStarted = false;
  now: Micros = 0;

  constructor(options: PbftOptions, application: Application, effects: Effects<PbftMessage>) {
    const { members, names, self, keyring, firstHeight = 1, restored = null } = options;
    assert(names[self] === keyring.holder, 'a replica signs with its own key');
    this.options = options;
    this.application = application;
    this.effects = effects;
    this.genesis = firstHeight - 1;
    this.validators = new Validators(names, options.registry);
    this.blockTimer = new BlockTimer(options, effects);
    this.timer = new RoundTimer(options.requestTimeoutMicros, effects);
    this.log = new Log(members);
    this.checkpoints = new Checkpoints(options.checkpointBlocks,
      restored?.stable ?? { sequence: this.genesis, proof: [] }, this.validators);
    const { log, checkpoints, validators } = this;
    this.catchingUp = new CatchingUp<PbftDecision>(
      { self, firstHeight }, (decision) => isCertified(validators, decision), effects);
    this.normalCase = new NormalCase({ self, validators },
      { log, checkpoints, keyring, application, effects }, this);
    this.views = new Views({ self, validators }, {
      viewChanges: new ViewChanges(
        { validators, genesis: this.genesis }, { keyring, log, checkpoints }),
      timer: this.timer,
      retransmission: new Retransmission(options.requestTimeoutMicros, effects),
      effects,
    }, this);
    if (restored !== null) this.restore(restored);
  }

  start(nowLocal: Micros): void {
    assert(!this.hasStarted, 'a replica starts once');
    this.hasStarted = true;
    this.now = nowLocal;
    // All are asked what was missed, since some may be away.
    if (this.options.isRestarted === true) this.effects.broadcast(catchUp(this.executed + 1));
    if (this.isChanging) this.views.say();
    else if (this.normalCase.isWorking) this.timer.start(0, nowLocal);
    else this.blockTimer.restart(nowLocal, this.application.hasPending());
  }

  onPending(nowLocal: Micros): void {
    this.now = nowLocal;
    if (!this.isChanging) this.blockTimer.onPending(nowLocal);
    else this.views.awaken();
  }

  onTimer(timer: string, nowLocal: Micros): void {
    this.now = nowLocal;
    if (timer === BLOCK_TIMER) {
      if (this.blockTimer.onTick(this.application.hasPending())) this.begin();
    } else if (timer === RETRANSMISSION_TIMER) this.views.sayAgain();
    else this.views.uponTimerExpired();
  }

  onMessage(from: number, message: PbftMessage, nowLocal: Micros): void {
    assert(this.hasStarted, 'a replica receives messages after it has started');
    this.now = nowLocal;
    if (message.kind === 'decided') return this.uponDecided(from, message);
    if (message.kind === 'catch-up') {
      // One who comes back: blocks, and how the view came about that we are in, or ask for.
      this.catchingUp.uponCatchUp(from, message);
      return this.views.tellOf(from);
    }
    const { body } = message.signed;
    const author = this.validators.authorOf(message.signed, from);
    if (author < 0 || body.kind !== message.kind) {
      return this.effects.count('consensus.forgeries', 1);
    }
    if ('sequence' in body && body.sequence > this.checkpoints.high) {
      this.catchingUp.ask(author, this.executed + 1);
    }
    switch (message.kind) {
      case 'pre-prepare': return this.normalCase.receivePrePrepare(author, message);
      case 'prepare': return this.normalCase.receivePrepare(author, message);
      case 'commit': return this.normalCase.receiveCommit(author, message);
      case 'checkpoint': return this.uponCheckpoint(author, message);
      case 'view-change': return this.views.uponViewChange(author, message);
      case 'new-view': return this.views.uponNewView(author, message);
    }
  }

  countIdle(nowLocal: Micros): void {
    this.blockTimer.countIdle(nowLocal);
  }

  status(): Status {
    const { view, isChanging, normalCase, timer } = this;
    const phase = isChanging ? 'changing view' : normalCase.isWorking ? 'agreeing'
      : timer.isRunning ? 'awaiting pre-prepare' : 'resting';
    const { options: { self }, views: { primary } } = this;
    return { height: this.executed + 1, round: view, phase, leader: primary,
      leads: primary === self && !isChanging };
  }

  /** The last block executed, the paper's "state reflects …". */
  get executed(): number {
    return this.catchingUp.head;
  }

  digestAt(sequence: number): string | null {
    return this.catchingUp.all[sequence - this.genesis - 1]?.payload.digest ?? null;
  }

  get view(): number {
    return this.views.view;
  }

  get isChanging(): boolean {
    return this.views.isChanging;
  }

  working(): void {
    this.views.working();
  }

  left(): void {
    this.blockTimer.stop();
  }

  payloadAt(sequence: number, digest: string): Payload | null {
    return this.catchingUp.all[sequence - this.genesis - 1]?.payload
      ?? this.log.find(sequence)?.payloadOf(digest) ?? null;
  }

  tell(author: number, executed: number, asked: string): void {
    if (executed >= this.executed) return;
    this.catchingUp.tell(author, executed + 1, `${executed + 1}/${asked}`);
  }

  lacks(sequence: number, view: number): void {
    this.catchingUp.ask(primaryOf(view, this.validators.members), sequence);
  }

  execute(payload: Payload, certificate: SealedCertificate<CommitBody>): void {
    const { height, round: view, digest, signers } = certificate;
    assert(height === this.executed + 1, 'blocks are executed in order');
    this.blockTimer.stop();
    this.catchingUp.append({ height, payload, certificate });
    this.persist();
    const bitmap = signerBitmap(signers, this.validators.members);
    this.effects.record(consensusDecidedInView, { height, view, digest, signers: bitmap });
    this.effects.decide(height, payload, certificate);
    this.views.executed(this.application.hasPending());
    if (this.checkpoints.isDue(height)) this.takeCheckpoint(height, digest);
    if (!this.isChanging) this.blockTimer.restart(this.now, this.application.hasPending());
    // It has followed a view that it has not been told of: the primary is asked for the proof.
    if (view > this.view) this.lacks(height + 1, view);
  }

  persist(): void {
    const { view, isChanging, ownViewChange: viewChange, newView } = this.views;
    this.effects.persist({
      view, isChanging, stable: this.checkpoints.stable, viewChange, newView,
      ...snapshotOf(this.log, this.executed + 1, view), decisions: this.catchingUp.all,
    } satisfies PersistedPbft);
  }

  private restore(state: PersistedPbft): void {
    for (const decision of state.decisions) this.catchingUp.append(decision);
    this.views.restore(state);
    restoreLog(this.log, this.executed + 1, state);
  }

  /** The next block's time has come and something is pending: the paper's request is received. */
  private begin(): void {
    if (this.isChanging || this.normalCase.isWorking) return;
    this.working();
    if (this.views.primary === this.options.self) this.propose();
  }

  private propose(): void {
    const height = this.executed + 1;
    const { view } = this;
    const payload = this.application.propose(height, this.now);
    const { digest, bytes: transactionsBytes } = payload;
    this.effects.record(consensusProposedInView, { height, view, digest, parent: '', transactionsBytes });
    this.normalCase.propose(payload);
  }

  entered(author: number, message: NewView, { checkpoint: stable }: NewViewOrder): void {
    const { view, prePrepares } = message.signed.body;
    const before = this.executed;
    this.blockTimer.stop();
    this.stabilise(author, () => this.checkpoints.adopt(stable));
    this.effects.record(consensusViewEntered, { view, primary: author });
    this.persist();
    if (author === this.options.self) this.effects.broadcast(message);
    this.normalCase.proposedAgain(prePrepares, message.payload);
    // Only the last block of O comes with it; the others have been executed by somebody.
    const last = prePrepares.at(-1)?.body.sequence ?? 0;
    if (this.executed + 1 < last) this.catchingUp.ask(author, this.executed + 1);
    // Nothing has been executed by the new view alone: what waits is what waited before.
    if (this.executed === before) this.resume();
  }

  private resume(): void {
    if (this.normalCase.isWorking) return this.working();
    if (this.application.hasPending() || this.options.emptyBlocks) return this.begin();
    this.timer.stop();
    this.blockTimer.restart(this.now, false);
  }

  private takeCheckpoint(sequence: number, digest: string): void {
    const { keyring } = this.options;
    const message = checkpoint(keyring.sign<CheckpointBody>({ kind: 'checkpoint', sequence, digest }));
    this.effects.broadcast(message);
    this.uponCheckpoint(this.options.self, message);
  }

  private uponCheckpoint(author: number, { signed }: Checkpoint): void {
    this.stabilise(author, () => this.checkpoints.add(author, signed));
  }

  /** The log forgets; whoever has not come so far asks for the blocks. */
  private stabilise(author: number, adopt: () => unknown): void {
    const { low } = this.checkpoints;
    adopt();
    if (this.checkpoints.low === low) return;
    this.log.discardUpTo(this.checkpoints.low);
    if (this.executed < this.checkpoints.low) this.catchingUp.ask(author, this.executed + 1);
  }

  private uponDecided(from: number, message: Decided<PbftDecision>): void {
    const before = this.executed;
    for (;;) {
      const decision = this.catchingUp.certifiedAt(message, this.executed + 1);
      if (decision === null || !this.normalCase.isValid(decision.payload)) break;
      this.execute(decision.payload, decision.certificate);
    }
    if (this.executed === before) return;
    this.normalCase.proceed();
    if (message.head > this.executed) this.catchingUp.ask(from, this.executed + 1);
  }
}
