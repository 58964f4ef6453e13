import type { ExpectedRow, Tolerance } from './expected-row.ts';

const PAPER = 'Ongaro and Ousterhout 2014, section 9.3 and figure 16: five servers, broadcast time about 15 ms, '
  + 'leader crashed at a uniform point of its heartbeat interval, half of the shortest timeout';
/** The same figure, whose caption says there what the broadcast time is made of. */
const LAN = `${PAPER}; Ongaro, Consensus (2014), section 9.4: of that, a network round trip plus a disk write`;
const SPLIT = 'Ongaro, Consensus: Bridging Theory and Practice (2014), section 9.2: the chance that three of four '
  + 'servers stand within a delay l of the first, for l as a share of the range: sum over k = 2 to 4 of '
  + 'C(4, k) l^k (1 - l)^(4 - k)';
const AVAILSIM = 'Ongaro, Consensus (2014), section 9.4, by AvailSim: fresh timers, one-way latency uniform 30 to '
  + '40 ms, timeouts 300 to 600 ms, no time for disks';

export const SPLIT_TRIALS = 1_000;

/** How long a Raft cluster is without a leader, and how often its votes are split. */
export function elections(): ExpectedRow[] {
  const row = (id: string, what: string, expected: number, tolerance: Tolerance,
    source = PAPER): ExpectedRow =>
    ({ id: `raft-${id}`, protocol: 'raft', what, source, expected, unit: 'ms', tolerance });
  const split = (delayMilliseconds: number, share: number): ExpectedRow => ({
    id: `raft-split-vote-${delayMilliseconds}`, protocol: 'raft', source: SPLIT, expected: share, unit: 'share',
    what: `share of first elections whose vote is split, four of five servers up, timeouts 100 to 200 ms, every message `
      + `taking ${delayMilliseconds} ms, ${SPLIT_TRIALS} starts`,
    // The binomial 99 % interval, to a tenth of a percent.
    tolerance: { is: 'percent',
      percent: Math.round(1_000 * 2.5758 * Math.sqrt((1 - share) / (share * SPLIT_TRIALS))) / 10 },
  });
  return [
    row('election-150-150', 'shortest time without a leader in 20 crashes, timeouts 150 ms for all',
      10_000, { is: 'at-least' }),
    row('election-150-155-disk', 'median time without a leader in 200 crashes, timeouts 150 to 155 ms, the broadcast '
      + 'time spent writing to disk, messages taking 0.1 ms', 287, { is: 'at-most' }, LAN),
    row('election-150-155-network', 'the same, the broadcast time spent on the way, messages taking 7.5 ms',
      287, { is: 'at-least' }, LAN),
    row('election-150-200', 'longest time without a leader in 200 crashes, timeouts 150 to 200 ms',
      513, { is: 'at-most' }),
    row('election-raftscope', 'median time without a leader in 200 crashes, one-way delay uniform 10 '
      + 'to 15 ms, timeouts 100 to 200 ms, heartbeats every 50 ms', 138, { is: 'percent', percent: 10 },
    'measured with raftscope (Ongaro), 300 trials: median 138 ms'),
    row('election-raftscope-p90', 'the same, nearest-rank P90', 244, { is: 'percent', percent: 15 },
      'measured with raftscope (Ongaro), 300 trials: P90 244 ms'),
    split(10, 0.0523), split(20, 0.1808),
    row('election-availsim-4', 'mean time to the first leader, four of five servers up, 500 starts', 475,
      { is: 'percent', percent: 5 }, AVAILSIM),
    row('election-availsim-3', 'mean time to the first leader, three of five servers up, 500 starts', 650,
      { is: 'percent', percent: 5 }, AVAILSIM),
  ];
}
