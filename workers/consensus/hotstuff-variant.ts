import type { PhaseMessage, Proposal, Vote } from './hotstuff-messages.ts';
import type { TreeNode } from './hotstuff-node.ts';
import type { QuorumCertificate } from './hotstuff-qc.ts';

/** What the basic and the chained variant do each in their own way. */
export interface Variant {
  /** Whether the leader of the view may propose: it knows the highest certificate it must. */
  isReady(view: number): boolean;
  /**
   * A valid proposal for the view the replica is in; whether its block may be voted for, by the
   * parent's state and the application's rules.
   */
  onProposal(message: Proposal, isAcceptable: boolean): void;
  /** Earlier ones still show certificates. */
  onLateProposal(message: Proposal): void;
  onVote(author: number, message: Vote): void;
  onPhase(message: PhaseMessage): void;
  /** Another view has begun. */
  onView(): void;
}

export interface VariantHost {
  /** A quorum of NEW-VIEWs for this view has come. */
  hasNewViews(view: number): boolean;
  persist(): void;
  send(to: number, message: Vote): void;
  /** To all, this replica included. */
  broadcast(message: PhaseMessage): void;
  /** The view has done its work. */
  advance(view: number): void;
  /** The node and all below it are decided. */
  commit(node: TreeNode, qcs: readonly QuorumCertificate[]): void;
  propose(): void;
}
