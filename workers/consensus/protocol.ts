import type { EntryKind, Values } from '../kernel/trace.ts';
import type { Micros } from '../kernel/micros.ts';

/**
 * One validator's part in a protocol, as a machine without I/O: every input is a call, every
 * output a call on `Effects`, applied in order. All times are the validator's own local clock.
 */
export interface Protocol<M> {
  /** Joins at genesis: the moment counts as the decision of the block before the first. */
  start(nowLocal: Micros): void;
  /** `from` is the link it came by, which the network vouches for; the author is who signed it. */
  onMessage(from: number, message: M, nowLocal: Micros): void;
  onTimer(timer: string, nowLocal: Micros): void;
  /** Something to decide has arrived, or more of it. */
  onPending(nowLocal: Micros): void;
  /**
   * Counts the idle ticks up to `nowLocal` that closed form has skipped but not yet counted.
   * For the end of a run; changes no outcome.
   */
  countIdle(nowLocal: Micros): void;
  status(): Status;
  /**
   * The network is at rest, as `members` agree: heartbeats may pass in closed form (DESIGN 3.7).
   * A protocol without heartbeats has neither this nor `stir`, which ends it.
   */
  rest?(members: readonly number[], nowLocal: Micros): void;
  stir?(nowLocal: Micros): void;
  /**
   * Its own people want a member added to those who decide, or dropped, or neither: from now on it
   * votes for that, or asks its leader, as `ProtocolEntry.membership` says.
   */
  onWish?(about: number, choice: 'add' | 'drop' | 'none', nowLocal: Micros): void;
}

export interface Status {
  /** The height being decided: one above the last decided. */
  readonly height: number;
  readonly round: number;
  readonly phase: string;
  readonly leader: number;
  /** Whether it leads itself at the moment; absent: as soon as it is the leader. */
  readonly leads?: boolean;
}

/** What a protocol decides on. Opaque: consensus reads the digest and the size, never the body. */
export interface Payload {
  readonly digest: string;
  readonly bytes: number;
  readonly body: unknown;
  /** What the header of the block says about a member; absent: nothing, as where nobody may vote. */
  readonly vote?: MemberVote;
}

/** A vote of whoever made the block; members by their names, as the ledger has them. */
export interface MemberVote {
  readonly voter: string;
  readonly about: string;
  readonly choice: 'add' | 'drop';
}

/**
 * What is being agreed on, as one validator sees it. `parent` is an undecided block to stand on,
 * which was accepted before; absent: the last decided one.
 */
export interface Application {
  /** Something waits that is not decided and not in `parent` or the undecided blocks under it. */
  hasPending(parent?: Payload): boolean;
  /**
   * The `inputValue` of Moniz 2020, Algorithm 1: this validator's own candidate, with its vote on
   * a member in the header where it has one to cast.
   */
  propose(height: number, localMicros: Micros, parent?: Payload, vote?: CastVote): Payload;
  /**
   * The external validity predicate β (Moniz 2020, section 2). Must also check that the body
   * really has the digest and the vote it claims: nobody else looks into it. Once accepted, it can be a parent
   * until another block is decided at its height; its author's own has to be accepted too.
   */
  accept(height: number, payload: Payload, parent?: Payload): boolean;
}

/** What a vote is about: whoever makes the block is the voter. */
export type CastVote = Omit<MemberVote, 'voter'>;

/** Proof of a decision. It hashes as (digest, signer bitmap): DESIGN section 5. */
export interface Certificate {
  readonly height: number;
  readonly round: number;
  readonly digest: string;
  /** Validator numbers, ascending. */
  readonly signers: readonly number[];
  /** Who could sign at this height, ascending, as whoever decided knows; absent: all members. */
  readonly validators?: readonly number[];
}

/** What every message on the wire tells the network about itself. */
export interface Wire {
  readonly kind: string;
  readonly bytes: number;
  /** Names the message for keyed draws, e.g. `prepare/5/0`; never a count of earlier messages. */
  readonly occasion: string;
}

export interface Effects<M> {
  send(to: number, message: M): void;
  /** To all others; a protocol hears itself directly. */
  broadcast(message: M): void;
  /** Replaces a timer of the same name. */
  setTimer(timer: string, atLocalMicros: Micros): void;
  cancelTimer(timer: string): void;
  /** Called once per height, in order of height, right after `consensus.decided` is recorded. */
  decide(height: number, payload: Payload, certificate: Certificate): void;
  /**
   * The block this validator now builds on, the head of its preferred chain: decides nothing. Only of
   * protocols whose blocks can be replaced. `weight`: by which chains are preferred, of all of this one.
   */
  adopt?(height: number, payload: Payload, weight: number): void;
  /**
   * Takes back what was decided from `height` up, before what replaces it is accepted and decided.
   * Only of protocols that declare probabilistic finality.
   */
  revert(height: number): void;
  /**
   * Puts on the disk what the protocol must still know after a crash, before whatever it sends
   * next. A node that restarts is given the last of it back as `restored`.
   */
  persist(state: unknown): void;
  record<K extends EntryKind>(kind: K, values: Values<K>): void;
  count(name: string, n: number): void;
}
