import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { Ballots } from './ballots.ts';
import { BLOCK_TIMER, BlockTimer } from './block-timer.ts';
import { catchUp } from './catch-up-messages.ts';
import type { Decided } from './catch-up-messages.ts';
import { CatchingUp } from './catch-up.ts';
import { isCertified } from './decision.ts';
import type { QbftCertificate, QbftDecision } from './decision.ts';
import { consensusDecided } from './entries.ts';
import { FutureMessages } from './future-messages.ts';
import { Instance } from './instance.ts';
import type { InstanceHost } from './instance-host.ts';
import type { Application, Effects, Payload, Protocol, Status } from './protocol.ts';
import type { QbftOptions } from './qbft-options.ts';
import type { HeightMessage, QbftMessage } from './qbft-messages.ts';
import type { QbftVotes } from './qbft-votes.ts';
import { ROUND_TIMER, RoundTimer } from './round-timer.ts';
import { signerBitmap } from './seals.ts';
import { Validators } from './validators.ts';

/**
 * QBFT: "The Istanbul BFT Consensus Algorithm", H. Moniz, arXiv 2002.03613 (2020), run height
 * after height, with the explicit justifications of the EEA QBFT specification v1.
 *
 *     Algorithm 1  Start                         instance.ts  start
 *     Algorithm 2  2:1  PRE-PREPARE              instance.ts  uponProposal
 *                  2:4  quorum of PREPARE        instance.ts  uponPrepareQuorum
 *                  2:8  quorum of COMMIT         instance.ts  uponCommitQuorum
 *     Algorithm 3  3:1  timer expired            instance.ts  uponTimerExpired
 *                  3:5  f + 1 ROUND-CHANGE       instance.ts  uponRoundChangesAhead
 *                  3:11 quorum of ROUND-CHANGE   instance.ts  uponRoundChangeQuorum
 *                  3:17 ROUND-CHANGE, decided    qbft.ts  receive; catch-up.ts  tell
 *     Algorithm 4  the three predicates          justification.ts
 *     Besu         block header validator selection
 *                                                qbft-votes.ts, validator-tally.ts
 *
 * Departures: rounds count from 0 (EEA). A prepared block keeps its digest when a later round
 * proposes it again (EEA writes the new round into its header). A height begins only when
 * something is pending, unless blocks may be empty; a validator at rest that hears of activity
 * starts its timer, and the leader of a round after 0 proposes even an empty block, so that the
 * paper's liveness argument holds for whoever is not at rest.
 */
export function qbft(
  options: QbftOptions, application: Application, effects: Effects<QbftMessage>,
): Protocol<QbftMessage> {
  return new Qbft(options, application, effects);
}

/** A chain of instances: heights, the wait between them, and messages of other heights. */
class Qbft implements Protocol<QbftMessage>, InstanceHost {
  private readonly application: Application;
  private readonly effects: Effects<QbftMessage>;
  private readonly validators: Validators;
  private readonly blockTimer: BlockTimer;
  private readonly roundTimer: RoundTimer;
  private readonly future: FutureMessages<HeightMessage>;
  private readonly catchingUp: CatchingUp<QbftDecision>;
  private readonly instance: Instance;
  /** Null in a run whose story has no votes on members: all count for good. */
  private readonly votes: QbftVotes | null;
  private now: Micros = 0;
  private hasStarted = false;
  private isRestored = false;

  constructor(options: QbftOptions, application: Application, effects: Effects<QbftMessage>) {
    const { members, names, self, keyring, firstHeight = 1, restored = null } = options;
    const height = restored?.height ?? firstHeight;
    assert(names.length === members, 'every validator has a name');
    assert(names[self] === keyring.holder, 'a validator signs with its own key');
    this.application = application;
    this.votes = options.votesOf?.({ self, names, registry: options.registry,
      epochBlocks: options.epochBlocks ?? Infinity, wishes: restored?.wishes ?? [] }, effects) ?? null;
    this.effects = this.votes?.effects ?? effects;
    this.validators = this.votes?.validators ?? new Validators(names, options.registry);
    this.blockTimer = new BlockTimer(options, effects);
    this.roundTimer = new RoundTimer(options.requestTimeoutMicros, effects);
    this.future = new FutureMessages<HeightMessage>(members);
    this.catchingUp = new CatchingUp<QbftDecision>(
      { self, firstHeight }, (decision) => isCertified(this.validators, decision), this.effects);
    const ballots = new Ballots(keyring, this.effects);
    this.instance = new Instance(
      { self, height, validators: this.validators },
      { application, effects: this.effects, ballots, timer: this.roundTimer, memberVotes: this.votes },
      this,
    );
    if (restored === null) return;
    this.isRestored = true;
    for (const decision of restored.decisions) {
      this.catchingUp.append(decision);
      this.votes?.apply(decision.height, decision.payload);
    }
    this.instance.restore(restored);
  }

  start(nowLocal: Micros): void {
    assert(!this.hasStarted, 'a validator starts once');
    this.hasStarted = true;
    this.now = nowLocal;
    // Whoever was away asks what was decided meanwhile; all are asked, since some may be away.
    if (this.isRestored) this.effects.broadcast(catchUp(this.instance.height));
    this.votes?.announce(this.instance.height, nowLocal);
    const { round, voted, hasProposed } = this.instance.saved();
    if (round > 0 || voted !== null || hasProposed) this.instance.activate(nowLocal);
    else this.blockTimer.restart(nowLocal, this.isWanted);
  }

  onPending(nowLocal: Micros): void {
    this.blockTimer.onPending(nowLocal);
  }

  onTimer(timer: string, nowLocal: Micros): void {
    const { height } = this.instance;
    this.now = nowLocal;
    if (timer === ROUND_TIMER) {
      if (this.isIn) this.instance.uponTimerExpired(nowLocal);
      else this.askAgain();
    } else {
      assert(timer === BLOCK_TIMER, 'only the timers set by this validator fire');
      const begins = this.blockTimer.onTick(this.isWanted);
      if (begins && this.isIn) this.instance.start(nowLocal);
      else if (begins) this.activate();
    }
    if (this.instance.height !== height) this.replayFutureMessages();
  }

  onMessage(from: number, message: QbftMessage, nowLocal: Micros): void {
    assert(this.hasStarted, 'a validator receives messages after it has started');
    const { height } = this.instance;
    this.now = nowLocal;
    if (message.kind === 'decided') this.uponDecided(from, message);
    else if (message.kind === 'catch-up') this.catchingUp.uponCatchUp(from, message);
    else if (message.kind === 'vote-pending') {
      this.votes?.uponPending(from, message, height);
      if (this.isWanted) this.blockTimer.onPending(nowLocal);
    }
    else this.receive(message);
    if (this.instance.height !== height) this.replayFutureMessages();
  }

  onWish(about: number, choice: 'add' | 'drop' | 'none', nowLocal: Micros): void {
    assert(this.votes !== null, 'votes on members are fetched where the story has them');
    this.now = nowLocal;
    this.votes.wish(about, choice);
    this.persist();
    this.votes.announce(this.instance.height, nowLocal);
    if (this.isWanted) this.blockTimer.onPending(nowLocal);
  }

  countIdle(nowLocal: Micros): void {
    this.blockTimer.countIdle(nowLocal);
  }

  status(): Status {
    const { height, round } = this.instance;
    const phase = this.isIn ? this.instance.phase : 'not a validator';
    return { height, round, phase, leader: this.validators.leader(height, round) };
  }

  /** 2:9, 2:10; whoever had no part in it is told. */
  decide(payload: Payload, certificate: QbftCertificate): void {
    const { height } = certificate;
    const outside = this.votes?.outside ?? [];
    this.conclude(payload, certificate);
    for (const member of outside) this.catchingUp.tell(member, height, `${height}/told`);
  }

  persist(): void {
    const wishes = this.votes === null ? {} : { wishes: this.votes.wishes };
    this.effects.persist({ ...this.instance.saved(), decisions: this.catchingUp.all, ...wishes });
  }

  leftFirstRound(): void {
    this.blockTimer.stop();
  }

  /** What makes a chain of instances: the next height waits for its time. */
  private conclude(payload: Payload, certificate: QbftCertificate): void {
    const { height } = this.instance;
    const { digest, round, signers } = certificate;
    assert(certificate.height === height, 'heights are decided in order');
    this.roundTimer.stop();
    this.blockTimer.stop();
    this.catchingUp.append({ height, payload, certificate });
    const proof = this.votes?.proofOf(certificate) ?? certificate;
    const changes = this.votes?.apply(height, payload);
    this.instance.moveToHeight(height + 1);
    this.persist();
    const bitmap = signerBitmap(signers, this.validators.members);
    this.effects.record(consensusDecided, { height, round, digest, signers: bitmap });
    // The block timer stands still meanwhile; what this call makes pending is seen afterwards.
    this.effects.decide(height, payload, proof);
    if (changes === true) this.votes?.changed(height, this.now);
    this.blockTimer.restart(this.now, this.isWanted);
  }

  /** A validator of the height that is being decided. */
  private get isIn(): boolean {
    return this.votes === null || this.votes.isIn;
  }

  /** There is something to decide, or a vote that waits for a block. */
  private get isWanted(): boolean {
    return this.application.hasPending() || this.votes?.isWanted(this.instance.height) === true;
  }

  /** Something is under way; whoever is outside waits for the others' word no longer than for a round. */
  private activate(): void {
    if (this.isIn) this.instance.activate(this.now);
    else this.votes?.waitOutside(this.roundTimer, this.now);
  }

  private askAgain(): void {
    const again = this.votes?.waitAgain(this.roundTimer, this.now);
    this.effects.broadcast(catchUp(this.instance.height, again));
  }

  /** A message of one height: ours, one we have decided, or one still to come. */
  private receive(message: HeightMessage): void {
    const ours = this.instance.height;
    const { height } = message.signed.body;
    // Who counts above our height or did below it is not said by who counts at it.
    const author = height === ours ? this.validators.authorOf(message.signed)
      : this.validators.signerOf(message.signed);
    if (author < 0 || !isWellFormed(message)) {
      this.effects.count('consensus.forgeries', 1);
      return;
    }
    if (height === ours) {
      if (this.isIn) this.instance.receive(author, message, this.now);
      else this.activate();
    } else if (height > ours) {
      this.activate();
      if (!this.future.hold(author, message, ours)) this.catchingUp.ask(author, ours);
    } else if (message.kind === 'round-change') {
      // 3:17: whoever still asks about a height we have decided receives the decision.
      this.catchingUp.tell(author, height, `${height}/${message.signed.body.round}`);
    }
  }

  /** The answer to 3:17 or to CATCH-UP: blocks that carry their proof. */
  private uponDecided(from: number, message: Decided<QbftDecision>): void {
    const before = this.instance.height;
    for (;;) {
      const decision = this.catchingUp.certifiedAt(message, this.instance.height);
      if (decision === null || !this.instance.isValid(decision.payload)) break;
      this.conclude(decision.payload, decision.certificate);
    }
    const { height } = this.instance;
    // Where members are voted out, nothing else reaches one that has not heard yet that it was.
    if ((height > before || this.votes !== null) && message.head >= height) {
      this.activate();
      this.catchingUp.ask(from, height);
    }
  }

  private replayFutureMessages(): void {
    while (!this.future.isEmpty) {
      const { height } = this.instance;
      for (const { message } of this.future.take(height)) this.receive(message);
      if (this.instance.height === height) return;
    }
  }
}

/** What any receiver can see from the body alone; a signature proves who wrote it, not sense. */
function isWellFormed({ kind, signed: { body } }: HeightMessage): boolean {
  return body.kind === kind && Number.isSafeInteger(body.height)
    && Number.isSafeInteger(body.round) && body.round >= 0;
}
