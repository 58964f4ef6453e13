import type { Micros } from '../kernel/micros.ts';
import type { Effects } from './protocol.ts';
import type { PersistedRaft } from './raft-durable.ts';
import type { LogEntry } from './raft-log.ts';
import type { Heartbeat, HeartbeatReply, RaftMessage } from './raft-messages.ts';

export interface RaftOptions {
  /** This node's number. */
  readonly self: number;
  readonly members: number;
  /** What a member is called in what is told of changes. */
  readonly nameOf: (member: number) => string;
  /** Least time between a leader's blocks. Longer: more waiting, less work. */
  readonly blockIntervalMicros: Micros;
  /** Whether a block is made at every tick although nothing is pending. */
  readonly emptyBlocks: boolean;
  /** How heartbeats and idle ticks pass at rest (DESIGN 3.7); both give the same outcomes. */
  readonly idle: 'closed-form' | 'simulated';
  readonly heartbeatMicros: Micros;
  /** Bounds of the election timeout; the least also is how long a leader is taken to be alive. */
  readonly electionTimeoutMinMicros: Micros;
  readonly electionTimeoutMaxMicros: Micros;
  /**
   * This node's luck: its election timeout in a term. A pure function of the term, within the
   * bounds, so that no draw depends on how often the timer was set.
   */
  readonly electionTimeout: (term: number) => Micros;
  /** Ask before standing for election, so that a node that was away deposes nobody (thesis 9.6). */
  readonly preVote: boolean;
  /** The first height to decide; 1 unless said, genesis being 0. */
  readonly firstHeight?: number;
  /** What the disk kept, after a crash; null for a node that begins. */
  readonly restored?: PersistedRaft | null;
  /**
   * The disk was lost, and with it how this node voted and what it acknowledged. It then follows
   * as a learner, votes in no election and counts in no majority: else two leaders of one term,
   * or a lost commit, become possible.
   */
  readonly learner?: boolean;
  /** Sees what no single node can: the invariants across nodes. */
  readonly witness?: RaftWitness;
}

/** What the safety argument of the paper (figure 3) speaks of, as it happens. */
export interface RaftWitness {
  elected(node: number, term: number, log: readonly LogEntry[]): void;
  appended(node: number, index: number, log: readonly LogEntry[]): void;
  committed(node: number, index: number, entry: LogEntry): void;
}

export interface RaftEffects extends Effects<RaftMessage> {
  persist(state: PersistedRaft): void;
  /**
   * Sends a heartbeat or its reply: a datagram with the plain propagation delay, in no queue,
   * lost where a link is cut. `sentAtLocal` may lie in the past, when closed form has skipped it;
   * false: it has arrived before now, and nothing is sent.
   */
  pulse(to: number, message: Heartbeat | HeartbeatReply, sentAtLocal: Micros): boolean;
  /** A leader finds these members, a majority with itself, up to date with all it knows. */
  settled(members: readonly number[]): void;
  /** The rest is over, for all nodes: something is about to happen that heartbeats matter to. */
  stir(): void;
}

