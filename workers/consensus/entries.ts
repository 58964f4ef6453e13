import { entryKind } from '../kernel/trace.ts';

/** The proposer of a round puts a block forward; `transactionsBytes` is the payload's size. */
export const consensusProposed = entryKind('consensus.proposed', {
  height: 'integer',
  round: 'integer',
  digest: 'text',
  transactionsBytes: 'integer',
} as const);

/** One validator learns that a block is final; `signers` has a 1 for each validator that sealed. */
export const consensusDecided = entryKind('consensus.decided', {
  height: 'integer',
  round: 'integer',
  digest: 'text',
  signers: 'text',
} as const);

/** One validator gives up on a round, or follows others to a later one; `round` is the new one. */
export const consensusRoundChanged = entryKind('consensus.roundChanged', {
  height: 'integer',
  round: 'integer',
} as const);
