import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { BLOCK_TIMER, BlockTimer } from './block-timer.ts';
import { catchUp } from './catch-up-messages.ts';
import type { Decided } from './catch-up-messages.ts';
import { CatchingUp } from './catch-up.ts';
import { consensusDecidedInView } from './entries.ts';
import { Basic } from './hotstuff-basic.ts';
import { Chained } from './hotstuff-chained.ts';
import { Core } from './hotstuff-core.ts';
import type { HotStuffMessage, NewView, PhaseMessage, Proposal, Vote }
  from './hotstuff-messages.ts';
import type { TreeNode } from './hotstuff-node.ts';
import type { HotStuffOptions, PersistedHotStuff } from './hotstuff-options.ts';
import { Pacemaker } from './hotstuff-pacemaker.ts';
import type { PacemakerHost } from './hotstuff-pacemaker.ts';
import { isWellFormed, Proposer } from './hotstuff-proposer.ts';
import { certify, isCertified } from './hotstuff-qc.ts';
import type { HotStuffCertificate, HotStuffDecision, QuorumCertificate } from './hotstuff-qc.ts';
import type { Variant, VariantHost } from './hotstuff-variant.ts';
import type { Application, Effects, Payload, Protocol, Status } from './protocol.ts';
import { RoundTimer } from './round-timer.ts';
import { signerBitmap } from './seals.ts';
import { Validators } from './validators.ts';

/**
 * HotStuff: M. Yin, D. Malkhi, M. K. Reiter, G. Golan Gueta, I. Abraham, "HotStuff: BFT Consensus
 * with Linearity and Responsiveness", PODC 2019.
 *
 *     4.2  tree, safeNode, votes         hotstuff-node.ts, hotstuff-core.ts, hotstuff-qc.ts
 *     Algorithm 2  basic HotStuff        hotstuff-basic.ts
 *     Algorithm 3  chained HotStuff      hotstuff-chained.ts
 *     4.4  nextView, the pacemaker       hotstuff-pacemaker.ts
 *
 * Departures (ADR 63): one block is under way at a time, and dummy nodes follow it until it is
 * decided; a certificate is a list of signatures; blocks are caught up with by their proofs.
 */
export function hotstuff(
  options: HotStuffOptions, application: Application, effects: Effects<HotStuffMessage>,
): Protocol<HotStuffMessage> {
  return new HotStuff(options, application, effects);
}

class HotStuff implements Protocol<HotStuffMessage>, VariantHost, PacemakerHost {
  private readonly options: HotStuffOptions;
  private readonly application: Application;
  private readonly effects: Effects<HotStuffMessage>;
  private readonly validators: Validators;
  private readonly blockTimer: BlockTimer;
  private readonly core: Core;
  private readonly pacemaker: Pacemaker;
  private readonly proposer: Proposer;
  private readonly variant: Variant;
  private readonly catchingUp: CatchingUp<HotStuffDecision>;
  /** The time of the next block has come and something is pending. */
  private isWanted = false;
  /** A proposal that can be judged once the block before it has been executed. */
  private held: Proposal | null = null;
  private validPayload: Payload | null = null;
  private hasStarted = false;
  now: Micros = 0;

  constructor(
    options: HotStuffOptions, application: Application, effects: Effects<HotStuffMessage>,
  ) {
    const { names, self, keyring, firstHeight = 1, restored = null } = options;
    assert(names[self] === keyring.holder, 'a replica signs with its own key');
    this.options = options;
    this.application = application;
    this.effects = effects;
    this.validators = new Validators(names, options.registry);
    this.blockTimer = new BlockTimer(options, effects);
    this.core = new Core(options, this.validators, effects);
    const timer = new RoundTimer(options.viewTimeoutMicros, effects);
    this.pacemaker = new Pacemaker(options, { core: this.core, effects, timer }, this);
    this.variant = options.variant === 'basic'
      ? new Basic(this.core, this) : new Chained(this.core, this);
    this.proposer = new Proposer(options,
      { core: this.core, pacemaker: this.pacemaker, variant: this.variant, application, effects },
      this);
    this.catchingUp = new CatchingUp<HotStuffDecision>(
      firstHeight, (decision) => isCertified(this.validators, decision), effects);
    for (const decision of restored?.decisions ?? []) this.catchingUp.append(decision);
  }

  start(nowLocal: Micros): void {
    assert(!this.hasStarted, 'a replica starts once');
    this.hasStarted = true;
    this.now = nowLocal;
    if (this.options.isRestarted === true) this.effects.broadcast(catchUp(this.executed + 1));
    this.pacemaker.settle(true);
    this.blockTimer.restart(nowLocal, this.application.hasPending());
  }

  onPending(nowLocal: Micros): void {
    this.now = nowLocal;
    this.blockTimer.onPending(nowLocal);
  }

  onTimer(timer: string, nowLocal: Micros): void {
    this.now = nowLocal;
    if (timer !== BLOCK_TIMER) this.pacemaker.uponTimerExpired();
    else if (this.blockTimer.onTick(this.application.hasPending())) {
      this.isWanted = true;
      this.pacemaker.settle(false);
      this.propose();
    }
  }

  onMessage(from: number, message: HotStuffMessage, nowLocal: Micros): void {
    assert(this.hasStarted, 'a replica receives messages after it has started');
    this.now = nowLocal;
    switch (message.kind) {
      case 'decided': return this.uponDecided(from, message);
      case 'catch-up': return this.catchingUp.uponCatchUp(from, message);
      case 'pre-commit': case 'commit': case 'decide': return this.variant.onPhase(message);
      default: {
        const author = this.validators.authorOf(message.signed, from);
        if (author < 0) return this.effects.count('consensus.forgeries', 1);
        if (message.kind === 'vote') this.variant.onVote(author, message);
        else if (message.kind === 'new-view') this.uponNewView(author, message);
        else this.uponProposal(author, message);
      }
    }
  }

  countIdle(nowLocal: Micros): void {
    this.blockTimer.countIdle(nowLocal);
  }

  status(): Status {
    const { view, isWorking } = this.core;
    const phase = isWorking ? 'agreeing' : this.isWanted ? 'awaiting proposal' : 'resting';
    return { height: this.executed + 1, round: view, phase, leader: this.core.leader(view) };
  }

  get executed(): number {
    return this.catchingUp.head;
  }

  get isAwaiting(): boolean {
    return this.isWanted || this.core.isWorking;
  }

  hasNewViews(view: number): boolean {
    return this.pacemaker.hasNewViews(view);
  }

  persist(): void {
    this.effects.persist({
      ...this.core.saved(), decisions: this.catchingUp.all,
    } satisfies PersistedHotStuff);
  }

  send(to: number, message: Vote): void {
    if (to === this.options.self) this.variant.onVote(to, message);
    else this.effects.send(to, message);
  }

  broadcast(message: PhaseMessage): void {
    this.effects.broadcast(message);
    this.variant.onPhase(message);
  }

  advance(view: number): void {
    if (view > this.core.view) this.pacemaker.advance(view);
  }

  entered(): void {
    this.variant.onView();
  }

  isAcceptable(node: TreeNode): boolean {
    if (node.digest === null) return true;
    const payload = this.core.payloads.get(node.digest);
    return payload !== undefined && node.height === this.executed + 1 && this.isValid(payload);
  }

  propose(): void {
    const message = this.proposer.propose(this.isWanted);
    if (message === null) return;
    this.validPayload = message.payload;
    this.uponProposal(this.options.self, message);
  }

  commit(node: TreeNode, qcs: readonly QuorumCertificate[]): void {
    const { core } = this;
    if (node.view <= core.tree.root.view) return;
    core.committedView = Math.max(core.committedView, node.view);
    const path = core.tree.pathTo(node);
    const before = this.executed;
    for (const [index, each] of (path ?? []).entries()) {
      if (each.digest === null) continue;
      const payload = core.payloads.get(each.digest);
      if (payload === undefined || !this.isValid(payload)) break;
      this.execute(payload, certify(this.validators, each.height, payload.digest,
        { path: path!.slice(index), qcs }));
      core.tree.advance(each);
    }
    if (this.executed === node.height) core.tree.advance(node);
    else this.askVoters(qcs);
    if (this.executed > before) this.proceed();
  }

  private uponProposal(author: number, message: Proposal): void {
    const { core } = this;
    const { node, justify, branch, payload, signed: { body } } = message;
    if (author !== core.leader(body.view) || !isWellFormed(core, message)) return;
    core.note(justify);
    for (const each of branch) core.tree.add(each);
    core.tree.add(node);
    if (payload !== null && node.height > this.executed) core.payloads.set(payload.digest, payload);
    if (body.view < core.view) {
      this.variant.onLateProposal(message);
      return this.pacemaker.settle(false);
    }
    this.pacemaker.follow(body.view);
    if (payload !== null && node.height > this.executed + 1) this.held = message;
    this.variant.onProposal(message);
    this.pacemaker.settle(core.view === body.view);
  }

  private uponNewView(author: number, message: NewView): void {
    const { justify, branch, executed } = message;
    if (!this.core.isQc(justify)) return;
    this.core.note(justify);
    for (const each of branch) this.core.tree.add(each);
    const { view, isTimeout } = message.signed.body;
    if (isTimeout && executed < this.executed) {
      this.catchingUp.tell(author, executed + 1, `${executed + 1}/new-view/${view}`);
    }
    this.pacemaker.uponNewView(author, message);
  }

  /** The application's rule, once for each payload. */
  private isValid(payload: Payload): boolean {
    if (payload === this.validPayload) return true;
    if (!this.application.accept(this.executed + 1, payload)) return false;
    this.validPayload = payload;
    return true;
  }

  private execute(payload: Payload, certificate: HotStuffCertificate): void {
    const { height, round: view, digest, signers } = certificate;
    assert(height === this.executed + 1, 'blocks are executed in order');
    this.blockTimer.stop();
    this.isWanted = false;
    this.pacemaker.failures = 0;
    this.core.payloads.delete(digest);
    this.catchingUp.append({ height, payload, certificate });
    this.persist();
    const bitmap = signerBitmap(signers, this.validators.members);
    this.effects.record(consensusDecidedInView, { height, view, digest, signers: bitmap });
    this.effects.decide(height, payload, certificate);
    this.blockTimer.restart(this.now, this.application.hasPending());
  }

  /** A block that is decided is not here: one who voted on top of it may have it. */
  private askVoters(qcs: readonly QuorumCertificate[]): void {
    const voters = qcs.at(-1)!.votes.map((each) => this.validators.authorOf(each));
    const other = voters.find((voter) => voter !== this.options.self);
    if (other !== undefined) this.catchingUp.ask(other, this.executed + 1);
  }

  /** Something has been executed: what had to wait for it can be judged. */
  private proceed(): void {
    const { held } = this;
    this.held = null;
    if (held !== null && held.signed.body.view === this.core.view) this.variant.onProposal(held);
    this.pacemaker.settle(false);
  }

  private uponDecided(from: number, message: Decided<HotStuffDecision>): void {
    const before = this.executed;
    for (;;) {
      const decision = this.catchingUp.certifiedAt(message, this.executed + 1);
      if (decision === null || !this.isValid(decision.payload)) break;
      const { path, qcs } = decision.certificate.proof;
      for (const qc of qcs) this.core.note(qc);
      this.core.committedView = Math.max(this.core.committedView, qcs[0]!.view);
      this.execute(decision.payload, decision.certificate);
      this.core.tree.advance(path[0]!);
    }
    if (this.executed === before) return;
    this.proceed();
    if (message.head > this.executed) this.catchingUp.ask(from, this.executed + 1);
  }
}
