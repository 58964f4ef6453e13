import type { Core } from './hotstuff-core.ts';
import { FIRST_VIEW } from './hotstuff-core.ts';
import { phaseMessage } from './hotstuff-messages.ts';
import type { PhaseMessage, Proposal, Vote } from './hotstuff-messages.ts';
import type { TreeNode } from './hotstuff-node.ts';
import type { Phase, QuorumCertificate, VoteBody } from './hotstuff-qc.ts';
import type { Variant, VariantHost } from './hotstuff-variant.ts';
import { VoteSet } from './vote-set.ts';

/** What a quorum of votes in a phase lets the leader say. */
const NEXT = { prepare: 'pre-commit', 'pre-commit': 'commit', commit: 'decide' } as const;

/** And the certificate that each message carries. */
const SHOWN = { 'pre-commit': 'prepare', commit: 'pre-commit', decide: 'commit' } as const;

/** Algorithm 2 of Yin et al. 2019: prepare, pre-commit, commit and decide, each by the leader. */
export class Basic implements Variant {
  private readonly core: Core;
  private readonly host: VariantHost;
  private readonly votes: Readonly<Record<keyof typeof NEXT, VoteSet<VoteBody>>>;
  private readonly done = new Set<Phase>();

  constructor(core: Core, host: VariantHost) {
    const { members } = core.validators;
    this.core = core;
    this.host = host;
    this.votes = { prepare: new VoteSet<VoteBody>(members),
      'pre-commit': new VoteSet<VoteBody>(members), commit: new VoteSet<VoteBody>(members) };
  }

  /** "As a leader: wait for (n − f) new-view messages." */
  isReady(view: number): boolean {
    return view === FIRST_VIEW || this.host.hasNewViews(view);
  }

  /** "As a replica: wait for message m from leader(curView)." */
  onProposal({ node, justify }: Proposal, isAcceptable: boolean): void {
    const { core } = this;
    if (!core.mayVote('prepare', node.view) || !core.isSafe(node, justify)) return;
    if (isAcceptable) this.vote('prepare', node);
  }

  onLateProposal(): void {
    // Its certificate has been noted; nothing else is to be learned from it.
  }

  onVote(author: number, { signed }: Vote): void {
    const { core } = this;
    const { phase, view, digest } = signed.body;
    if (phase === 'generic' || view !== core.view || core.leader(view) !== core.self) return;
    const votes = this.votes[phase];
    if (votes.add(author, signed) === 'equivocated') core.countEquivocation();
    if (this.done.has(phase) || votes.count(digest) < core.validators.quorum) return;
    const node = core.tree.get(digest);
    if (node === undefined) return;
    this.done.add(phase);
    this.host.broadcast(phaseMessage(NEXT[phase],
      { phase, view, node, votes: votes.votesFor(digest) }));
  }

  onPhase({ kind, justify }: PhaseMessage): void {
    const { core } = this;
    if (justify.phase !== SHOWN[kind] || !core.isQc(justify)) return;
    core.note(justify);
    if (kind === 'decide') this.onDecide(justify);
    else {
      if (justify.view > core.view) this.host.advance(justify.view);
      if (justify.view !== core.view) return;
      if (kind === 'commit') core.lock(justify);
      const phase = kind === 'commit' ? 'commit' : 'pre-commit';
      if (core.mayVote(phase, justify.view)) this.vote(phase, justify.node);
    }
  }

  onView(): void {
    this.done.clear();
    for (const votes of Object.values(this.votes)) votes.clear();
  }

  private onDecide(commitQc: QuorumCertificate): void {
    this.host.commit(commitQc.node, [commitQc]);
    if (commitQc.view >= this.core.view) this.host.advance(commitQc.view + 1);
  }

  private vote(phase: Phase, node: TreeNode): void {
    const message = this.core.createVote(phase, node);
    this.host.persist();
    this.host.send(this.core.leader(node.view), message);
  }
}
