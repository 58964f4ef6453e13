import type { Digest } from '../crypto/hash.ts';
import type { Block } from './block.ts';
import { linkProblem } from './chain.ts';
import { MORE_CONTRACTS } from './contracts/more-contracts.ts';
import { executeAnew } from './execute.ts';
import { State } from './state.ts';
import { readBlock } from './stored.ts';

export type ChainVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly height: number; readonly sentence: string };

/**
 * Whether stored blocks, oldest first, are one unbroken and correctly executed chain; else the
 * first height that does not match, and what. With the hash of a head known to be right, a chain
 * rewritten from some height on with every hash made anew is found out as well.
 */
export function verifyChain(stored: readonly Uint8Array[], head?: Digest): ChainVerdict {
  let parent: Block | null = null;
  let state = State.empty;
  for (const [height, bytes] of stored.entries()) {
    const broken = (sentence: string): ChainVerdict => ({
      ok: false, height, sentence: `Block ${height} does not match: ${sentence}.`,
    });
    const read = readBlock(bytes);
    if (!read.ok) return broken(read.sentence);
    const { block, certificate } = read;
    if (certificate === null && height > 0) return broken('it has no commit certificate');
    const problem = linkProblem(block, parent, height);
    if (problem !== null) return broken(problem);
    ({ state } = executeAnew(state, block.transactions,
      { height, timestampMicros: block.header.timestampMicros }, MORE_CONTRACTS));
    if (state.digest !== block.header.stateDigest) {
      return broken('executing its transactions gives another state digest');
    }
    parent = block;
  }
  if (head === undefined || parent?.hash === head) return { ok: true };
  const height = Math.max(0, stored.length - 1);
  return { ok: false, height, sentence: `Block ${height} is not the head that was expected.` };
}
