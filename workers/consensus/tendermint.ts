import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { BLOCK_TIMER, BlockTimer } from './block-timer.ts';
import { catchUp } from './catch-up-messages.ts';
import type { CatchUp, Decided } from './catch-up-messages.ts';
import { CatchingUp } from './catch-up.ts';
import { consensusDecided } from './entries.ts';
import { FutureMessages } from './future-messages.ts';
import type { Application, Effects, Payload, Protocol, Status } from './protocol.ts';
import { Retransmission, RETRANSMISSION_TIMER } from './retransmission.ts';
import { signerBitmap } from './seals.ts';
import type { SealedCertificate } from './seals.ts';
import { Algorithm } from './tendermint-algorithm.ts';
import type { AlgorithmHost } from './tendermint-algorithm.ts';
import type { HeightMessage, PrecommitBody, TendermintDecision, TendermintMessage }
  from './tendermint-messages.ts';
import { patienceOf } from './tendermint-options.ts';
import type { PersistedTendermint, TendermintOptions } from './tendermint-options.ts';
import { isCertified } from './tendermint-proofs.ts';
import { Validators } from './validators.ts';

/**
 * Tendermint: E. Buchman, J. Kwon, Z. Milosevic, "The latest gossip on BFT consensus",
 * arXiv 1807.04938 (2018), height after height.
 *
 *     Algorithm 1   lines 11 to 67          tendermint-algorithm.ts
 *                   rounds and their votes  tendermint-rounds.ts
 *
 * Departures (ADR 62): a height begins when something is pending; a proposal of a value that was
 * valid before shows the PREVOTEs for it, and what may not have been heard is said again and asked
 * for, where the paper relies on gossip; line 55 counts processes in that round or a later one.
 */
export function tendermint(
  options: TendermintOptions, application: Application, effects: Effects<TendermintMessage>,
): Protocol<TendermintMessage> {
  return new Tendermint(options, application, effects);
}

/** A chain of heights: the wait between them, and messages of other heights. */
class Tendermint implements Protocol<TendermintMessage>, AlgorithmHost {
  private readonly options: TendermintOptions;
  private readonly application: Application;
  private readonly effects: Effects<TendermintMessage>;
  private readonly validators: Validators;
  private readonly blockTimer: BlockTimer;
  private readonly retransmission: Retransmission;
  private readonly future: FutureMessages<HeightMessage>;
  private readonly catchingUp: CatchingUp<TendermintDecision>;
  private readonly algorithm: Algorithm;
  private hasStarted = false;
  now: Micros = 0;

  constructor(
    options: TendermintOptions, application: Application, effects: Effects<TendermintMessage>,
  ) {
    const { members, names, self, keyring, firstHeight = 1, restored = null, timeouts } = options;
    assert(names[self] === keyring.holder, 'a process signs with its own key');
    this.options = options;
    this.application = application;
    this.effects = effects;
    this.validators = new Validators(names, options.registry);
    this.blockTimer = new BlockTimer(options, effects);
    this.retransmission = new Retransmission(timeouts.proposeMicros, effects);
    this.future = new FutureMessages<HeightMessage>(members);
    const { validators } = this;
    this.catchingUp = new CatchingUp<TendermintDecision>(
      { self, firstHeight }, (decision) => isCertified(validators, decision), effects);
    this.algorithm = new Algorithm(
      { self, height: restored?.height ?? firstHeight, validators },
      { application, effects, keyring, timeouts }, this);
    if (restored === null) return;
    for (const decision of restored.decisions) this.catchingUp.append(decision);
    this.algorithm.restore(restored);
  }

  start(nowLocal: Micros): void {
    assert(!this.hasStarted, 'a process starts once');
    this.hasStarted = true;
    this.now = nowLocal;
    const { algorithm } = this;
    // All are asked what was decided and said meanwhile, since some may be away.
    if (this.options.isRestarted === true) this.effects.broadcast(catchUp(algorithm.height));
    if (algorithm.round > 0 || algorithm.said.length > 0) algorithm.activate();
    else this.blockTimer.restart(nowLocal, this.application.hasPending());
  }

  onPending(nowLocal: Micros): void {
    this.now = nowLocal;
    this.blockTimer.onPending(nowLocal);
  }

  onTimer(timer: string, nowLocal: Micros): void {
    const { height } = this.algorithm;
    this.now = nowLocal;
    if (timer === BLOCK_TIMER) {
      if (this.blockTimer.onTick(this.application.hasPending())) {
        this.algorithm.activate();
        this.algorithm.proposeFirst();
      }
    } else if (timer === RETRANSMISSION_TIMER) this.sayAgain();
    else this.algorithm.onTimeout(timer);
    if (this.algorithm.height !== height) this.replayFutureMessages();
  }

  onMessage(from: number, message: TendermintMessage, nowLocal: Micros): void {
    assert(this.hasStarted, 'a process receives messages after it has started');
    const { height } = this.algorithm;
    this.now = nowLocal;
    if (message.kind === 'decided') this.uponDecided(from, message);
    else if (message.kind === 'catch-up') this.uponCatchUp(from, message);
    else this.receive(message);
    if (this.algorithm.height !== height) this.replayFutureMessages();
  }

  countIdle(nowLocal: Micros): void {
    this.blockTimer.countIdle(nowLocal);
  }

  status(): Status {
    const { height, round, phase } = this.algorithm;
    return { height, round, phase, leader: this.validators.leader(height, round) };
  }

  /** 49 to 54, and what makes a chain: the next height waits for its time. */
  decide(payload: Payload, certificate: SealedCertificate<PrecommitBody>): void {
    const { height, round, digest, signers } = certificate;
    assert(height === this.algorithm.height, 'heights are decided in order');
    this.blockTimer.stop();
    this.retransmission.stop();
    this.catchingUp.append({ height, payload, certificate });
    this.algorithm.moveToHeight(height + 1);
    this.persist();
    const bitmap = signerBitmap(signers, this.validators.members);
    this.effects.record(consensusDecided, { height, round, digest, signers: bitmap });
    this.effects.decide(height, payload, certificate);
    this.blockTimer.restart(this.now, this.application.hasPending());
  }

  persist(): void {
    this.effects.persist({
      ...this.algorithm.saved(), decisions: this.catchingUp.all,
    } satisfies PersistedTendermint);
  }

  /** Twice as long as the round may take: it is for what was lost, not for what is slow. */
  startedRound(round: number): void {
    if (round > 0) this.blockTimer.stop();
    this.retransmission.start(this.now, 2 * patienceOf(this.options.timeouts, round));
  }

  private sayAgain(): void {
    for (const message of this.algorithm.said) this.effects.broadcast(message);
    this.effects.broadcast(catchUp(this.algorithm.height));
    this.retransmission.repeat(this.now);
  }

  /** One who asks about our own height is told what we have said there. */
  private uponCatchUp(from: number, message: CatchUp): void {
    this.catchingUp.uponCatchUp(from, message);
    if (message.height !== this.algorithm.height) return;
    for (const each of this.algorithm.said) this.effects.send(from, each);
  }

  private receive(message: HeightMessage): void {
    const { body } = message.signed;
    const author = this.validators.authorOf(message.signed);
    const isWellFormed = body.kind === message.kind && Number.isSafeInteger(body.height)
      && Number.isSafeInteger(body.round) && body.round >= 0;
    if (author < 0 || !isWellFormed) return this.effects.count('consensus.forgeries', 1);
    const { height } = this.algorithm;
    if (body.height === height) this.algorithm.receive(author, message);
    else if (body.height > height) {
      this.algorithm.activate();
      if (!this.future.hold(author, message, height)) this.catchingUp.ask(author, height);
    }
  }

  private uponDecided(from: number, message: Decided<TendermintDecision>): void {
    const before = this.algorithm.height;
    for (;;) {
      const decision = this.catchingUp.certifiedAt(message, this.algorithm.height);
      if (decision === null || !this.algorithm.isValid(decision.payload)) break;
      this.decide(decision.payload, decision.certificate);
    }
    const { height } = this.algorithm;
    if (height > before && message.head >= height) {
      this.algorithm.activate();
      this.catchingUp.ask(from, height);
    }
  }

  private replayFutureMessages(): void {
    while (!this.future.isEmpty) {
      const { height } = this.algorithm;
      for (const { message } of this.future.take(height)) this.receive(message);
      if (this.algorithm.height === height) return;
    }
  }
}
