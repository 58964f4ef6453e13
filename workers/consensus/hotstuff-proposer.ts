import { Memo } from '../kernel/memo.ts';
import type { Micros } from '../kernel/micros.ts';
import { consensusProposedInView } from './entries.ts';
import type { UndecidedBlocks } from './hotstuff-blocks.ts';
import type { Core } from './hotstuff-core.ts';
import { proposal } from './hotstuff-messages.ts';
import type { HotStuffMessage, Proposal, ProposalBody } from './hotstuff-messages.ts';
import { createLeaf, isGenuine } from './hotstuff-node.ts';
import type { HotStuffOptions } from './hotstuff-options.ts';
import type { Pacemaker } from './hotstuff-pacemaker.ts';
import type { Variant } from './hotstuff-variant.ts';
import type { Application, Effects, Payload } from './protocol.ts';

export interface ProposerHost {
  readonly executed: number;
  readonly now: Micros;
  persist(): void;
}

/** The leader of a view, and what it puts forward: `createLeaf(highQC.node, client's command)`. */
export class Proposer {
  private readonly options: HotStuffOptions;
  private readonly core: Core;
  private readonly pacemaker: Pacemaker;
  private readonly variant: Variant;
  private readonly blocks: UndecidedBlocks;
  private readonly application: Application;
  private readonly effects: Effects<HotStuffMessage>;
  private readonly host: ProposerHost;

  constructor(
    options: HotStuffOptions,
    parts: {
      core: Core; pacemaker: Pacemaker; variant: Variant; blocks: UndecidedBlocks;
      application: Application; effects: Effects<HotStuffMessage>;
    },
    host: ProposerHost,
  ) {
    this.options = options;
    this.core = parts.core;
    this.pacemaker = parts.pacemaker;
    this.variant = parts.variant;
    this.blocks = parts.blocks;
    this.application = parts.application;
    this.effects = parts.effects;
    this.host = host;
  }

  /**
   * If it is this replica's turn and there is something to do, extends the highest node it knows:
   * with a block whose time has come, or with a dummy node while a block below is undecided, or
   * where a view has failed and others may be waiting. In the chained variant a block may be on one
   * that is not decided yet.
   */
  propose(isWanted: boolean): Proposal | null {
    const { core } = this;
    const { view, highQc: { node } } = core;
    if (core.leader(view) !== core.self || core.proposedView >= view) return null;
    if (!this.variant.isReady(view)) return null;
    const hasFailed = this.pacemaker.afterFailure === view;
    if (isWanted || hasFailed) {
      const parent = this.blocks.parentFor(node);
      const isBuildable = this.options.variant === 'chained'
        ? parent !== null : !core.hasUndecided && node.height === this.host.executed;
      if (isBuildable && (this.application.hasPending(parent ?? undefined) || this.options.emptyBlocks)) {
        return this.put(this.block(node.height + 1, parent ?? undefined));
      }
    }
    return core.hasUndecided || hasFailed ? this.put(null) : null;
  }

  private block(height: number, parent: Payload | undefined): Payload {
    const payload = this.application.propose(height, this.host.now, parent);
    const { digest, bytes: transactionsBytes } = payload;
    this.effects.record(consensusProposedInView,
      { height, view: this.core.view, digest, parent: parent?.digest ?? '', transactionsBytes });
    return payload;
  }

  private put(payload: Payload | null): Proposal {
    const { core, options } = this;
    const { view, highQc: justify, branch } = core;
    const node = createLeaf(justify.node, view, payload?.digest ?? null);
    const signed = options.keyring.sign<ProposalBody>({ kind: 'proposal', view, node: node.id });
    core.proposedView = view;
    this.host.persist();
    const message = proposal(options.variant === 'basic' ? 'prepare' : 'generic', signed,
      { node, justify, branch, payload });
    this.effects.broadcast(message);
    return message;
  }
}

/** What any receiver can see from a proposal alone; the same one reaches them all, and is judged once. */
export function isWellFormed(core: Core, message: Proposal): boolean {
  return JUDGED.get(message) ?? JUDGED.set(message, judge(core, message));
}

const JUDGED = new Memo<Proposal, boolean>();

/** A leaf of the node that it justifies. */
function judge(core: Core, message: Proposal): boolean {
  const { kind, node, justify, payload, signed: { body } } = message;
  const height = justify.node.height + (payload === null ? 0 : 1);
  return body.kind === 'proposal' && node.id === body.node && node.view === body.view
    && node.parent === justify.node.id && node.view > justify.view && node.height === height
    && node.digest === (payload?.digest ?? null) && isGenuine(node)
    && (justify.view === 0 || justify.phase === kind) && core.isQc(justify);
}
