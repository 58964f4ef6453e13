import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { consensusProposed, consensusRoundChanged } from './entries.ts';
import type { Application, Effects, Payload } from './protocol.ts';
import { NIL } from './tendermint-messages.ts';
import type { HeightMessage, PrecommitBody, Proposal, TendermintMessage }
  from './tendermint-messages.ts';
import type { PersistedTendermint, Step, Timeouts, Valid } from './tendermint-options.ts';
import { isPolka } from './tendermint-proofs.ts';
import { Rounds } from './tendermint-rounds.ts';
import type { Round } from './tendermint-rounds.ts';
import { Voice } from './tendermint-voice.ts';
import type { SealedCertificate } from './seals.ts';
import type { SigningKey, Validators } from './validators.ts';

/** A round further ahead is noted for line 55 and its votes are not kept: bounds what we keep. */
export const ROUNDS_AHEAD_MAX = 64;

export const PROPOSE_TIMER = 'propose';
export const PREVOTE_TIMER = 'prevote';
export const PRECOMMIT_TIMER = 'precommit';
export const STEP_TIMERS = [PROPOSE_TIMER, PREVOTE_TIMER, PRECOMMIT_TIMER] as const;

export interface AlgorithmHost {
  readonly now: Micros;
  decide(payload: Payload, certificate: SealedCertificate<PrecommitBody>): void;
  persist(): void;
  /** A round has begun, the first of a height included. */
  startedRound(round: number): void;
}

/**
 * Algorithm 1 of Buchman, Kwon & Milosevic 2018 at one process, for one height after another. The
 * rules bear the paper's line numbers.
 */
export class Algorithm {
  private readonly self: number;
  private readonly validators: Validators;
  private readonly application: Application;
  private readonly effects: Effects<TendermintMessage>;
  private readonly voice: Voice;
  private readonly timeouts: Timeouts;
  private readonly host: AlgorithmHost;
  private readonly rounds: Rounds;
  private step: Step = 'propose';
  private lockedRound = -1;
  private lockedDigest = NIL;
  /** The paper's (validValue, validRound), with the PREVOTEs that made it so. */
  private valid: Valid | null = null;
  private validPayload: Payload | null = null;
  height: number;
  round = 0;
  /** Between the beginning of a height and its decision. */
  isActive = false;

  constructor(
    place: { self: number; height: number; validators: Validators },
    parts: {
      application: Application; effects: Effects<TendermintMessage>; keyring: SigningKey;
      timeouts: Timeouts;
    },
    host: AlgorithmHost,
  ) {
    this.self = place.self;
    this.height = place.height;
    this.validators = place.validators;
    this.application = parts.application;
    this.effects = parts.effects;
    this.timeouts = parts.timeouts;
    this.host = host;
    this.voice = new Voice(parts.keyring, parts.effects, () => host.persist());
    this.rounds = new Rounds(place.validators.members);
  }

  restore(state: PersistedTendermint): void {
    const { round, step, lockedRound, lockedDigest, valid, said } = state;
    this.round = round;
    this.step = step;
    this.lockedRound = lockedRound;
    this.lockedDigest = lockedDigest;
    this.valid = valid;
    this.voice.said = [...said];
    for (const message of said) this.keep(this.self, message);
  }

  saved(): Omit<PersistedTendermint, 'decisions'> {
    const { height, round, step, lockedRound, lockedDigest, valid } = this;
    return { height, round, step, lockedRound, lockedDigest, valid, said: [...this.said] };
  }

  /** What this process has said in its round, for whoever has not heard it. */
  get said(): readonly HeightMessage[] {
    return this.voice.said;
  }

  get phase(): string {
    return this.isActive ? this.step : 'resting';
  }

  get hasProposed(): boolean {
    return this.said.some(({ kind }) => kind === 'proposal');
  }

  /** Lines 50 to 54, but for the start of the next height, which waits for its time. */
  moveToHeight(height: number): void {
    this.height = height;
    this.round = 0;
    this.step = 'propose';
    this.lockedRound = -1;
    this.lockedDigest = NIL;
    this.valid = null;
    this.validPayload = null;
    this.voice.said = [];
    this.isActive = false;
    this.rounds.clear();
    for (const timer of STEP_TIMERS) this.effects.cancelTimer(timer);
  }

  /** The height begins here, by its time or because others are at it. */
  activate(): void {
    if (this.isActive) return;
    this.isActive = true;
    this.host.startedRound(this.round);
    if (this.step === 'propose') this.schedule(PROPOSE_TIMER, this.timeouts.proposeMicros);
  }

  /** 14 to 19 for round 0, whose proposer waits for the time of the block. */
  proposeFirst(): void {
    if (this.round !== 0 || this.step !== 'propose' || this.hasProposed) return;
    if (this.validators.leader(this.height, 0) === this.self) this.propose();
  }

  /** A message of this height whose author is proved. */
  receive(author: number, message: HeightMessage): void {
    const { height } = this;
    this.activate();
    const kept = this.keep(author, message);
    if (kept !== null) this.uponPrecommits(kept);
    if (this.height !== height) return;
    if (message.signed.body.round > this.round) this.uponLaterRound();
    else this.evaluate();
  }

  /** 57 to 67: each timer is of the current round, for the others are cancelled. */
  onTimeout(timer: string): void {
    if (timer === PROPOSE_TIMER) {
      if (this.step === 'propose') this.prevote(NIL);
    } else if (timer === PREVOTE_TIMER) {
      if (this.step === 'prevote') this.precommit(NIL);
    } else this.startRound(this.round + 1);
  }

  /** The paper's `valid(v)`, once for each payload. */
  isValid(payload: Payload): boolean {
    if (payload === this.validPayload) return true;
    if (!this.application.accept(this.height, payload)) return false;
    this.validPayload = payload;
    return true;
  }

  /** 11: StartRound(round) for a round after the first. */
  private startRound(round: number): void {
    assert(round > this.round, 'rounds only go up');
    for (const timer of STEP_TIMERS) this.effects.cancelTimer(timer);
    this.round = round;
    this.step = 'propose';
    this.voice.said = [];
    this.effects.record(consensusRoundChanged, { height: this.height, round });
    this.host.startedRound(round);
    this.host.persist();
    if (this.validators.leader(this.height, round) === this.self) this.propose();
    else this.schedule(PROPOSE_TIMER, this.timeouts.proposeMicros);
    this.evaluate();
  }

  /** 55: f + 1 are in a later round, so a correct process is. */
  private uponLaterRound(): void {
    const later = this.rounds.reachedBy(this.validators.faults + 1);
    if (later > this.round) this.startRound(later);
  }

  /** 14 to 19 */
  private propose(): void {
    const { height, round, valid } = this;
    const payload = valid?.payload ?? this.application.propose(height, this.host.now);
    this.validPayload = payload;
    const { digest, bytes: transactionsBytes } = payload;
    this.effects.record(consensusProposed, { height, round, digest, transactionsBytes });
    this.receive(this.self, this.voice.propose(
      { height, round, validRound: valid?.round ?? -1 }, payload, valid?.prevotes ?? []));
  }

  private keep(author: number, message: HeightMessage): Round | null {
    const { round: number } = message.signed.body;
    this.rounds.hear(author, number);
    if (number > this.round + ROUNDS_AHEAD_MAX) return null;
    const round = this.rounds.at(number);
    let outcome: 'counted' | 'repeated' | 'equivocated' = 'counted';
    if (message.kind === 'prevote') outcome = round.prevotes.add(author, message.signed);
    else if (message.kind === 'precommit') outcome = round.precommits.add(author, message.signed);
    else if (author !== this.validators.leader(this.height, number)
      || message.payload.digest !== message.signed.body.digest) return null;
    else if (round.proposal === null) round.proposal = message;
    else if (round.proposal.signed.body.digest !== message.signed.body.digest) outcome = 'equivocated';
    if (outcome === 'equivocated') this.effects.count('consensus.equivocations', 1);
    return round;
  }

  /** The rules for the current round, in an order in which none hides another. */
  private evaluate(): void {
    const { height, round } = this;
    const now = this.rounds.at(round);
    this.uponProposal(now);
    this.uponPolka(now);
    this.uponNilPrevotes(now);
    this.uponAnyPrevotes(now);
    if (this.height === height && this.round === round) this.uponAnyPrecommits(now);
  }

  /** 22, and 28 for a value that was valid in an earlier round. */
  private uponProposal({ proposal: heard, round }: Round): void {
    if (heard === null || this.step !== 'propose' || round !== this.round) return;
    const { digest, validRound } = heard.signed.body;
    const isFresh = validRound === -1;
    if (!isFresh && (validRound >= round || !this.hadPolka(heard))) return;
    const mayVote = this.lockedDigest === digest
      || (isFresh ? this.lockedRound === -1 : this.lockedRound <= validRound);
    this.prevote(mayVote && this.isValid(heard.payload) ? digest : NIL);
  }

  /** 36: 2f + 1 PREVOTEs for the proposal lock it, if there is still time, and make it valid. */
  private uponPolka(now: Round): void {
    const { proposal: heard, round } = now;
    if (heard === null || now.hasPolka || this.step === 'propose' || round !== this.round) return;
    const { digest } = heard.signed.body;
    if (now.prevotes.count(digest) < this.validators.quorum || !this.isValid(heard.payload)) return;
    now.hasPolka = true;
    this.valid = { payload: heard.payload, round, prevotes: now.prevotes.votesFor(digest) };
    if (this.step === 'prevote') {
      this.lockedDigest = digest;
      this.lockedRound = round;
      this.precommit(digest);
    } else this.host.persist();
  }

  /** 44 */
  private uponNilPrevotes({ prevotes, round }: Round): void {
    if (this.step !== 'prevote' || round !== this.round) return;
    if (prevotes.count(NIL) >= this.validators.quorum) this.precommit(NIL);
  }

  /** 34 */
  private uponAnyPrevotes(now: Round): void {
    if (this.step !== 'prevote' || now.hasTimedPrevote || now.round !== this.round) return;
    if (now.prevotes.total < this.validators.quorum) return;
    now.hasTimedPrevote = true;
    this.schedule(PREVOTE_TIMER, this.timeouts.prevoteMicros);
  }

  /** 47 */
  private uponAnyPrecommits(now: Round): void {
    if (now.hasTimedPrecommit || now.precommits.total < this.validators.quorum) return;
    now.hasTimedPrecommit = true;
    this.schedule(PRECOMMIT_TIMER, this.timeouts.precommitMicros);
  }

  /** 49: a proposal of whatever round with 2f + 1 PRECOMMITs is decided. */
  private uponPrecommits({ proposal: heard, precommits }: Round): void {
    if (heard === null) return;
    const { digest } = heard.signed.body;
    if (precommits.count(digest) < this.validators.quorum || !this.isValid(heard.payload)) return;
    const { height, round } = heard.signed.body;
    const signers = precommits.votersFor(digest);
    const seals = precommits.votesFor(digest);
    this.host.decide(heard.payload, { height, round, digest, signers, seals });
  }

  private prevote(digest: string): void {
    this.step = 'prevote';
    this.receive(this.self, this.voice.prevote(this.height, this.round, digest));
  }

  private precommit(digest: string): void {
    this.step = 'precommit';
    this.receive(this.self, this.voice.precommit(this.height, this.round, digest));
  }

  private schedule(timer: string, initMicros: Micros): void {
    this.effects.setTimer(
      timer, this.host.now + initMicros + this.round * this.timeouts.deltaMicros);
  }

  /** 2f + 1 PREVOTEs for the value in its valid round: heard, or shown with the proposal. */
  private hadPolka({ signed: { body }, prevotes }: Proposal): boolean {
    const { validators } = this;
    return this.rounds.at(body.validRound).prevotes.count(body.digest) >= validators.quorum
      || isPolka(validators, body, prevotes);
  }
}
