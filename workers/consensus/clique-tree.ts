import type { CliqueBlock } from './clique-header.ts';
import { DIFFICULTY_IN_TURN, GENESIS_HASH } from './clique-header.ts';
import type { Snapshot } from './clique-snapshot.ts';
import type { ForkNode } from './fork-choice.ts';

/** A block in its place: all that follows from it and its ancestors. Null: the genesis block. */
export interface CliqueNode extends ForkNode<CliqueNode> {
  readonly block: CliqueBlock | null;
  readonly timestampMicros: number;
  readonly signer: number;
  /** Who may sign on it. */
  readonly snapshot: Snapshot;
}

export function genesisOf(snapshot: Snapshot): CliqueNode {
  return { block: null, payload: null, hash: GENESIS_HASH,
    number: snapshot.number, timestampMicros: 0,
    parent: null, signer: -1, totalDifficulty: 0, snapshot };
}

export function childOf(
  parent: CliqueNode, block: CliqueBlock, signer: number, epochBlocks: number,
): CliqueNode {
  const { hash, seal: { body } } = block;
  return { block, payload: block.payload, hash, number: body.number,
    timestampMicros: body.timestampMicros, parent, signer,
    totalDifficulty: parent.totalDifficulty + body.difficulty,
    snapshot: parent.snapshot.apply(body, signer, epochBlocks) };
}

/**
 * Why a block cannot follow on its parent, by the rules on single fields of EIP-225, or null.
 * What is in the payload is for the application to judge.
 */
export function headerProblem(
  parent: CliqueNode, block: CliqueBlock, signer: number,
  { epochBlocks, blockPeriodMicros }: { epochBlocks: number; blockPeriodMicros: number },
): string | null {
  const { seal: { body } } = block;
  const { snapshot } = parent;
  if (body.number !== parent.number + 1 || body.parent !== parent.hash) return 'not on its parent';
  if (body.timestampMicros < parent.timestampMicros + blockPeriodMicros) return 'before its period';
  const isCheckpoint = body.number % epochBlocks === 0;
  if (isCheckpoint && (body.beneficiary !== null || body.nonce !== 'drop')) {
    return 'a vote on a checkpoint';
  }
  if (isCheckpoint !== (body.signers !== null)) return 'a list of signers out of place';
  if (body.signers !== null && body.signers.join() !== snapshot.signers.join()) {
    return 'another list of signers';
  }
  const problem = snapshot.problemOf(signer);
  if (problem !== null) return problem;
  return body.difficulty === snapshot.difficultyOf(signer) ? null : 'wrong difficulty';
}

/**
 * How a signer chooses between heads of equal total difficulty, of which EIP-225 says nothing:
 * it stays with the one it saw first; or takes the lower number as well; or follows EIP-3436.
 */
export const TIE_RULES = ['first-seen', 'shortest', 'eip-3436'] as const;
export type TieRule = typeof TIE_RULES[number];

/** Whether a signer on `head` goes over to `other`. */
export function isPreferred(other: CliqueNode, head: CliqueNode, rule: TieRule): boolean {
  if (other.totalDifficulty !== head.totalDifficulty) {
    return other.totalDifficulty > head.totalDifficulty;
  }
  if (rule === 'first-seen' || other.hash === head.hash) return false;
  if (other.number !== head.number) return other.number < head.number;
  if (rule === 'shortest') return false;
  const [ours, theirs] = [sinceTurn(head), sinceTurn(other)];
  return ours === theirs ? other.hash < head.hash : theirs < ours;
}

/** `(Hn - Vi) % Vt` of EIP-3436: blocks since its signer's last turn. */
function sinceTurn({ number, signer, parent }: CliqueNode): number {
  const signers = parent?.snapshot.signers ?? [];
  const size = Math.max(1, signers.length);
  return (((number - signers.indexOf(signer)) % size) + size) % size;
}

/** Whether its signer had the turn. */
export function isInTurn({ block }: CliqueNode): boolean {
  return block?.seal.body.difficulty === DIFFICULTY_IN_TURN;
}
