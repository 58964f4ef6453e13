import type { Micros } from '../kernel/micros.ts';
import type { QbftCertificate } from './decision.ts';
import { consensusValidatorsChanged, consensusVoteCast } from './entries.ts';
import type { CastVote, Effects, Payload } from './protocol.ts';
import type { QbftMessage, VotePending } from './qbft-messages.ts';
import type { RoundTimer } from './round-timer.ts';
import { ValidatorTally } from './validator-tally.ts';
import type { SignatureCheck } from './validators.ts';
import { votePending } from './vote-pending.ts';
import { VotedValidators } from './voted-validators.ts';

/** What a validator wants of each member, by that member's number, in the order it came to want it. */
export type Wishes = readonly (readonly [number, 'add' | 'drop'])[];

export interface VotesPlace {
  readonly self: number;
  readonly names: readonly string[];
  readonly registry: SignatureCheck;
  readonly epochBlocks: number;
  readonly wishes: Wishes;
}

/** Made for each validator of a run whose story has votes; what has none does without (ADR 137). */
export type VotesOf = (place: VotesPlace, effects: Effects<QbftMessage>) => QbftVotes;

export const qbftVotes: VotesOf = (place, effects) => new QbftVotes(place, effects);

interface WaitingVotes {
  readonly since: number;
  readonly until: number;
  readonly votes: number;
}

/** For how many blocks of each validator others go on for the sake of a vote that waits. */
const VOTES_AWAITED_MAX = 8;

/**
 * Block header validator selection at one validator: Hyperledger Besu's `VoteProposer` (2022), which
 * says what the next block votes for, and the tally after the last decided block, which says who
 * counts. Whoever is outside is told what the others decide.
 */
export class QbftVotes {
  readonly validators: VotedValidators;
  /** To all who count, and to nobody else. */
  readonly effects: Effects<QbftMessage>;
  private readonly self: number;
  private readonly own: Effects<QbftMessage>;
  private readonly tally: ValidatorTally;
  private readonly proposals: Map<number, 'add' | 'drop'>;
  /** The `votePosition` of Besu: those that wait take turns. */
  private position = 0;
  /** How often it has asked, from outside, for the height it is at. */
  private asks = 0;
  /** Whose votes wait for a block, up to which height, and how many. */
  private readonly awaited = new Map<number, WaitingVotes>();

  constructor({ self, names, registry, epochBlocks, wishes }: VotesPlace, effects: Effects<QbftMessage>) {
    this.self = self;
    this.own = effects;
    this.validators = new VotedValidators(names, registry);
    this.tally = new ValidatorTally(names, epochBlocks);
    this.proposals = new Map(wishes);
    this.effects = { ...effects, broadcast: (message) => {
      for (const to of this.validators.inForce) if (to !== self) effects.send(to, message);
    } };
  }

  /** It is a validator at the height that is being decided. */
  get isIn(): boolean {
    return this.validators.has(this.self);
  }

  get wishes(): Wishes {
    return [...this.proposals];
  }

  /** Those who have no part in the height that is being decided. */
  get outside(): number[] {
    return [...Array(this.validators.members).keys()].filter((each) => !this.validators.has(each));
  }

  wish(about: number, choice: 'add' | 'drop' | 'none'): void {
    this.proposals.delete(about);
    if (choice !== 'none') this.proposals.set(about, choice);
  }

  /**
   * Besu makes blocks all the time, and a vote waits for its validator's turn. A network at rest makes
   * none here, so whoever has votes to cast says so, and the others go on until they are cast.
   */
  announce(height: number, nowLocal: Micros): void {
    const votes = this.uncast().length;
    if (votes === 0 || !this.isIn) return;
    const message = votePending(height, votes, nowLocal);
    this.uponPending(this.self, message, height);
    this.effects.broadcast(message);
  }

  /** `height`: the one being decided here. Whoever says it again and again is believed for so long. */
  uponPending(from: number, { votes, height: since }: VotePending, height: number): void {
    const turns = Math.min(votes, VOTES_AWAITED_MAX);
    this.awaited.set(from, { since, until: height + turns * this.validators.inForce.length, votes: turns });
  }

  /** A block is wanted at this height although it may have nothing but a vote in it. */
  isWanted(height: number): boolean {
    for (const [from, { until, votes }] of this.awaited) {
      if (votes > 0 && height < until && this.validators.has(from)) return true;
    }
    return false;
  }

  /** `getVote` of Besu, for a block of its own; an epoch's last block would not count it. */
  voteFor(height: number): CastVote | undefined {
    const waiting = this.tally.isEpoch(height) ? [] : this.uncast();
    if (waiting.length === 0) return undefined;
    this.position = (this.position + 1) % waiting.length;
    const [about, choice] = waiting[this.position]!;
    return { about: this.validators.nameOf(about), choice };
  }

  /**
   * Whoever proposes a block of its own votes in its own name. One that was prepared was looked at by
   * a quorum when it was new.
   */
  allows(author: number, { vote }: Payload, wasPrepared: boolean): boolean {
    return vote === undefined || wasPrepared || vote.voter === this.validators.nameOf(author);
  }

  /** It has just put this block forward. */
  proposed(height: number, { vote }: Payload): void {
    if (vote?.voter !== this.validators.nameOf(this.self)) return;
    this.own.record(consensusVoteCast, { height, about: vote.about, choice: vote.choice });
  }

  /** Something is under way: from outside it waits for the others' word no longer than for a round. */
  waitOutside(timer: RoundTimer, nowLocal: Micros): void {
    if (!timer.isRunning) timer.start(this.asks, nowLocal);
  }

  /**
   * Nobody has told it what was decided at this height, and it takes no part in changing rounds. How
   * often it has to ask by now.
   */
  waitAgain(timer: RoundTimer, nowLocal: Micros): number {
    this.asks += 1;
    timer.start(this.asks, nowLocal);
    return this.asks;
  }

  /** With those who could sign at its height. */
  proofOf(certificate: QbftCertificate): QbftCertificate {
    return { ...certificate, validators: this.validators.inForce };
  }

  /** A block is decided here, or was before a crash: who counts from the next one on. */
  apply(height: number, { vote }: Payload): boolean {
    this.asks = 0;
    if (vote !== undefined) {
      const voter = this.validators.numberOf(vote.voter);
      const waits = this.awaited.get(voter);
      if (waits !== undefined) this.awaited.set(voter, { ...waits, votes: waits.votes - 1 });
    }
    if (!this.tally.apply(height, vote)) return false;
    // Some votes have become void, and whoever has others says so to those who count now.
    for (const [from, { since }] of this.awaited) if (since <= height) this.awaited.delete(from);
    this.validators.enforce(this.tally.validators.map((name) => this.validators.numberOf(name)));
    return true;
  }

  /** Told once the block is: from the next one on these decide, and hear what waits. */
  changed(height: number, nowLocal: Micros): void {
    this.own.record(consensusValidatorsChanged,
      { height: height + 1, validators: this.tally.validators.join(', ') });
    this.announce(height + 1, nowLocal);
  }

  /** `voteNotYetCast` of Besu: what would change something, or takes back what it said before. */
  private uncast(): (readonly [number, 'add' | 'drop'])[] {
    const { validators, tally, self } = this;
    const voter = validators.nameOf(self);
    return [...this.proposals].filter(([about, choice]) => {
      const said = tally.said(voter, validators.nameOf(about));
      if (said !== undefined) return said !== choice;
      // The last one that is left would vote itself out in vain in every block it makes (ADR 137).
      if (choice === 'drop' && validators.inForce.length === 1) return false;
      return validators.has(about) === (choice === 'drop');
    });
  }
}
