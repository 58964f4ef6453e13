import type { Signed } from '../crypto/keys.ts';
import { Memo } from '../kernel/memo.ts';
import type { TreeNode } from './hotstuff-node.ts';
import { isGenuine } from './hotstuff-node.ts';
import { signerBitmap } from './seals.ts';
import type { Payload } from './protocol.ts';
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

/** What all sign alike is one object, so that it is made, named and frozen once. */
export function voteBody(phase: Phase, node: TreeNode): VoteBody {
  const made = BODIES.get(node);
  if (made?.phase === phase) return made;
  return BODIES.set(node, { kind: 'vote', phase, view: node.view, digest: node.id });
}

const BODIES = new Memo<TreeNode, VoteBody>();

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

/**
 * The decision of a node's block, by a path from it and what commits its end: the same for all
 * replicas that are shown the same certificates, which they nearly always are one after the other.
 */
export function decisionOf(
  validators: Validators, payload: Payload, path: readonly TreeNode[], qcs: CommitProof['qcs'],
): HotStuffDecision {
  const last = qcs.at(-1)!;
  const [node] = path;
  const made = DECISION_LAST.get(last) ?? DECISIONS.get(last);
  if (made !== undefined && isDecision(made, payload, node!, qcs)) return made;
  const { height, view: round } = node!;
  const { signers } = signersOf(validators, last);
  const certificate = Object.freeze({ height, round, digest: payload.digest, signers,
    seals: last.votes, proof: Object.freeze({ path, qcs }) });
  const decision = Object.freeze({ height, payload, certificate });
  DECISIONS.set(last, decision);
  return DECISION_LAST.set(last, decision);
}

function isDecision(
  made: HotStuffDecision, payload: Payload, node: TreeNode, qcs: CommitProof['qcs'],
): boolean {
  const { path, qcs: others } = made.certificate.proof;
  if (made.payload !== payload || path[0] !== node) return false;
  for (let index = 0; index < others.length; index += 1) if (others[index] !== qcs[index]) return false;
  return true;
}

const DECISION_LAST = new Memo<QuorumCertificate, HotStuffDecision>();
const DECISIONS = new WeakMap<QuorumCertificate, HotStuffDecision>();

/** Who signed a certificate, as numbers and as text: found once, for all replicas. */
export function signersOf(validators: Validators, qc: QuorumCertificate): Signers {
  let found = SIGNERS_LAST.get(qc) ?? SIGNERS.get(qc);
  if (found === undefined) {
    const signers = qc.votes.map((vote) => validators.authorOf(vote));
    found = { signers, bitmap: signerBitmap(signers, validators.members) };
    SIGNERS.set(qc, found);
  }
  return SIGNERS_LAST.set(qc, found);
}

const SIGNERS_LAST = new Memo<QuorumCertificate, Signers>();

interface Signers {
  readonly signers: readonly number[];
  readonly bitmap: string;
}

const SIGNERS = new WeakMap<QuorumCertificate, Signers>();

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
