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

/**
 * Where validators join and leave, and how: by votes in the blocks they make, or by asking whoever
 * leads. A test holds it to what each protocol's file declares.
 */
export const MEMBERSHIP: ReadonlyMap<string, 'votes' | 'requests'> = new Map([
  ['qbft', 'votes'],
  ['raft', 'requests'],
  ['clique', 'votes'],
]);
