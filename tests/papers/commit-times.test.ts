/** QBFT and Raft over the AWS matrix, against order statistics that know nothing of the engine. */
import { describe, expect, it } from 'vitest';
import { RaftNetwork } from '../../workers/consensus/testing/raft-network.ts';
import { TestNetwork } from '../../workers/consensus/testing/test-network.ts';
import { oneWayMs, PLACEMENTS } from './aws-2017.ts';
import type { AwsRegion } from './aws-2017.ts';
import { byzantineQuorum, lawOf, majority, qbftCommitTimes, raftCommitTimes, spread }
  from './commit-times.ts';
import { playQbft, playRaft } from './played.ts';
import type { Law } from './played.ts';

const NETWORKS = { TestNetwork, RaftNetwork };
const TOLERANCE = 0.01;
const CONSTANT: Law = { name: 'constant', jitterPercent: 0 };
const RANDOM: readonly Law[] = [
  { name: 'uniform', jitterPercent: 30 }, { name: 'log-normal', jitterPercent: 20 },
];
/** Fewer blocks where members are many: the more, the less their order statistics stray. */
const PROTOCOLS = [
  { protocol: 'QBFT', play: playQbft, predict: qbftCommitTimes, quorum: byzantineQuorum,
    membersTimesBlocks: 8_000 },
  { protocol: 'Raft', play: playRaft, predict: raftCommitTimes, quorum: majority,
    membersTimesBlocks: 14_000 },
] as const;

const BLOCKS_DRAWN = 20_000;
/** Standard error of a mean that is held to the tolerance: a third of it, or the test says little. */
const STANDARD_ERROR_MAX = TOLERANCE / 3;

const CASES = PROTOCOLS.flatMap((each) =>
  PLACEMENTS.map((regions) => ({ ...each, regions, members: regions.length })));

describe.each(CASES)('$protocol among $members regions', (protocol) => {
  const { play, predict, quorum, regions, members, membersTimesBlocks } = protocol;
  const mean = (from: number, to: number): number => oneWayMs(regions[from]!, regions[to]!);

  it('commits at every node, whoever leads, when the oracle says, within 1 %', () => {
    for (const leader of regions.keys()) {
      const oracle = predict(members, leader, quorum(members), mean);
      const played = play(NETWORKS, regions, leader, CONSTANT, 0);
      oracle.forEach((at, node) => {
        expect(Math.abs(played[node]! / at - 1), `${regions[leader]} leads, at ${regions[node]}`)
          .toBeLessThanOrEqual(TOLERANCE);
      });
    }
  });

  it.each(RANDOM)('commits by the $name law, on the mean, when the oracle says, within 1 %', (law) => {
    const drawn = lawOf(law.name, law.jitterPercent / 100, 99);
    const oracle = meanSpread(members, BLOCKS_DRAWN, (leader) =>
      predict(members, leader, quorum(members), (from, to) => drawn(mean(from, to))));
    const played = meanSpread(members, membersTimesBlocks / members, (leader, block) =>
      play(NETWORKS, regions, leader, law, block));
    ['first', 'middle', 'last'].forEach((node, place) => {
      const [is, should] = [played[place]!, oracle[place]!];
      expect(is.standardError / is.mean).toBeLessThan(STANDARD_ERROR_MAX);
      expect(Math.abs(is.mean / should.mean - 1),
        `the ${node} node: ${is.mean} ms, oracle ${should.mean} ms`).toBeLessThanOrEqual(TOLERANCE);
    });
  });
});

describe('the oracle', () => {
  const regions: readonly AwsRegion[] = PLACEMENTS[0]!;
  const mean = (from: number, to: number): number => oneWayMs(regions[from]!, regions[to]!);

  it('has the published figures for a proposer in Virginia', () => {
    const qbft = qbftCommitTimes(4, 0, 3, mean);
    [94.4, 128.9, 133.0, 161.3].forEach((at, node) => {
      expect(Math.abs(qbft[node]! - at)).toBeLessThan(0.1);
    });
    expect(raftCommitTimes(4, 0, 3, mean)[0]).toBeCloseTo(88.66, 5);
  });

  it('has quorums of 3 in 4, 5 in 7, 7 in 10, and majorities of 3, 4, 6', () => {
    expect([4, 7, 10].map(byzantineQuorum)).toEqual([3, 5, 7]);
    expect([4, 7, 10].map(majority)).toEqual([3, 4, 6]);
  });

  it('has laws with the mean of the link', () => {
    for (const name of ['uniform', 'log-normal'] as const) {
      const law = lawOf(name, 0.4, 5);
      const total = Array.from({ length: 200_000 }, () => law(100)).reduce((sum, each) => sum + each, 0);
      expect(Math.abs(total / 200_000 / 100 - 1)).toBeLessThan(0.005);
    }
  });
});

interface Mean {
  readonly mean: number;
  readonly standardError: number;
}

/** Earliest, middle and latest node over blocks that all lead in turn; strata are the leaders. */
function meanSpread(
  members: number, blocks: number, timesOf: (leader: number, block: number) => number[],
): Mean[] {
  const rounds = Math.floor(blocks / members);
  const strata = Array.from({ length: members }, (_, leader) =>
    Array.from({ length: rounds }, (_each, round) =>
      spread(timesOf(leader, round * members + leader))));
  return [0, 1, 2].map((place) => {
    const each = strata.map((stratum) => stratum.map((times) => times[place]!));
    const means = each.map((times) => times.reduce((sum, at) => sum + at, 0) / rounds);
    const variance = each.reduce((total, times, leader) => total + times.reduce(
      (sum, at) => sum + (at - means[leader]!) ** 2, 0) / (rounds - 1) / rounds, 0);
    return {
      mean: means.reduce((sum, at) => sum + at, 0) / members,
      standardError: Math.sqrt(variance) / members,
    };
  });
}
