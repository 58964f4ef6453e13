import { fail } from '../kernel/assert.ts';
import { freezeDeep } from '../crypto/freeze.ts';
import { ZERO_DIGEST } from '../crypto/hash.ts';
import { createBlock, type Block } from './block.ts';
import { execute } from './execute.ts';
import { State } from './state.ts';
import type { SignedTransaction } from './transaction.ts';

/**
 * The block every node starts from: the members, patients and record index the scenario begins
 * with, at moment 0 and before any vote. A transaction that a contract refuses here is an error in
 * what built it, so it throws with the contract's sentence.
 */
export function genesisBlock(transactions: readonly SignedTransaction[]): Block {
  const list = freezeDeep([...transactions]);
  const { state, refusals } = execute(State.empty, list, 0, 0);
  const refusal = refusals.find((sentence) => sentence !== null);
  if (refusal !== undefined) fail(`The genesis block is not valid. ${refusal}`);
  return createBlock(
    { height: 0, parent: ZERO_DIGEST, proposer: 'genesis', timestampMicros: 0,
      stateDigest: state.digest },
    list,
  );
}
