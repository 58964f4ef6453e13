import type { Signed } from '../crypto/keys.ts';
import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Ballots, Prepared } from './ballots.ts';
import { certify } from './decision.ts';
import { consensusProposed, consensusRoundChanged } from './entries.ts';
import { HeightVotes } from './height-votes.ts';
import type { InstanceHost } from './instance-host.ts';
import { highestPrepared, isValidRoundChange, justifyProposal, justifyRoundChange }
  from './justification.ts';
import type { Application, Effects, Payload } from './protocol.ts';
import type { PersistedQbft } from './qbft-persisted.ts';
import type { QbftVotes } from './qbft-votes.ts';
import type { Commit, HeightMessage, Prepare, PrepareBody, Proposal, QbftMessage, RoundChange,
  RoundChangeBody } from './qbft-messages.ts';
import { RoundChanges } from './round-changes.ts';
import type { RoundTimer } from './round-timer.ts';
import type { RoundVotes } from './round-votes.ts';
import type { Validators } from './validators.ts';

/** A round further ahead than this is first heard of by ROUND-CHANGE; bounds what we keep. */
export const ROUNDS_AHEAD_MAX = 64;

/**
 * One instance λ of the algorithm of Moniz 2020 at one validator: agreement on one height. The
 * rules bear the paper's line numbers, 2:4 being Algorithm 2, line 4; evidence is judged in
 * justification.ts (Algorithm 4). The object serves one height after another.
 */
export class Instance {
  private readonly self: number;
  private readonly validators: Validators;
  private readonly application: Application;
  private readonly effects: Effects<QbftMessage>;
  private readonly ballots: Ballots;
  private readonly timer: RoundTimer;
  private readonly host: InstanceHost;
  /** Null in a run whose story has no votes on members. */
  private readonly memberVotes: QbftVotes | null;
  private readonly votes: HeightVotes;
  private readonly roundChanges: RoundChanges;
  private now: Micros = 0;
  /** The paper's λ. */
  height: number;
  /** The paper's r, from 0. */
  round = 0;
  /** The paper's (pr, pv); null is ⊥. */
  private prepared: Prepared | null = null;
  /** The payload last found valid, so that a round change does not execute a block again. */
  private validPayload: Payload | null = null;

  constructor(
    place: { self: number; height: number; validators: Validators },
    parts: {
      application: Application;
      effects: Effects<QbftMessage>;
      ballots: Ballots;
      timer: RoundTimer;
      memberVotes: QbftVotes | null;
    },
    host: InstanceHost,
  ) {
    this.self = place.self;
    this.height = place.height;
    this.validators = place.validators;
    this.application = parts.application;
    this.effects = parts.effects;
    this.ballots = parts.ballots;
    this.timer = parts.timer;
    this.memberVotes = parts.memberVotes;
    this.host = host;
    this.votes = new HeightVotes(place.validators.members);
    this.roundChanges = new RoundChanges(place.validators.members);
  }

  /** Forgets the height just decided and stands ready for the next. */
  moveToHeight(height: number): void {
    this.height = height;
    this.round = 0;
    this.prepared = null;
    this.validPayload = null;
    this.votes.clear();
    this.roundChanges.clear();
  }

  /** Back after a crash: as it left off, except for what others had said. */
  restore(state: PersistedQbft): void {
    this.round = state.round;
    this.prepared = state.prepared;
    const votes = this.votes.at(state.round);
    votes.proposal = state.voted;
    votes.hasCommitted = state.hasCommitted;
    votes.hasProposed = state.hasProposed;
  }

  saved(): Omit<PersistedQbft, 'decisions'> {
    const { height, round, prepared } = this;
    const { proposal: voted, hasCommitted, hasProposed } = this.votes.at(round);
    return { height, round, prepared, voted, hasCommitted, hasProposed };
  }

  /** Algorithm 1, `Start(λ, value)`: the leader proposes its input value, the timer starts. */
  start(nowLocal: Micros): void {
    assert(this.round === 0, 'an instance begins in round 0');
    this.activate(nowLocal);
    if (this.validators.leader(this.height, 0) !== this.self) return;
    this.propose(this.inputValue(), [], []);
  }

  /** A validator at rest that hears of activity will not let it fail in silence. */
  activate(nowLocal: Micros): void {
    this.now = nowLocal;
    if (!this.timer.isRunning) this.startTimer();
  }

  /** A message of this height whose author is proved. */
  receive(author: number, message: HeightMessage, nowLocal: Micros): void {
    this.activate(nowLocal);
    if (message.kind === 'round-change') {
      this.receiveRoundChange(author, message);
      return;
    }
    const { round } = message.signed.body;
    if (round > this.round + ROUNDS_AHEAD_MAX) return;
    if (message.kind === 'proposal') this.uponProposal(author, message);
    else if (message.kind === 'prepare') this.receivePrepare(author, message);
    else this.receiveCommit(author, message);
  }

  /** 2:1: the leader's first justified proposal, of this round or of a later one. */
  private uponProposal(author: number, message: Proposal): void {
    const { round, digest } = message.signed.body;
    if (author !== this.validators.leader(this.height, round)) return;
    if (message.payload.digest !== digest) return;
    const votes = this.votes.at(round);
    if (votes.proposal !== null) {
      if (votes.proposal.signed.body.digest !== digest) this.countEquivocation();
      return;
    }
    if (!justifyProposal(this.validators, message)) return;
    // In round 0 nobody has looked at what comes with it.
    const wasPrepared = round > 0 && highestPrepared(message.roundChanges) !== null;
    if (this.memberVotes?.allows(author, message.payload, wasPrepared) === false) return;
    if (!this.isValid(message.payload)) return;
    votes.proposal = message;
    if (round >= this.round) {
      if (round > this.round) this.moveToRound(round);
      this.startTimer();
      this.host.persist();
      this.receivePrepare(
        this.self, this.ballots.broadcastPrepare(this.height, round, digest));
    }
    // COMMITs that came before the proposal they are for count from here on.
    this.uponCommitQuorum(votes);
  }

  /** 2:4: a quorum of PREPAREs in the current round locks the value. */
  private uponPrepareQuorum(votes: RoundVotes): void {
    const { proposal } = votes;
    if (proposal === null || votes.round !== this.round || votes.hasCommitted) return;
    const { digest } = proposal.signed.body;
    if (votes.prepares.count(digest) < this.validators.quorum) return;
    const prepares = votes.prepares.votesFor(digest);
    this.prepared = { round: this.round, payload: proposal.payload, prepares };
    votes.hasCommitted = true;
    this.host.persist();
    this.receiveCommit(
      this.self, this.ballots.broadcastCommit(this.height, this.round, digest));
  }

  /** 2:8: a quorum of COMMITs, in whatever round, decides. */
  private uponCommitQuorum(votes: RoundVotes): void {
    const { proposal } = votes;
    if (proposal === null) return;
    const { digest } = proposal.signed.body;
    if (votes.commits.count(digest) < this.validators.quorum) return;
    const signers = votes.commits.votersFor(digest);
    this.host.decide(proposal.payload, certify(votes.commits.votesFor(digest), signers));
  }

  /** 3:1: this round has failed, as far as we can tell. */
  uponTimerExpired(nowLocal: Micros): void {
    this.now = nowLocal;
    this.changeRound(this.round + 1);
  }

  /** 3:5: f + 1 others are ahead, so an honest one is: follow to the nearest of them. */
  private uponRoundChangesAhead(): void {
    if (this.roundChanges.countAbove(this.round) < this.validators.faults + 1) return;
    this.changeRound(this.roundChanges.lowestAbove(this.round));
  }

  /** 3:11: the leader of the new round proposes what may have been decided, or else its own. */
  private uponRoundChangeQuorum(): void {
    const { height, round, validators } = this;
    if (validators.leader(height, round) !== this.self) return;
    const votes = this.votes.at(round);
    if (votes.hasProposed) return;
    const messages = this.roundChanges.at(round);
    if (messages.length < validators.quorum) return;
    const signed = messages.map((message) => message.signed);
    const highest = highestPrepared(signed);
    if (highest === null) {
      this.propose(this.inputValue(), signed, []);
      return;
    }
    // A liar may send the right digest with a wrong body, so take it from one whose body is valid.
    const source = messages.find(({ signed: { body }, preparedPayload }) =>
      body.preparedRound === highest.round && body.preparedDigest === highest.digest
        && preparedPayload !== null && this.isValid(preparedPayload));
    if (!source?.preparedPayload) return;
    assert(justifyRoundChange(validators, height, round, signed, source.prepares),
      'valid ROUND-CHANGEs justify a proposal');
    this.propose(source.preparedPayload, signed, source.prepares);
  }

  private receivePrepare(author: number, message: Prepare): void {
    const votes = this.votes.at(message.signed.body.round);
    const outcome = votes.prepares.add(author, message.signed);
    if (outcome === 'counted') this.uponPrepareQuorum(votes);
    else if (outcome === 'equivocated') this.countEquivocation();
  }

  private receiveCommit(author: number, message: Commit): void {
    const votes = this.votes.at(message.signed.body.round);
    const outcome = votes.commits.add(author, message.signed);
    if (outcome === 'counted') this.uponCommitQuorum(votes);
    else if (outcome === 'equivocated') this.countEquivocation();
  }

  private receiveRoundChange(author: number, message: RoundChange): void {
    if (!isValidRoundChange(this.validators, message)) return;
    if (!this.roundChanges.add(author, message)) return;
    this.uponRoundChangesAhead();
    this.uponRoundChangeQuorum();
  }

  /** 3:2 to 3:4, and 3:8 to 3:10: enter a round, start its timer, say so to all. */
  private changeRound(round: number): void {
    this.moveToRound(round);
    this.startTimer();
    this.host.persist();
    this.receiveRoundChange(
      this.self, this.ballots.broadcastRoundChange(this.height, round, this.prepared));
  }

  private propose(
    payload: Payload,
    roundChanges: readonly Signed<RoundChangeBody>[],
    prepares: readonly Signed<PrepareBody>[],
  ): void {
    const { height, round } = this;
    const { digest, bytes } = payload;
    const votes = this.votes.at(round);
    assert(!votes.hasProposed, 'a leader proposes once a round');
    votes.hasProposed = true;
    this.host.persist();
    this.effects.record(consensusProposed, { height, round, digest, transactionsBytes: bytes });
    this.memberVotes?.proposed(height, payload);
    this.uponProposal(this.self,
      this.ballots.broadcastProposal(height, round, payload, roundChanges, prepares));
  }

  private moveToRound(round: number): void {
    assert(round > this.round, 'rounds only go up');
    if (this.round === 0) this.host.leftFirstRound();
    this.round = round;
    this.effects.record(consensusRoundChanged, { height: this.height, round });
  }

  private startTimer(): void {
    this.timer.start(this.round, this.now);
  }

  /** The paper's inputValue, which a validator finds valid without looking again. */
  private inputValue(): Payload {
    const vote = this.memberVotes?.voteFor(this.height);
    this.validPayload = this.application.propose(this.height, this.now, undefined, vote);
    return this.validPayload;
  }

  /** The external validity predicate β, once for each payload. */
  isValid(payload: Payload): boolean {
    if (payload === this.validPayload) return true;
    if (!this.application.accept(this.height, payload)) return false;
    this.validPayload = payload;
    return true;
  }

  get phase(): string {
    const votes = this.votes.at(this.round);
    if (votes.hasCommitted) return 'committing';
    if (votes.proposal !== null) return 'preparing';
    if (this.round > 0) return 'changing round';
    return this.timer.isRunning ? 'awaiting proposal' : 'resting';
  }

  private countEquivocation(): void {
    this.effects.count('consensus.equivocations', 1);
  }
}
