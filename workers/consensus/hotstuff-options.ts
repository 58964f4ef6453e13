import type { Micros } from '../kernel/micros.ts';
import type { TreeNode } from './hotstuff-node.ts';
import type { HotStuffDecision, QuorumCertificate } from './hotstuff-qc.ts';
import type { Payload } from './protocol.ts';
import type { SignatureCheck, SigningKey } from './validators.ts';

export interface HotStuffOptions {
  readonly self: number;
  readonly members: number;
  readonly names: readonly string[];
  readonly keyring: SigningKey;
  readonly registry: SignatureCheck;
  /** `basic`: algorithm 2, four phases a block; `chained`: algorithm 3, a phase a view. */
  readonly variant: 'basic' | 'chained';
  /** `rotating`: another leader each view; `stable`: until a view fails. */
  readonly leader: 'rotating' | 'stable';
  /** Least time between a replica's decisions of two blocks. */
  readonly blockIntervalMicros: Micros;
  /** How long a view may take; doubles with each that fails in a row. */
  readonly viewTimeoutMicros: Micros;
  readonly emptyBlocks: boolean;
  readonly idle: 'closed-form' | 'simulated';
  readonly firstHeight?: number;
  readonly restored?: PersistedHotStuff | null;
  readonly isRestarted?: boolean;
}

/** What a replica must still know after a crash, or it would vote twice or forget its lock. */
export interface PersistedHotStuff {
  readonly view: number;
  /** The latest view it has voted in, and the last phase of it. */
  readonly votedView: number;
  readonly votedPhase: number;
  readonly proposedView: number;
  readonly highQc: QuorumCertificate;
  readonly lockedQc: QuorumCertificate;
  readonly root: TreeNode;
  readonly nodes: readonly TreeNode[];
  readonly payloads: readonly Payload[];
  readonly decisions: readonly HotStuffDecision[];
}

/**
 * Views of a stable leader: its successor begins at the next multiple, so that everyone knows from
 * a view alone who leads it. No leader decides a million blocks in one run.
 */
export const VIEWS_A_LEADER = 1_000_000;

/** `leader(viewNumber)` */
export function leaderOf(
  view: number, { leader, members }: Pick<HotStuffOptions, 'leader' | 'members'>,
): number {
  return (leader === 'stable' ? (view / VIEWS_A_LEADER) >>> 0 : view) % members;
}

/** The view after one that has failed. */
export function viewAfter(view: number, { leader }: Pick<HotStuffOptions, 'leader'>): number {
  return leader === 'stable' ? (Math.floor(view / VIEWS_A_LEADER) + 1) * VIEWS_A_LEADER : view + 1;
}
