import type { Micros } from '../kernel/micros.ts';
import type { Application, Effects, Payload, Protocol, Wire } from './protocol.ts';
import type { VotesOf } from './qbft-votes.ts';
import type { SignatureCheck, SigningKey } from './validators.ts';

/**
 * A protocol as the rest of the product knows it. Every file `NAME.protocol.ts` beside this one
 * exports one as `protocol`; docs/CONSENSUS.md shows how to add another.
 */
export interface ProtocolEntry {
  readonly name: string;
  /** What it promises under these settings; the invariants and the swarm test exactly that. */
  readonly guarantees: (settings: ReadSettings) => Guarantees;
  /**
   * Called once a run. What it returns makes one validator's part, at the start of the run and
   * after every crash of that validator.
   */
  readonly assemble: (network: ConsensusNetwork) => Create;
  /** How validators join and leave (`Protocol.onWish`); absent: they do not. */
  readonly membership?: Membership;
  /** How a liar votes twice under it; absent where there are no votes (byzantine/). */
  readonly readBallot?: ReadBallot;
  /** How a miner sees the blocks that messages tell of; absent where none can be withheld. */
  readonly readChain?: ReadChain;
  /**
   * The timers at whose end a block is made; of protocols whose blocks can be replaced. Whoever works
   * on another chain in secret lets them pass (byzantine/).
   */
  readonly workTimers?: readonly string[];
}

/** By votes in the blocks that are made, or by asking whoever leads. */
export type Membership = 'votes' | 'requests';

export type Create = (seat: Seat) => Protocol<Wire>;

/** The vote that a message is; null for every other message. */
export type ReadBallot = (message: Wire) => Ballot | null;

/** A vote as whoever wants to cast it twice must know it. */
export interface Ballot {
  /** Where one may vote once, such as `commit/5/0`. */
  readonly slot: string;
  readonly digest: string;
  /** The same vote for another block, signed with this key. */
  again(digest: string, key: SigningKey): Wire;
}

/** What messages tell of blocks that are made before anyone agrees on them. */
export interface ReadChain {
  /** Those that are in a message, lowest first. */
  blocks(message: Wire): readonly BlockSeen[];
  /** The block that a message without blocks says that there is, by its hash. */
  head(message: Wire): string | null;
}

export interface BlockSeen {
  readonly hash: string;
  readonly parent: string;
  readonly height: number;
  /** A validator number. */
  readonly maker: number;
  readonly payload: Payload;
}

export interface Guarantees {
  /** How a faulty validator may behave: stop for good or for a while, or lie in any way. */
  readonly faults: 'crash' | 'byzantine';
  /** Up to how many faulty ones of `members` no two others ever decide differently. */
  readonly safeWith: (members: number) => number;
  /** Up to how many *crashed* ones of `members` everything is decided once the network is timely. */
  readonly liveWith: (members: number) => number;
  /** How many members a certificate names at least. */
  readonly signersMin: (members: number) => number;
  /**
   * Absent: `deterministic`, a decision stands. `probabilistic`: it may be taken back, the less
   * likely the more blocks stand on it, and two may decide differently until that happens.
   */
  readonly finality?: Finality;
  /** The model in a sentence, with its source. */
  readonly model: string;
}

export type Finality = 'deterministic' | 'probabilistic';

/** What the validators of one run have in common. */
export interface ConsensusNetwork {
  /** Their names as signers, by number. */
  readonly names: readonly string[];
  readonly registry: SignatureCheck;
  /** How what happens at rest passes (DESIGN 3.7); both give the same outcomes. */
  readonly idle: 'closed-form' | 'simulated';
  readonly settings: ReadSettings;
  /** Uniform on 0 … n − 1, a function of the run's seed and these names alone. */
  below(n: number, entity: string, purpose: string, occasion: string): number;
  /** What QBFT needs where the story has votes on members, and is fetched for nothing else. */
  readonly votesOf?: VotesOf | null;
  /** Whether a validator is up: for whoever looks on from outside, not for a protocol. */
  isRunning?(member: number): boolean;
  /** Whether a validator leads a second life at the moment, of which nobody looks on (byzantine/). */
  leadsTwoLives?(member: number): boolean;
}

/** The settings of the run by their paths in the register. */
export interface ReadSettings {
  micros(path: string): Micros;
  number(path: string): number;
  text(path: string): string;
  flag(path: string): boolean;
}

/** One validator's place in the network. */
export interface Seat {
  readonly self: number;
  readonly keyring: SigningKey;
  readonly application: Application;
  readonly effects: SeatEffects;
  /** What the disk kept of the last `persist`; null at the start, or when the disk was lost. */
  readonly disk: unknown;
  readonly lostDisk: boolean;
  /** Back after a crash, with or without its disk. */
  readonly isRestarted: boolean;
  /** It may depart from the protocol in this run: nothing it does shows what the others keep. */
  readonly mayLie?: boolean;
  /** A liar's other self: it is not there for whoever looks on from outside. */
  readonly isSecondLife?: boolean;
}

/** What the network does beyond messages: datagrams in closed form, and rest (DESIGN 3.7). */
export interface SeatEffects extends Effects<Wire> {
  /**
   * Sends a heartbeat or its reply: a datagram with the plain propagation delay, in no queue,
   * lost where a link is cut. `sentAtLocal` may lie in the past, when closed form has skipped it;
   * false: it has arrived before now, and nothing is sent.
   */
  pulse(to: number, message: Wire, sentAtLocal: Micros): boolean;
  /** A leader finds these members, a majority with itself, up to date with all it knows. */
  settled(members: readonly number[]): void;
  /** The rest is over, for all validators: something is about to happen. */
  stir(): void;
}
