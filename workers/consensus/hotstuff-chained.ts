import { Certified } from './hotstuff-certified.ts';
import type { Core } from './hotstuff-core.ts';
import { FIRST_VIEW } from './hotstuff-core.ts';
import type { Proposal, Vote } from './hotstuff-messages.ts';
import type { TreeNode } from './hotstuff-node.ts';
import { isDirect } from './hotstuff-qc.ts';
import type { QuorumCertificate, VoteBody } from './hotstuff-qc.ts';
import type { Variant, VariantHost } from './hotstuff-variant.ts';
import { VoteSet } from './vote-set.ts';

/** Votes for views further ahead are not kept: their proposals are far off. */
export const VIEWS_AHEAD_MAX = 64;

/**
 * Algorithm 3 of Yin et al. 2019, with the update rules of its algorithm 4: one phase a view, whose
 * votes go to the next leader; the certificate of a node is the prepare phase of that node, the
 * pre-commit of its parent and the commit of its grandparent.
 */
export class Chained implements Variant {
  private readonly core: Core;
  private readonly host: VariantHost;
  private readonly votes = new Map<number, VoteSet<VoteBody>>();
  private readonly certified = new Certified();

  constructor(core: Core, host: VariantHost) {
    this.core = core;
    this.host = host;
  }

  /** It has the certificate of the view before, or has heard n − f NEW-VIEWs. */
  isReady(view: number): boolean {
    return view === FIRST_VIEW || this.core.highQc.view === view - 1 || this.host.hasNewViews(view);
  }

  onProposal({ node, justify }: Proposal, isAcceptable: boolean): void {
    const { core } = this;
    const isVoting = isAcceptable && core.mayVote('generic', node.view) && core.isSafe(node, justify);
    // The lock comes with the vote: both are on the disk before the vote leaves.
    this.update(justify);
    if (isVoting) {
      const message = core.createVote('generic', node);
      this.host.persist();
      this.host.send(core.leader(node.view + 1), message);
    }
    this.certifyVotes(node.view);
    if (isVoting) this.host.advance(node.view + 1);
  }

  onLateProposal({ node, justify }: Proposal): void {
    this.update(justify);
    this.certifyVotes(node.view);
  }

  /** "As the next leader: wait for (n − f) votes." */
  onVote(author: number, { signed }: Vote): void {
    const { core } = this;
    const { phase, view } = signed.body;
    if (phase !== 'generic' || core.leader(view + 1) !== core.self) return;
    if (view + 1 < core.view || view > core.view + VIEWS_AHEAD_MAX) return;
    let votes = this.votes.get(view);
    if (votes === undefined) {
      votes = new VoteSet<VoteBody>(core.validators.members);
      this.votes.set(view, votes);
    }
    if (votes.add(author, signed) === 'equivocated') core.countEquivocation();
    this.certifyVotes(view);
  }

  onPhase(): void {
    // The chain has no phases of its own.
  }

  onView(): void {
    if (this.votes.size === 0) return;
    for (const view of this.votes.keys()) if (view + 1 < this.core.view) this.votes.delete(view);
  }

  /** `genericQC ← QC(V)`, once, when the node is known; what it commits is told by a proposal. */
  private certifyVotes(view: number): void {
    const { core } = this;
    if (this.votes.size === 0) return;
    const votes = this.votes.get(view);
    const digest = votes?.digestWith(core.validators.quorum) ?? null;
    const node = digest === null ? undefined : core.tree.get(digest);
    if (votes === undefined || node === undefined) return;
    this.votes.delete(view);
    core.note({ phase: 'generic', view, node, votes: votes.votesFor(node.id) });
    if (view + 1 > core.view) this.host.advance(view + 1);
    else this.host.propose();
  }

  /** Algorithm 4, `update`: lock on a two-chain, execute on a three-chain of direct parents. */
  private update(qc: QuorumCertificate): void {
    const { core, certified } = this;
    certified.add(qc);
    const second = certified.of(qc.node.parent);
    if (second === undefined) return;
    core.lock(second);
    const first = certified.of(second.node.parent);
    if (first === undefined || !isDirect(second.node, qc.node)) return;
    if (isDirect(first.node, second.node)) this.execute(first.node, [first, second, qc]);
  }

  private execute(node: TreeNode, chain: readonly QuorumCertificate[]): void {
    if (node.view <= this.core.tree.root.view) return;
    this.host.commit(node, chain);
    this.certified.forgetBelow(this.core.tree.root.view);
  }
}
