import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { BLOCK_TIMER } from './block-timer.ts';
import { catchUp } from './catch-up-messages.ts';
import type { Decided } from './catch-up-messages.ts';
import { CatchingUp } from './catch-up.ts';
import { consensusDecidedInView } from './entries.ts';
import { Basic } from './hotstuff-basic.ts';
import { UndecidedBlocks } from './hotstuff-blocks.ts';
import { Chained } from './hotstuff-chained.ts';
import { Core } from './hotstuff-core.ts';
import { fetch } from './hotstuff-messages.ts';
import type { Fetched, HotStuffMessage, NewView, PhaseMessage, Proposal, Vote }
  from './hotstuff-messages.ts';
import { NextBlock } from './hotstuff-next-block.ts';
import type { TreeNode } from './hotstuff-node.ts';
import type { HotStuffOptions } from './hotstuff-options.ts';
import { Pacemaker } from './hotstuff-pacemaker.ts';
import type { PacemakerHost } from './hotstuff-pacemaker.ts';
import { isWellFormed, Proposer } from './hotstuff-proposer.ts';
import { decisionOf, isCertified, signersOf } from './hotstuff-qc.ts';
import type { HotStuffDecision, QuorumCertificate } from './hotstuff-qc.ts';
import type { Variant, VariantHost } from './hotstuff-variant.ts';
import type { Application, Effects, Protocol, Status } from './protocol.ts';
import { RoundTimer } from './round-timer.ts';
import { Validators } from './validators.ts';

/**
 * HotStuff: M. Yin, D. Malkhi, M. K. Reiter, G. Golan Gueta, I. Abraham, "HotStuff: BFT Consensus
 * with Linearity and Responsiveness", PODC 2019.
 *
 *     4.2  tree, safeNode, votes         hotstuff-node.ts, hotstuff-tree.ts, hotstuff-core.ts,
 *                                        hotstuff-qc.ts
 *     Algorithm 2  basic HotStuff        hotstuff-basic.ts
 *     Algorithm 3  chained HotStuff      hotstuff-chained.ts
 *     4.4  nextView, the pacemaker       hotstuff-pacemaker.ts
 *
 *     6    pipelined blocks              hotstuff-blocks.ts
 *
 * Departures (ADR 63, 95): dummy nodes follow the last block until it is decided; basic has one
 * block under way; a certificate is a list of signatures; decided blocks are caught up with by
 * their proofs, undecided ones fetched from the leader that builds on them.
 */
export function hotstuff(
  options: HotStuffOptions, application: Application, effects: Effects<HotStuffMessage>,
): Protocol<HotStuffMessage> {
  return new HotStuff(options, application, effects);
}

class HotStuff implements Protocol<HotStuffMessage>, VariantHost, PacemakerHost {
  private readonly options: HotStuffOptions;
  private readonly effects: Effects<HotStuffMessage>;
  private readonly validators: Validators;
  private readonly next: NextBlock;
  private readonly core: Core;
  private readonly pacemaker: Pacemaker;
  private readonly proposer: Proposer;
  private readonly variant: Variant;
  private readonly blocks: UndecidedBlocks;
  private readonly catchingUp: CatchingUp<HotStuffDecision>;
  /** A proposal that can be judged once the blocks before it are here. */
  private held: Proposal | null = null;
  private hasStarted = false;
  now: Micros = 0;

  constructor(
    options: HotStuffOptions, application: Application, effects: Effects<HotStuffMessage>,
  ) {
    const { names, self, keyring, firstHeight = 1, restored = null } = options;
    assert(names[self] === keyring.holder, 'a replica signs with its own key');
    this.options = options;
    this.effects = effects;
    this.validators = new Validators(names, options.registry);
    this.core = new Core(options, this.validators, effects);
    const timer = new RoundTimer(options.viewTimeoutMicros, effects);
    this.pacemaker = new Pacemaker(options, { core: this.core, effects, timer }, this);
    this.variant = options.variant === 'basic'
      ? new Basic(this.core, this) : new Chained(this.core, this);
    this.blocks = new UndecidedBlocks(this.core, application);
    const { core, pacemaker, variant, blocks } = this;
    this.next = new NextBlock(options, { core, blocks, application, effects });
    this.proposer = new Proposer(
      options, { core, pacemaker, variant, blocks, application, effects }, this);
    this.catchingUp = new CatchingUp<HotStuffDecision>(
      { self, firstHeight }, (decision) => isCertified(this.validators, decision), effects);
    for (const decision of restored?.decisions ?? []) this.catchingUp.append(decision);
  }

  start(nowLocal: Micros): void {
    assert(!this.hasStarted, 'a replica starts once');
    this.hasStarted = true;
    this.now = nowLocal;
    if (this.options.isRestarted === true) this.effects.broadcast(catchUp(this.executed + 1));
    this.pacemaker.settle(true);
    this.next.restart(nowLocal);
  }

  onPending(nowLocal: Micros): void {
    this.now = nowLocal;
    this.next.onPending(nowLocal);
  }

  onTimer(timer: string, nowLocal: Micros): void {
    this.now = nowLocal;
    if (timer !== BLOCK_TIMER) this.pacemaker.onTimer(timer);
    else if (this.next.onTick()) {
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
      case 'fetch': return this.blocks.answer(from, message, this.effects);
      case 'fetched': return this.uponFetched(message);
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
    this.next.countIdle(nowLocal);
  }

  status(): Status {
    const { view, isWorking } = this.core;
    const phase = isWorking ? 'agreeing' : this.next.isWanted ? 'awaiting proposal' : 'resting';
    return { height: this.executed + 1, round: view, phase, leader: this.core.leader(view) };
  }

  get executed(): number {
    return this.catchingUp.head;
  }

  get isAwaiting(): boolean {
    return this.next.isWanted || this.core.isWorking;
  }

  hasNewViews(view: number): boolean {
    return this.pacemaker.hasNewViews(view);
  }

  persist(): void {
    this.effects.persist(this.core.saved(this.catchingUp.all));
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

  propose(): void {
    const message = this.proposer.propose(this.next.isWanted);
    if (message !== null) this.uponProposal(this.options.self, message);
  }

  commit(node: TreeNode, qcs: readonly QuorumCertificate[]): void {
    const { core } = this;
    if (node.view <= core.tree.root.view) return;
    core.committedView = Math.max(core.committedView, node.view);
    const path = core.tree.pathTo(node);
    const before = this.executed;
    for (const [index, each] of (path ?? []).entries()) {
      if (each.digest === null) continue;
      const payload = core.bodies.get(each.digest);
      if (payload === undefined || !this.blocks.isValid(each.height, payload)) break;
      this.execute(decisionOf(this.validators, payload, index === 0 ? path! : path!.slice(index), qcs));
      core.tree.advance(each);
    }
    if (this.executed === node.height) core.tree.advance(node);
    else this.askVoters(qcs);
    this.blocks.forget();
    if (this.executed > before) this.proceed();
  }

  private uponProposal(author: number, message: Proposal): void {
    const { core } = this;
    const { node, justify, branch, payload, signed: { body } } = message;
    if (author !== core.leader(body.view) || !isWellFormed(core, message)) return;
    core.note(justify);
    core.tree.addBranch(branch);
    core.tree.add(node);
    if (payload !== null && node.height > this.executed && core.bodies.get(payload.digest) === undefined) {
      core.bodies.set(payload);
    }
    if (body.view < core.view) {
      this.variant.onLateProposal(message);
      return this.pacemaker.settle(false);
    }
    this.pacemaker.follow(body.view);
    this.judge(author, message);
    this.pacemaker.settle(core.view === body.view);
  }

  /** A block on others is judged when they are here; the next block's time counts from this one. */
  private judge(author: number, message: Proposal, isAsking = true): void {
    const { node, payload, justify } = message;
    const isAcceptable = this.blocks.isAcceptable(node);
    if (payload !== null && isAcceptable) this.next.proposed(node, this.now);
    const isEarly = !isAcceptable && this.blocks.under(justify.node) === null;
    this.held = isEarly ? message : null;
    const missing = isEarly && isAsking ? this.blocks.missingTo(justify.node) : [];
    if (missing.length > 0 && author !== this.options.self) this.effects.send(author, fetch(missing));
    this.variant.onProposal(message, isAcceptable);
  }

  /** A leader that answers with something else is not asked again. */
  private uponFetched({ payloads }: Fetched): void {
    if (this.held === null) return;
    const missing = this.blocks.missingTo(this.held.justify.node);
    for (const payload of payloads) {
      if (missing.includes(payload.digest)) this.core.bodies.set(payload);
    }
    this.proceed(false);
  }

  private uponNewView(author: number, message: NewView): void {
    const { justify, branch, executed } = message;
    if (!this.core.isQc(justify)) return;
    this.core.note(justify);
    this.core.tree.addBranch(branch);
    const { view, isTimeout } = message.signed.body;
    if (isTimeout && executed < this.executed) {
      this.catchingUp.tell(author, executed + 1, `${executed + 1}/new-view/${view}`);
    }
    this.pacemaker.uponNewView(author, message);
  }

  private execute(decision: HotStuffDecision): void {
    const { payload, certificate } = decision;
    const { height, round: view, digest, proof: { qcs } } = certificate;
    assert(height === this.executed + 1, 'blocks are executed in order');
    this.pacemaker.failures = 0;
    this.blocks.decided(payload);
    this.catchingUp.append(decision);
    this.persist();
    const { bitmap } = signersOf(this.validators, qcs.at(-1)!);
    this.effects.record(consensusDecidedInView, { height, view, digest, signers: bitmap });
    this.effects.decide(height, payload, certificate);
    this.next.decided(height, this.now);
  }

  /** A block that is decided is not here: one who voted on top of it may have it. */
  private askVoters(qcs: readonly QuorumCertificate[]): void {
    const { signers } = signersOf(this.validators, qcs.at(-1)!);
    const other = signers.find((voter) => voter !== this.options.self);
    if (other !== undefined) this.catchingUp.ask(other, this.executed + 1);
  }

  /** Something has been executed, or has come: what had to wait for it can be judged. */
  private proceed(isAsking = true): void {
    const { held, core } = this;
    this.held = null;
    if (held?.signed.body.view === core.view) this.judge(core.leader(core.view), held, isAsking);
    this.pacemaker.settle(false);
  }

  private uponDecided(from: number, message: Decided<HotStuffDecision>): void {
    const before = this.executed;
    for (;;) {
      const decision = this.catchingUp.certifiedAt(message, this.executed + 1);
      if (decision === null || !this.blocks.isValid(this.executed + 1, decision.payload)) break;
      const { path, qcs } = decision.certificate.proof;
      for (const qc of qcs) this.core.note(qc);
      this.core.committedView = Math.max(this.core.committedView, qcs[0]!.view);
      this.execute(decision);
      this.core.tree.advance(path[0]!);
    }
    if (this.executed === before) return;
    this.blocks.forget();
    this.proceed();
    if (message.head > this.executed) this.catchingUp.ask(from, this.executed + 1);
  }
}
