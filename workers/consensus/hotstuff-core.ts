import { Bodies } from './hotstuff-bodies.ts';
import type { HotStuffMessage, Vote } from './hotstuff-messages.ts';
import { vote } from './hotstuff-messages.ts';
import type { TreeNode } from './hotstuff-node.ts';
import { genesisNode } from './hotstuff-node.ts';
import { leaderOf } from './hotstuff-options.ts';
import type { HotStuffOptions, PersistedHotStuff } from './hotstuff-options.ts';
import { genesisQc, isQc, voteBody } from './hotstuff-qc.ts';
import type { HotStuffDecision, Phase, QuorumCertificate } from './hotstuff-qc.ts';
import { Tree } from './hotstuff-tree.ts';
import type { Effects } from './protocol.ts';
import type { Validators } from './validators.ts';

/** In which order a replica may vote in one view. */
const PHASES: Readonly<Record<Phase, number>> = { prepare: 1, 'pre-commit': 2, commit: 3, generic: 1 };

/** The first view: everyone is in it with genesis, so that its leader need not be told so. */
export const FIRST_VIEW = 1;

/** What a replica knows and is bound by, whatever the variant (Yin et al. 2019, section 4.2). */
export class Core {
  readonly self: number;
  readonly validators: Validators;
  readonly tree: Tree;
  readonly bodies = new Bodies();
  view = FIRST_VIEW;
  votedView = 0;
  votedPhase = 0;
  proposedView = 0;
  /** Of the highest node known to be decided, whether or not its block is here. */
  committedView = 0;
  /** prepareQC of the basic variant, genericQC of the chained one: the highest it knows. */
  highQc: QuorumCertificate;
  lockedQc: QuorumCertificate;
  private readonly options: HotStuffOptions;
  private readonly effects: Effects<HotStuffMessage>;

  constructor(
    options: HotStuffOptions, validators: Validators, effects: Effects<HotStuffMessage>,
  ) {
    const { restored = null } = options;
    this.options = options;
    this.self = options.self;
    this.validators = validators;
    this.effects = effects;
    const genesis = genesisNode((options.firstHeight ?? 1) - 1);
    this.tree = new Tree(restored?.root ?? genesis);
    this.highQc = restored?.highQc ?? genesisQc(genesis);
    this.lockedQc = restored?.lockedQc ?? genesisQc(genesis);
    if (restored === null) return;
    this.view = restored.view;
    this.votedView = restored.votedView;
    this.votedPhase = restored.votedPhase;
    this.proposedView = restored.proposedView;
    for (const node of restored.nodes) this.tree.add(node);
    for (const payload of restored.payloads) this.bodies.set(payload);
  }

  saved(decisions: readonly HotStuffDecision[]): PersistedHotStuff {
    const { view, votedView, votedPhase, proposedView, highQc, lockedQc, tree } = this;
    return { view, votedView, votedPhase, proposedView, highQc, lockedQc, root: tree.root,
      nodes: tree.all, payloads: this.bodies.all, decisions };
  }

  leader(view: number): number {
    return leaderOf(view, this.options);
  }

  isQc(qc: QuorumCertificate): boolean {
    return isQc(this.validators, qc);
  }

  /** A valid certificate, which anyone may show: its node belongs to the tree, and the highest counts. */
  note(qc: QuorumCertificate): void {
    this.tree.add(qc.node);
    const isReported = qc.phase === 'prepare' || qc.phase === 'generic';
    if (isReported && qc.view > this.highQc.view) this.highQc = qc;
  }

  lock(qc: QuorumCertificate): void {
    if (qc.view > this.lockedQc.view) this.lockedQc = qc;
  }

  /** `safeNode(node, qc)`: the safety rule, or the liveness rule. */
  isSafe(node: TreeNode, qc: QuorumCertificate): boolean {
    return this.tree.isExtending(node, this.lockedQc.node) || qc.view > this.lockedQc.view;
  }

  /** A replica votes once for each phase of a view, and never again in an earlier one. */
  mayVote(phase: Phase, view: number): boolean {
    return view > this.votedView || (view === this.votedView && PHASES[phase] > this.votedPhase);
  }

  /** Signed and noted; the caller keeps it on the disk before it is sent. */
  createVote(phase: Phase, node: TreeNode): Vote {
    this.votedView = node.view;
    this.votedPhase = PHASES[phase];
    return vote(this.options.keyring.sign(voteBody(phase, node)));
  }

  /** Whether a block above what it has executed is on its way. */
  get isWorking(): boolean {
    return this.tree.hasBlocks;
  }

  /** Whether a block on the branch to be extended has still to be decided. */
  get hasUndecided(): boolean {
    const { node } = this.highQc;
    if (node.view <= this.committedView) return false;
    const path = this.tree.pathTo(node);
    return path === null
      || path.some(({ view, digest }) => digest !== null && view > this.committedView);
  }

  /** The nodes above the last executed one, up to the one its proposal would extend. */
  get branch(): readonly TreeNode[] {
    return this.tree.pathTo(this.highQc.node) ?? [];
  }

  countEquivocation(): void {
    this.effects.count('consensus.equivocations', 1);
  }
}
