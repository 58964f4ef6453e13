import { PROTOCOLS } from './protocols.ts';
import type { Setting } from './setting.ts';

const IBFT_EXAMPLE = 'Hyperledger Besu documentation, example genesis file for IBFT 2.0';

const COMETBFT = 'CometBFT v0.38, default configuration';

const FABRIC_RAFT = 'Hyperledger Fabric, configtx.yaml, EtcdRaft options';

export const consensusSettings: readonly Setting[] = [
  {
    path: 'network.consensus',
    meaning: 'How the validators agree on the next block.',
    unit: '',
    kind: 'choice',
    default: 'qbft',
    choices: PROTOCOLS,
    source: 'Hyperledger Besu documentation: QBFT is recommended for private networks',
    certainty: 'published',
    goesWrong: 'A protocol that trusts its members is broken by a single one that lies.',
  },
  {
    path: 'consensus.blockIntervalSeconds',
    meaning: 'Time from one block to the proposal of the next.',
    unit: 'seconds',
    kind: 'number',
    default: 2,
    min: 0.1,
    max: 3_600,
    source: `${IBFT_EXAMPLE}, blockperiodseconds 2 (its QBFT example has 5)`,
    certainty: 'published',
    goesWrong:
      'Long: grants and revocations wait for the next block. Shorter than a few round trips: ' +
      'far members never keep up and rounds change.',
  },
  {
    path: 'consensus.requestTimeoutSeconds',
    meaning: 'How long a round may take before the validators turn to another proposer.',
    unit: 'seconds',
    kind: 'number',
    default: 4,
    min: 0.1,
    max: 3_600,
    source: `${IBFT_EXAMPLE}, requesttimeoutseconds 4 (its QBFT example has 10)`,
    certainty: 'published',
    goesWrong:
      'Long: a silent proposer stops the network for that long. Shorter than the three ' +
      'message delays a round takes: honest proposers are given up.',
  },
  {
    path: 'consensus.emptyBlocks',
    meaning: 'Whether a block is made when there is nothing to put in it.',
    unit: '',
    kind: 'boolean',
    default: false,
    source: 'assumption',
    certainty: 'assumption',
    goesWrong: 'On: a quiet week costs 300,000 empty blocks that change no outcome.',
  },
  {
    path: 'consensus.blockTransactionsMax',
    meaning: 'Most transactions in one block.',
    unit: 'transactions',
    kind: 'integer',
    default: 500,
    min: 1,
    max: 100_000,
    source: 'Hyperledger blog, benchmarking Fabric 2.5: blocks of 500 transactions',
    year: 2023,
    certainty: 'published',
    goesWrong:
      'Small: a burst of grants queues over many blocks. Large: one block takes so long to ' +
      'send that its round times out.',
  },
  {
    path: 'consensus.checkpointPeriodBlocks',
    meaning: 'PBFT: blocks from one checkpoint to the next, by which the log forgets.',
    unit: 'blocks',
    kind: 'integer',
    default: 100,
    min: 1,
    max: 10_000,
    source: 'Castro and Liskov, Practical Byzantine Fault Tolerance, section 4.3: "e.g., 100"',
    year: 1999,
    certainty: 'published',
    goesWrong:
      'Long: a change of view carries and repeats every block since the last checkpoint. Short: '
      + 'a round of checkpoint messages for every few blocks.',
  },
  {
    path: 'consensus.timeoutProposeMilliseconds',
    meaning: 'Tendermint: how long the first round of a height waits for its proposal.',
    unit: 'milliseconds',
    kind: 'integer',
    default: 3_000,
    min: 1,
    max: 3_600_000,
    source: `${COMETBFT}, timeout_propose 3s`,
    certainty: 'published',
    goesWrong: 'Short: honest proposers are given up. Long: a silent one stops the network for that long.',
  },
  {
    path: 'consensus.timeoutPrevoteMilliseconds',
    meaning: 'Tendermint: how long the first round waits for more prevotes, once 2f + 1 differ.',
    unit: 'milliseconds',
    kind: 'integer',
    default: 1_000,
    min: 1,
    max: 3_600_000,
    source: `${COMETBFT}, timeout_prevote 1s`,
    certainty: 'published',
    goesWrong: 'Short beside the slowest link: rounds end without a block that was about to be agreed.',
  },
  {
    path: 'consensus.timeoutPrecommitMilliseconds',
    meaning: 'Tendermint: how long the first round waits for more precommits, once 2f + 1 differ.',
    unit: 'milliseconds',
    kind: 'integer',
    default: 1_000,
    min: 1,
    max: 3_600_000,
    source: `${COMETBFT}, timeout_precommit 1s`,
    certainty: 'published',
    goesWrong: 'Short beside the slowest link: a new round begins although this one has decided.',
  },
  {
    path: 'consensus.timeoutDeltaMilliseconds',
    meaning: 'Tendermint: how much longer each timeout is with every round that fails.',
    unit: 'milliseconds',
    kind: 'integer',
    default: 500,
    min: 1,
    max: 3_600_000,
    source: `${COMETBFT}, timeout_propose_delta, timeout_prevote_delta and timeout_precommit_delta 500ms`,
    certainty: 'published',
    goesWrong: 'Small: on a network slower than expected many rounds fail before one is long enough.',
  },
  {
    path: 'consensus.hotstuffVariant',
    meaning: 'HotStuff: four phases a block (basic), or one phase a view that serves three blocks.',
    unit: '',
    kind: 'choice',
    default: 'chained',
    choices: ['chained', 'basic'],
    source: 'Yin et al., HotStuff: BFT Consensus with Linearity and Responsiveness, section 5',
    year: 2019,
    certainty: 'published',
    goesWrong: 'Chained: the last block of a burst waits for three more views, which carry nothing.',
  },
  {
    path: 'consensus.hotstuffLeader',
    meaning: 'HotStuff: another leader each view (rotating), or the same until a view fails.',
    unit: '',
    kind: 'choice',
    default: 'stable',
    choices: ['stable', 'rotating'],
    source: 'assumption',
    certainty: 'assumption',
    goesWrong:
      'Rotating and chained: with a quarter of the members down nothing is ever decided, since it '
      + 'takes four leaders in a row that are up.',
  },
  {
    path: 'consensus.confirmations',
    meaning: 'Clique, Nakamoto: how many blocks decide one: the block itself and those on top of it.',
    unit: 'blocks',
    kind: 'integer',
    default: 6,
    min: 1,
    max: 1_000,
    source: 'Nakamoto, Bitcoin: A Peer-to-Peer Electronic Cash System, section 11: 5 blocks on top '
      + 'leave an attacker with a tenth of the power less than 0.1 %',
    year: 2008,
    certainty: 'published',
    goesWrong:
      'Few: what was decided is taken back when a fork is left. Many: grants and revocations wait '
      + 'for that many blocks.',
  },
  {
    path: 'consensus.cliqueEpochBlocks',
    meaning: 'Clique: blocks from one checkpoint to the next, where pending votes are forgotten.',
    unit: 'blocks',
    kind: 'integer',
    default: 30_000,
    min: 2,
    max: 1_000_000,
    source: 'EIP-225, EPOCH_LENGTH: "Suggested 30000 for the testnet"',
    year: 2017,
    certainty: 'published',
    goesWrong: 'Short: votes to add or drop a signer are forgotten before enough of them are cast.',
  },
  {
    path: 'consensus.cliqueTieRule',
    meaning: 'Clique: between chains of equal total difficulty a signer stays with the one it saw '
      + 'first, takes the one with fewer blocks, or follows EIP-3436.',
    unit: '',
    kind: 'choice',
    default: 'first-seen',
    choices: ['first-seen', 'shortest', 'eip-3436'],
    source: 'EIP-3436, Motivation: three of four clients took the block they had seen first, '
      + 'go-ethereum the shorter chain',
    year: 2021,
    certainty: 'published',
    goesWrong:
      'First seen or shortest: signers on chains of equal difficulty may all have signed too '
      + 'recently to go on, a deadlock that ends only when somebody comes back.',
  },
  {
    path: 'consensus.heartbeatMilliseconds',
    meaning: 'Raft: how often a leader tells the others that it is there.',
    unit: 'milliseconds',
    kind: 'integer',
    default: 500,
    min: 1,
    max: 60_000,
    source: `${FABRIC_RAFT}, TickInterval 500ms and HeartbeatTick 1 (the paper: half of the `
      + 'shortest election timeout)',
    certainty: 'published',
    goesWrong: 'Not well below the election timeout: leaders are replaced without a fault.',
  },
  {
    path: 'consensus.electionTimeoutMinMilliseconds',
    meaning: 'Raft: the shortest time without a heartbeat before a node stands for election.',
    unit: 'milliseconds',
    kind: 'integer',
    default: 5_000,
    min: 2,
    max: 3_600_000,
    source: `${FABRIC_RAFT}, ElectionTick 10 ticks of 500ms (the paper, on one network: 150 ms)`,
    certainty: 'published',
    goesWrong:
      'Short beside the round trip of the farthest member: elections never end. Long: a crashed '
      + 'leader stops the network for that long.',
  },
  {
    path: 'consensus.electionTimeoutMaxMilliseconds',
    meaning: 'Raft: the longest; each node draws its own timeout in each term, uniformly.',
    unit: 'milliseconds',
    kind: 'integer',
    default: 10_000,
    min: 2,
    max: 3_600_000,
    source: 'etcd/raft, raft.go: the timeout is drawn up to twice ElectionTick',
    certainty: 'published',
    goesWrong: 'Close to the shortest: nodes stand at once and split the votes.',
  },
  {
    path: 'consensus.preVote',
    meaning: 'Raft: whether a node asks if it would be elected before it begins a new term.',
    unit: '',
    kind: 'boolean',
    default: true,
    source: 'Ongaro, Consensus: Bridging Theory and Practice, section 9.6; Hyperledger Fabric '
      + 'turns it on (orderer/consensus/etcdraft)',
    year: 2014,
    certainty: 'published',
    goesWrong: 'Off: a node that was cut off deposes a good leader when it comes back.',
  },
];
