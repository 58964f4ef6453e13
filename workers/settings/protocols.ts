/**
 * The consensus protocols to choose from, one a line; each is the file
 * `workers/consensus/NAME.protocol.ts`. The choices of `network.consensus`, the words of the
 * scenario language and what a network runs all come from here (docs/CONSENSUS.md).
 */
export const PROTOCOLS: readonly string[] = [
  'qbft',
  'raft',
  'pbft',
  'tendermint',
  'hotstuff',
  'clique',
  'nakamoto',
];
