import type { Signed } from '../crypto/keys.ts';
import type { TreeNode } from './hotstuff-node.ts';
import { isGenuine } from './hotstuff-node.ts';
import type { SealedCertificate, SealedDecision } from './seals.ts';
import type { Validators } from './validators.ts';

/** The phases of basic HotStuff; chained HotStuff has one, `generic`, that serves as all three. */
export type Phase = 'prepare' | 'pre-commit' | 'commit' | 'generic';

/** What a replica signs for a node; `digest` is the node's id. */
export interface VoteBody {
  readonly kind: 'vote';
  readonly phase: Phase;
  readonly view: number;
  readonly digest: string;
}

/** Votes of n − f replicas for a node. The paper combines them into one threshold signature. */
export interface QuorumCertificate {
  readonly phase: Phase;
  readonly view: number;
  readonly node: TreeNode;
  readonly votes: readonly Signed<VoteBody>[];
}

/** Genesis is certified by being genesis. */
export function genesisQc(node: TreeNode): QuorumCertificate {
  return Object.freeze({ phase: 'generic', view: 0, node, votes: [] });
}

const JUDGED = new WeakMap<QuorumCertificate, boolean>();

/** Judged once: the same certificate reaches every replica. */
export function isQc(validators: Validators, qc: QuorumCertificate): boolean {
  let verdict = JUDGED.get(qc);
  if (verdict === undefined) {
    verdict = judge(validators, qc);
    JUDGED.set(qc, verdict);
  }
  return verdict;
}

function judge(validators: Validators, { phase, view, node, votes }: QuorumCertificate): boolean {
  if (!isGenuine(node)) return false;
  if (view === 0) return node.view === 0;
  if (node.view !== view) return false;
  const seen = new Uint8Array(validators.members);
  for (const vote of votes) {
    const { body } = vote;
    if (body.kind !== 'vote' || body.phase !== phase || body.view !== view) return false;
    const author = validators.authorOf(vote);
    if (body.digest !== node.id || author < 0 || seen[author] === 1) return false;
    seen[author] = 1;
  }
  return votes.length >= validators.quorum;
}

/** Why a block is decided: the branch from it to a committed node, and what committed that one. */
export interface CommitProof {
  /** From the block's node up to the committed one. */
  readonly path: readonly TreeNode[];
  /** Basic: the commitQC. Chained: of the committed node and of the two direct children above. */
  readonly qcs: readonly QuorumCertificate[];
}

export interface HotStuffCertificate extends SealedCertificate<VoteBody> {
  readonly proof: CommitProof;
}

export interface HotStuffDecision extends SealedDecision<VoteBody> {
  readonly certificate: HotStuffCertificate;
}

export function certify(
  validators: Validators, height: number, digest: string, proof: CommitProof,
): HotStuffCertificate {
  const last = proof.qcs.at(-1)!;
  const signers = last.votes.map((vote) => validators.authorOf(vote));
  return { height, round: proof.path[0]!.view, digest, signers, seals: last.votes, proof };
}

export function isCertified(validators: Validators, decision: HotStuffDecision): boolean {
  const { height, payload: { digest }, certificate } = decision;
  const { proof: { path, qcs } } = certificate;
  const [block] = path;
  if (block?.digest !== digest || block.height !== height) return false;
  if (certificate.digest !== digest || certificate.height !== height) return false;
  for (const [index, node] of path.entries()) {
    if (!isGenuine(node) || (index > 0 && node.parent !== path[index - 1]!.id)) return false;
  }
  return path.at(-1)!.id === qcs[0]?.node.id && isCommitted(validators, qcs);
}

/** A commitQC, or a three-chain of direct parents in consecutive views. */
function isCommitted(validators: Validators, qcs: readonly QuorumCertificate[]): boolean {
  if (!qcs.every((qc) => qc.view > 0 && isQc(validators, qc))) return false;
  const [first, second, third] = qcs;
  if (first === undefined) return false;
  if (first.phase === 'commit') return qcs.length === 1;
  return second !== undefined && third !== undefined && qcs.length === 3
    && qcs.every(({ phase }) => phase === 'generic')
    && isDirect(first.node, second.node) && isDirect(second.node, third.node);
}

/** The paper fills skipped views with dummy nodes: a parent is direct if no view was skipped. */
export function isDirect(parent: TreeNode, child: TreeNode): boolean {
  return child.parent === parent.id && child.view === parent.view + 1;
}
