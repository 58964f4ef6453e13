import type { Signed } from '../crypto/keys.ts';
import { Memo } from '../kernel/memo.ts';
import type { CatchUp, Decided } from './catch-up-messages.ts';
import type { TreeNode } from './hotstuff-node.ts';
import type { HotStuffDecision, QuorumCertificate, VoteBody } from './hotstuff-qc.ts';
import type { Payload, Wire } from './protocol.ts';
import { SIGNED_VOTE_BYTES } from './seals.ts';

/** The messages of HotStuff by the names of Yin et al. 2019, algorithms 2 and 3. */
export type HotStuffMessage =
  | Proposal | PhaseMessage | Vote | NewView | Fetch | Fetched | Decided<HotStuffDecision> | CatchUp;

/** Basic: ⟨prepare, curProposal, highQC⟩; chained: ⟨generic, curProposal, ⊥⟩. */
export interface Proposal extends Wire {
  readonly kind: 'prepare' | 'generic';
  readonly signed: Signed<ProposalBody>;
  readonly node: TreeNode;
  readonly justify: QuorumCertificate;
  /** The undecided nodes below it, for whoever missed their proposals. */
  readonly branch: readonly TreeNode[];
  readonly payload: Payload | null;
  readonly evidence: number;
}

export interface ProposalBody {
  readonly kind: 'proposal';
  readonly view: number;
  readonly node: string;
}

/** ⟨pre-commit, ⊥, prepareQC⟩, ⟨commit, ⊥, precommitQC⟩, ⟨decide, ⊥, commitQC⟩ */
export interface PhaseMessage extends Wire {
  readonly kind: 'pre-commit' | 'commit' | 'decide';
  readonly justify: QuorumCertificate;
  readonly evidence: number;
}

export interface Vote extends Wire {
  readonly kind: 'vote';
  readonly signed: Signed<VoteBody>;
}

export interface NewViewBody {
  readonly kind: 'new-view';
  /** The view it enters. */
  readonly view: number;
  /** It has given up on a view: said to all, so that all come to the same one. */
  readonly isTimeout: boolean;
}

/** ⟨new-view, ⊥, prepareQC⟩ */
export interface NewView extends Wire {
  readonly kind: 'new-view';
  readonly signed: Signed<NewViewBody>;
  readonly justify: QuorumCertificate;
  readonly branch: readonly TreeNode[];
  /** The last block its sender has executed, so that one who lags is given the others. */
  readonly executed: number;
  readonly evidence: number;
}

/** Asks a leader for blocks below its own: their proposals have not come. */
export interface Fetch extends Wire {
  readonly kind: 'fetch';
  readonly digests: readonly string[];
}

export interface Fetched extends Wire {
  readonly kind: 'fetched';
  readonly payloads: readonly Payload[];
}

const NODE_BYTES = 32 + 4 + 8 + 32;

function qcBytes({ votes }: QuorumCertificate): number {
  return 1 + 4 + NODE_BYTES + votes.length * (2 + 64);
}

export function proposal(
  kind: Proposal['kind'], signed: Signed<ProposalBody>,
  parts: Pick<Proposal, 'node' | 'justify' | 'branch' | 'payload'>,
): Proposal {
  const { justify, branch, payload } = parts;
  const bytes = SIGNED_VOTE_BYTES + (1 + branch.length) * NODE_BYTES + qcBytes(justify)
    + (payload?.bytes ?? 0);
  return { kind, bytes, occasion: `${kind}/${signed.body.view}`, signed, ...parts,
    evidence: justify.votes.length };
}

export function phaseMessage(
  kind: PhaseMessage['kind'], justify: QuorumCertificate,
): PhaseMessage {
  return { kind, bytes: 1 + qcBytes(justify), occasion: `${kind}/${justify.view}`, justify,
    evidence: justify.votes.length };
}

export function vote(signed: Signed<VoteBody>): Vote {
  return { kind: 'vote', bytes: SIGNED_VOTE_BYTES, occasion: voteOccasion(signed.body), signed };
}

/** One text for the votes that share a body: what is drawn by it reads it once. */
function voteOccasion(body: VoteBody): string {
  return NAMES.get(body) ?? NAMES.set(body, `vote/${body.phase}/${body.view}`);
}

const NAMES = new Memo<VoteBody, string>();

export function newView(
  signed: Signed<NewViewBody>, justify: QuorumCertificate, branch: readonly TreeNode[],
  executed: number,
): NewView {
  const bytes = SIGNED_VOTE_BYTES + qcBytes(justify) + branch.length * NODE_BYTES + 8;
  return { kind: 'new-view', bytes, occasion: `new-view/${signed.body.view}`, signed, justify,
    branch, executed, evidence: justify.votes.length };
}

export function fetch(digests: readonly string[]): Fetch {
  return { kind: 'fetch', bytes: 1 + 32 * digests.length, occasion: `fetch/${digests.join('/')}`,
    digests };
}

export function fetched(payloads: readonly Payload[]): Fetched {
  return { kind: 'fetched', bytes: payloads.reduce((sum, { bytes }) => sum + bytes, 1),
    occasion: `fetched/${payloads.map(({ digest }) => digest).join('/')}`, payloads };
}
