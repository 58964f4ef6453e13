/**
 * What is published, and what follows from what is published by arithmetic: the oracle. It imports
 * nothing but its own kind, so it can know nothing of how the product comes to its figures. Every
 * tolerance was written down before its row was first run, and is not changed to fit; two rows of
 * Raft alone, bounds for a figure whose delays are not published, came after one (docs/VALIDATION.md).
 */
import { elections } from './expected-elections.ts';
import { EXACT } from './expected-row.ts';
import { selfishMining } from './expected-selfish.ts';
import type { ExpectedRow, Tolerance } from './expected-row.ts';

/** How many may lie where n ≥ 3f + 1. */
export function byzantine(n: number): number {
  return Math.floor((n - 1) / 3);
}

const PBFT = 'Castro and Liskov, Practical Byzantine Fault Tolerance (OSDI 1999), figure 1 and '
  + 'section 4.2: n − 1 PRE-PREPAREs, (n − 1)² PREPAREs, n(n − 1) COMMITs, none to oneself';
const PBFT_CHECKPOINT = 'Castro and Liskov 1999, section 4.3: every replica multicasts a CHECKPOINT, '
  + 'n(n − 1) more';
const QBFT = 'Moniz, The Istanbul BFT Consensus Algorithm (2020), algorithm 2: n − 1 PRE-PREPAREs, '
  + 'n(n − 1) PREPAREs, n(n − 1) COMMITs, none to oneself';
const TENDERMINT = 'Buchman, Kwon and Milosevic, The latest gossip on BFT consensus (2018), algorithm '
  + '1: n − 1 PROPOSALs, n(n − 1) PREVOTEs, n(n − 1) PRECOMMITs, none to oneself';
const HOTSTUFF_BASIC = 'Yin et al., HotStuff (PODC 2019), algorithm 2: four phases of n − 1 each, '
  + 'three of n − 1 votes, n − 1 NEW-VIEWs: 8(n − 1)';
const HOTSTUFF_CHAINED = 'Yin et al., HotStuff (PODC 2019), section 5: n − 1 proposals and n − 1 votes a '
  + 'view';
const RAFT = 'Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), section '
  + '5.3: an AppendEntries to each follower, and its answer';

function counts(): ExpectedRow[] {
  const row = (id: string, protocol: string, n: number, what: string, source: string,
    expected: number): ExpectedRow => ({
    id: `${id}-${n}`, protocol, source, expected, unit: 'messages', tolerance: EXACT,
    what: `${what}, n = ${n}`,
  });
  return [
    ...[4, 7, 10, 16, 31, 32, 64, 100, 128].map((n) =>
      row('pbft-messages', 'pbft', n, 'messages of one decision, no checkpoint', PBFT, 2 * n * (n - 1))),
    ...[4, 16].flatMap((n) => [
      row('pbft-pre-prepare', 'pbft', n, 'PRE-PREPAREs of one decision', PBFT, n - 1),
      row('pbft-prepare', 'pbft', n, 'PREPAREs of one decision', PBFT, (n - 1) * (n - 1)),
      row('pbft-commit', 'pbft', n, 'COMMITs of one decision', PBFT, n * (n - 1)),
    ]),
    ...[4, 7, 16, 31].map((n) => row('pbft-messages-checkpoint', 'pbft', n,
      'messages of one decision with a checkpoint at each', PBFT_CHECKPOINT, 3 * n * (n - 1))),
    ...[4, 7, 10, 16, 31].map((n) =>
      row('qbft-messages', 'qbft', n, 'messages of one decision', QBFT, (n - 1) * (2 * n + 1))),
    ...[4, 7, 10, 16, 31].map((n) => row('tendermint-messages', 'tendermint', n,
      'messages of one decision', TENDERMINT, (n - 1) * (2 * n + 1))),
    ...[4, 7, 16, 64].map((n) => row('hotstuff-basic-messages', 'hotstuff', n,
      'messages of one decision of the basic variant', HOTSTUFF_BASIC, 8 * (n - 1))),
    ...[4, 16, 64].map((n) => row('hotstuff-chained-messages', 'hotstuff', n,
      'messages of one view of the chained variant', HOTSTUFF_CHAINED, 2 * (n - 1))),
    ...[3, 5, 9].map((n) => row('raft-messages', 'raft', n,
      'AppendEntries of one block, and answers to them', RAFT, 2 * (n - 1))),
  ];
}

const DELAYS = 'follows from the phases of the paper when every message takes as long: ';

function delays(): ExpectedRow[] {
  const row = (protocol: string, id: string, expected: number, phases: string): ExpectedRow => ({
    id, protocol, expected, unit: 'message delays', tolerance: { is: 'percent', percent: 0.1 },
    what: 'from proposal to the last of n − f members deciding, n = 4, every message taking 100 ms',
    source: DELAYS + phases,
  });
  return [
    row('pbft', 'pbft-delays', 3, 'PRE-PREPARE, PREPARE, COMMIT (Castro and Liskov 1999)'),
    row('qbft', 'qbft-delays', 3, 'PRE-PREPARE, PREPARE, COMMIT (Moniz 2020)'),
    row('tendermint', 'tendermint-delays', 3, 'PROPOSAL, PREVOTE, PRECOMMIT (Buchman et al. 2018)'),
    row('hotstuff', 'hotstuff-basic-delays', 7, 'three round trips and DECIDE (Yin et al. 2019)'),
    row('raft', 'raft-delays', 2, 'the leader commits after one round trip (Ongaro and Ousterhout 2014)'),
  ];
}

const ORDER_STATISTICS = 'an independent Monte-Carlo of the order statistics of N(250, 50) ms';
const MONTE_CARLO = 'an independent Monte-Carlo of the order statistics, 400 draws, and the same figure '
  + 'measured with the simulator of Wang et al. (DSN 2022): delay max(0, N(250, 50)) ms, quorum 2f + 1, '
  + 'until n − f replicas have committed';
const DSN = 'measured with the simulator of Wang et al. (DSN 2022, HotStuff+NS, one leader until it fails, '
  + 'its own vote counted at once): time until 100 decisions ÷ 100, delay N(250, 50) ms';

function latencies(): ExpectedRow[] {
  const pbft = (n: number, expected: number): ExpectedRow => ({
    id: `pbft-latency-${n}`, protocol: 'pbft', expected, unit: 'ms', source: MONTE_CARLO,
    what: `mean time from proposal until n − f have committed, n = ${n}`,
    tolerance: { is: 'percent', percent: 1.5 },
  });
  const crashed = (down: number, expected: number): ExpectedRow => ({
    id: `pbft-latency-crashed-${down}`, protocol: 'pbft', expected, unit: 'ms',
    source: `${ORDER_STATISTICS}: the same with replicas that say nothing, never the primary`,
    what: `mean time from proposal until n − f have committed, n = 16, ${down} of them down`,
    tolerance: { is: 'percent', percent: 1.5 },
  });
  const view = (n: number, expected: number): ExpectedRow => ({
    id: `hotstuff-view-${n}`, protocol: 'hotstuff', expected, unit: 'ms',
    source: `the mean of order statistic ${n - byzantine(n) - 1} of ${n - 1} round trips of N(250, 50) ms `
      + 'each way: the leader’s own vote and those of the fastest others (Yin et al. 2019, algorithm 3)',
    what: `mean length of a view of the chained variant, one leader, n = ${n}`,
    tolerance: { is: 'percent', percent: 1.5 },
  });
  const commit = (n: number, expected: number): ExpectedRow => ({
    id: `hotstuff-commit-interval-${n}`, protocol: 'hotstuff', expected, unit: 'ms', source: DSN,
    what: `time until 100 blocks are final at n − f ÷ 100, chained, one leader, n = ${n}`,
    tolerance: { is: 'percent', percent: 2 },
  });
  return [
    pbft(4, 733), pbft(16, 794), pbft(64, 802), pbft(128, 802),
    crashed(1, 811.4), crashed(3, 863.5), crashed(5, 1_010.2),
    view(4, 500), view(16, 523.7),
    commit(4, 513), commit(16, 536),
    {
      id: 'tendermint-block-interval', protocol: 'tendermint', expected: 1_030, unit: 'ms',
      what: 'mean time from block to block, timeout_commit 1 s, every message taking 10 ms, n = 4',
      source: 'CometBFT v0.38, default configuration: timeout_commit 1s is waited after a commit before '
        + 'the next height, which takes three message delays',
      tolerance: { is: 'percent', percent: 1 },
    },
  ];
}

/** Whoever is away comes back to what the others have, and whoever leads is outlived. */
function recoveries(): ExpectedRow[] {
  const sources: Readonly<Record<string, readonly [leader: string, away: string]>> = {
    pbft: ['Castro and Liskov 1999, section 4.4: a view change',
      'Castro and Liskov 1999, section 4.3: a replica that is behind fetches the state'],
    qbft: ['Moniz 2020, algorithm 3: a round change',
      'EEA QBFT specification v1: a node that is behind imports the blocks with their seals'],
    tendermint: ['Buchman et al. 2018, algorithm 1, lines 57 to 67: the timeouts',
      'Buchman et al. 2018, section 2: gossip communication, what one has all receive'],
    'hotstuff-basic': ['Yin et al. 2019, algorithm 2: nextView interrupt',
      'Yin et al. 2019, section 4.2: replicas fetch missing nodes of a branch from others'],
    'hotstuff-chained': ['Yin et al. 2019, algorithm 3: nextView interrupt',
      'Yin et al. 2019, section 4.2: replicas fetch missing nodes of a branch from others'],
    raft: ['Ongaro and Ousterhout 2014, section 5.2: leader election',
      'Ongaro and Ousterhout 2014, section 5.3: the leader retries until all followers have all entries'],
  };
  const row = (id: string, protocol: string, what: string, source: string): ExpectedRow => ({
    id, protocol: protocol.replace(/-.*/, ''), what, source, expected: 1, unit: 'share', tolerance: EXACT,
  });
  return Object.entries(sources).flatMap(([style, [leader, away]]) => [
    row(`${style}-outlives-leader`, style, 'share of ten transactions that is final, with one of four '
      + 'members down from the start: the least over each of the four', leader),
    row(`${style}-catches-up`, style, 'share of the others’ blocks that a member has which '
      + 'was down for a while, n = 4: the less of the end, if it comes back while they go on, and of a '
      + 'second later, if all is quiet then', away),
  ]);
}

/** How many of n may be down, by the paper: the most that go on, and one more that stop. */
function quorums(): ExpectedRow[] {
  const sources: Readonly<Record<string, string>> = {
    pbft: 'Castro and Liskov 1999, section 3: live with at most ⌊(n − 1)/3⌋ faulty',
    qbft: 'Hyperledger Besu documentation, QBFT: at least 2/3 super-majority; stalls if more than 1/3 stop',
    tendermint: 'Buchman et al. 2018, section 2: n > 3f',
    hotstuff: 'Yin et al. 2019, section 3: n = 3f + 1',
    clique: 'EIP-225: a signer may sign one of any ⌊n/2⌋ + 1 blocks in a row, so as many must be up',
    raft: 'Ongaro and Ousterhout 2014, section 2: available as long as a majority of servers is',
  };
  return Object.entries(sources).flatMap(([protocol, source]) => [4, 7].flatMap((n) => {
    const most = protocol === 'raft' || protocol === 'clique' ? Math.ceil(n / 2) - 1 : byzantine(n);
    const row = (down: number, id: string, expected: number): ExpectedRow => ({
      id: `${protocol}-${id}-${n}`, protocol, source, expected, unit: 'share', tolerance: EXACT,
      what: `share of ten transactions that is final, ${down} of ${n} members down`,
    });
    return [row(most, 'goes-on', 1), row(most + 1, 'stops', 0)];
  }));
}

const EIP_225 = 'EIP-225, Clique proof-of-authority consensus protocol (2017)';

function clique(): ExpectedRow[] {
  const row = (id: string, what: string, source: string, expected: number, unit: string,
    tolerance: Tolerance): ExpectedRow => ({ id, protocol: 'clique', what, source, expected, unit, tolerance });
  const outOfTurn = (n: number, expected: number): ExpectedRow => row(`clique-out-of-turn-${n}`,
    `share of blocks out of turn, one of ${n} signers down, every message taking 1 ms`,
    `${EIP_225}: who has signed one of the last ⌊n/2⌋ blocks may not, whoever else waits least seals out `
      + 'of turn; an independent draw of two million heights by these rules', expected, 'share',
    { is: 'percent', percent: 8 });
  return [
    ...[4, 7].map((n) => row(`clique-in-turn-${n}`, `share of blocks in turn, all ${n} signers up, every `
      + 'message taking 1 ms', `${EIP_225}: the signer in turn seals at the period, all others later`, 1,
    'share', EXACT)),
    row('clique-block-interval', 'mean time from block to block, all 4 signers up, a period of 2 s',
      `${EIP_225}: the signer in turn seals exactly at the time of the parent plus the period`, 2_000, 'ms',
      { is: 'percent', percent: 0.5 }),
    outOfTurn(5, 0.591), outOfTurn(7, 0.518),
  ];
}

const NAKAMOTO = 'Nakamoto, Bitcoin: A Peer-to-Peer Electronic Cash System (2008)';

function nakamoto(): ExpectedRow[] {
  const row = (id: string, what: string, source: string, expected: number, unit: string,
    tolerance: Tolerance): ExpectedRow =>
    ({ id: `nakamoto-${id}`, protocol: 'nakamoto', what, source, expected, unit, tolerance });
  /** 99 % of a standard normal lie within; about so many attacks come to an end in the runs. */
  const [z99, attacks] = [2.576, 12_000];
  const tenth = (percent: number): number => Math.round(percent * 10) / 10;
  const binomial = (share: number, trials: number): Tolerance =>
    ({ is: 'percent', percent: tenth(100 * z99 * Math.sqrt((1 - share) / (share * trials))) });
  const spend = (id: string, what: string, source: string, shares: readonly number[]): ExpectedRow[] =>
    shares.map((share, index) => row(`${id}-${index + 1}`,
      `share of double spends that succeed, a tenth of the work, ${index + 1} block${index === 0 ? '' : 's'} waited `
      + `for, ${what}`, source, share, 'share', binomial(share, attacks)));
  return [
    row('interval', 'mean time from block to block, 4 miners, 1,000 blocks', `${NAKAMOTO}, section 4: an average `
      + 'number of blocks per hour', 60_000, 'ms', { is: 'percent', percent: tenth(100 * (z99 / Math.sqrt(1_000))) }),
    row('exponential', 'share of those times that are longer than the mean', `${NAKAMOTO}, section 11: a Poisson `
      + 'process, so e^-1', Math.exp(-1), 'share', binomial(Math.exp(-1), 1_000)),
    row('largest-miner', 'share of the blocks of one of four miners who does 40 % of the work', `${NAKAMOTO}, `
      + 'section 4: one-CPU-one-vote', 0.4, 'share', binomial(0.4, 1_000)),
    row('stale', 'share of blocks that do not stay, 8 miners, a block every 30 s, messages 2.5 s, 13 in 100 compact '
      + 'blocks asked for in full', 'Decker and Wattenhofer, Information Propagation in the Bitcoin Network (2013): '
      + '1 - exp(-delay / interval), the mean delay 0.87 · 2.5 s + 0.13 · 7.5 s, of 7 in 8 of the work',
    1 - Math.exp((-3.15 * 0.875) / 30), 'share', { is: 'percent', percent: 15 }),
    row('goes-on-4', 'share of ten transactions that is final, 3 of 4 members down', `${NAKAMOTO}, section 5: nodes `
      + 'can leave and rejoin at will', 1, 'share', EXACT),
    ...spend('double-spend', 'none mined before', 'exact: the sum over the attacker\'s blocks meanwhile of '
      + 'C(k + z - 1, k) p^z q^k (q / p)^(z - k + 1)', [0.0311111, 0.0095111, 0.0030311]),
    ...spend('double-spend-ahead', 'one mined before', 'Rosenfeld, Analysis of Hashrate-Based Double-Spending '
      + '(2012), table 1', [0.2, 0.056, 0.01712]),
  ];
}

const BACKOFF = 'a synchroniser with exponential back-off outlives timeouts below the round trip: Castro '
  + 'and Liskov 1999, section 4.5.2; Naor et al., Cogsworth (2020)';

/** Timeouts shorter than a round trip may slow a network down and must not stop it. */
function timeouts(): ExpectedRow[] {
  return ['pbft', 'qbft', 'hotstuff'].map((protocol) => ({
    id: `${protocol}-short-timeout`, protocol, expected: 1, unit: 'share', tolerance: EXACT,
    what: 'share of ten transactions that is final, n = 16, delay N(500, 100) ms, timeout 1 s',
    source: BACKOFF,
  }));
}

export const EXPECTED: readonly ExpectedRow[] = [
  ...counts(), ...delays(), ...latencies(), ...quorums(), ...recoveries(), ...elections(), ...clique(), ...nakamoto(),
  ...selfishMining(), ...timeouts(),
];
