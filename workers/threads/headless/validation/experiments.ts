import { byzantine } from './expected.ts';
import { PAPER, RAFTSCOPE, raftElection } from './elections.ts';
import { availSim, splitVotes } from './first-elections.ts';
import {
  doubleSpend, goesOnAlone, longerThanMean, mean, shareOfLargest, staleShare,
} from './mining.ts';
import { selfishShare } from './selfish.ts';
import type { Play } from './play.ts';
import {
  acceptedCount, consensusMessages, decidedIn, genericTimes, loadFinalCount, meanLatency, sealedIn,
} from './read.ts';

/** How a row is simulated: whole networks in the scenario language, read off their traces. */
export type Experiment = (play: Play) => Promise<number>;

const MICROS_PER_MILLISECOND = 1_000;

/** One place for what all rows share: no processing time, clocks that agree, lines without limit. */
function network(protocol: string, lines: readonly string[], story: readonly string[] = []): string {
  return ['scenario "A row of the validation"', 'network', `  consensus ${protocol}`,
    '  set network.cpu ideal', '  set net.bandwidthMbps 1000000',
    '  set network.clockSkewMillisecondsMax 0',
    ...lines.map((line) => `  ${line}`),
    ...story.length === 0 ? [] : ['story', ...story.map((line) => `  ${line}`)], ''].join('\n');
}

/** A single transaction, a minute after the start: one decision, and then rest. */
const ONE = ['day 1 00:00 clients send 1 tx/min for 61s, evenly'];
const ONE_AT = 60_000_000;
const QUIET = ['delay constant 10ms', 'stop after 10m'];
const NO_CHECKPOINT = 'set consensus.checkpointPeriodBlocks 10000';
const CHECKPOINT = 'set consensus.checkpointPeriodBlocks 1';

const oneDecision = (protocol: string, n: number, lines: readonly string[], kinds?: readonly string[]):
Experiment => async (play) => consensusMessages(
  await play(network(protocol, [`validators ${n}`, ...QUIET, ...lines], ONE)), ONE_AT, kinds);

const BASIC = ['set consensus.hotstuffVariant basic'];
const CHAINED = ['set consensus.hotstuffVariant chained', 'set consensus.hotstuffLeader stable',
  'set consensus.emptyBlocks true'];

/** Views of a block under way follow one another at once; what ends in a block was a pause. */
function viewGaps(times: readonly number[], proposals: ReadonlySet<number>): number[] {
  return times.slice(1).flatMap((at, index) => (proposals.has(at) ? [] : [at - times[index]!]));
}

const chainedMessages = (n: number): Experiment => async (play) => {
  const trace = await play(network('hotstuff', [`validators ${n}`, 'delay constant 10ms', ...CHAINED,
    'stop after 20 blocks']));
  const decided = decidedIn(trace);
  const [first, last] = [decided[2]!, decided[17]!];
  const { messages } = trace;
  let count = 0;
  for (let row = 0; row < messages.keptCount; row += 1) {
    const at = messages.sentAt(row);
    if (at >= first.proposedAt && at < last.proposedAt) count += 1;
  }
  return count / (last.view - first.view);
};

const chainedView = (n: number, blocks: number): Experiment => async (play) => {
  const trace = await play(network('hotstuff', [`validators ${n}`, 'delay normal 250ms, spread 50ms',
    ...CHAINED, `stop after ${blocks} blocks`]));
  const proposals = new Set(decidedIn(trace).map(({ proposedAt }) => proposedAt));
  const gaps = viewGaps(genericTimes(trace), proposals);
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length / MICROS_PER_MILLISECOND;
};

const commitInterval = (n: number): Experiment => async (play) => {
  let sum = 0;
  for (let seed = 1; seed <= REPETITIONS; seed += 1) {
    const trace = await play(network('hotstuff, block every 100ms', [`validators ${n}`,
      'delay normal 250ms, spread 50ms', ...CHAINED, 'stop after 100 blocks']), seed);
    const decided = decidedIn(trace);
    const last = decided[99]?.finalAt[n - byzantine(n) - 1] ?? NaN;
    sum += (last - (decided[0]?.proposedAt ?? NaN)) / 100 / MICROS_PER_MILLISECOND;
  }
  return sum / REPETITIONS;
};
const REPETITIONS = 10;

const pbftLatency = (n: number, blocks: number): Experiment => async (play) => meanLatency(
  await play(network('pbft, block every 2s', [`validators ${n}`, 'delay normal 250ms, spread 50ms',
    'set consensus.emptyBlocks true', NO_CHECKPOINT, `stop after ${blocks} blocks`])),
  n - byzantine(n)) / MICROS_PER_MILLISECOND;

const crashedLatency = (down: number): Experiment => async (play) => {
  const names = membersOf(16);
  return meanLatency(await play(network('pbft, block every 3s', [
    ...names.map((name) => `payer ${name} in us-east`), 'delay normal 250ms, spread 50ms',
    'set consensus.emptyBlocks true', NO_CHECKPOINT, 'stop after 120 blocks',
  ], names.slice(16 - down).map((name) => `day 1 00:00 ${name} crashes`))), 16 - byzantine(16))
    / MICROS_PER_MILLISECOND;
};

const delaysOf = (protocol: string, members: number, lines: readonly string[] = []): Experiment =>
  async (play) => meanLatency(await play(network(protocol,
    ['validators 4', 'delay constant 100ms', 'stop after 10m', ...lines], ONE)), members) / 100_000;

const blockInterval: Experiment = async (play) => {
  const decided = decidedIn(await play(network('tendermint, block every 1s', ['validators 4',
    'delay constant 10ms', 'set consensus.emptyBlocks true', 'stop after 50 blocks'])));
  const [first, last] = [decided[1]!.proposedAt, decided[49]!.proposedAt];
  return (last - first) / 48 / MICROS_PER_MILLISECOND;
};

/** By name, so that a story can stop some of them. */
function membersOf(n: number): string[] {
  return Array.from({ length: n }, (_, index) => `member-${index + 1}`);
}

/** Ten transactions, one a minute. */
const TEN = 'day 1 00:00 clients send 1 tx/min for 601s, evenly';

/** Of those that a member took, the share that was final in the end. The last members are down. */
const shareFinal = (protocol: string, n: number, down: number): Experiment => async (play) => {
  const names = membersOf(n);
  const trace = await play(network(protocol, [
    ...names.map((name) => `payer ${name} in us-east`), 'delay constant 20ms',
    // Chained and rotating HotStuff needs four leaders in a row: here one leads until it fails.
    'set consensus.hotstuffLeader stable', 'stop after 30m',
  ], [...names.slice(n - down).map((name) => `day 1 00:00 ${name} crashes`), TEN]));
  return loadFinalCount(trace) / acceptedCount(trace);
};

const CLIQUE = ['delay constant 1ms', 'set consensus.emptyBlocks true'];

const cliqueShare = (n: number, down: number, blocks: number, difficulty: number): Experiment =>
  async (play) => {
    const names = membersOf(n);
    const sealed = sealedIn(await play(network('clique, block every 2s', [
      ...names.map((name) => `payer ${name} in us-east`), ...CLIQUE, `stop after ${blocks} blocks`,
    ], names.slice(n - down).map((name) => `day 1 00:00 ${name} crashes`))));
    return sealed.filter((block) => block.difficulty === difficulty).length / sealed.length;
  };

const cliqueInterval: Experiment = async (play) => {
  const sealed = sealedIn(await play(network('clique, block every 2s', ['validators 4', ...CLIQUE,
    'stop after 100 blocks'])));
  const [first, last] = [sealed[0]!, sealed[sealed.length - 1]!];
  return (last.at - first.at) / (sealed.length - 1) / MICROS_PER_MILLISECOND;
};

/** A protocol, or a variant of HotStuff with the leader that survives one of four being down. */
const STYLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['pbft', []], ['qbft', []], ['tendermint', []], ['raft', []],
  ['hotstuff-basic', BASIC],
  ['hotstuff-chained', ['set consensus.hotstuffVariant chained', 'set consensus.hotstuffLeader stable']],
]);

const styled = (style: string, story: readonly string[]): string =>
  network(style.replace(/-.*/, ''), [...membersOf(4).map((name) => `payer ${name} in us-east`),
    'delay constant 20ms', ...STYLES.get(style) ?? [], 'stop after 30m'], story);

const outlivesLeader = (style: string): Experiment => async (play) => {
  const shares: number[] = [];
  for (const name of membersOf(4)) {
    const trace = await play(styled(style, [`day 1 00:00 ${name} crashes`, TEN]));
    shares.push(loadFinalCount(trace) / acceptedCount(trace));
  }
  return Math.min(...shares);
};

const catchesUp = (style: string): Experiment => async (play) => {
  const shares: number[] = [];
  // While others go on, whose words tell it that it is behind, and when nothing happens any more.
  for (const [back, until] of [['00:07:30', Infinity], ['00:12:30', 751_000_000]] as const) {
    const decided = decidedIn(await play(styled(style, [
      TEN, 'day 1 00:02:30 member-4 crashes', `day 1 ${back} member-4 restarts`])));
    shares.push(decided.filter(({ finalAt }) => (finalAt[3] ?? NaN) < until).length
      / decided.length);
  }
  return Math.min(...shares);
};

const shortTimeout = (protocol: string): Experiment => async (play) => {
  const trace = await play(network(protocol, ['validators 16', 'delay normal 500ms, spread 100ms',
    'set consensus.requestTimeoutSeconds 1', 'stop after 6h'], [TEN]));
  return loadFinalCount(trace) / acceptedCount(trace);
};

const byId = (rows: readonly (readonly [string, Experiment])[]): ReadonlyMap<string, Experiment> =>
  new Map(rows);

export const EXPERIMENTS: ReadonlyMap<string, Experiment> = byId([
  ...[4, 7, 10, 16, 31, 32, 64, 100, 128].map((n) =>
    [`pbft-messages-${n}`, oneDecision('pbft', n, [NO_CHECKPOINT])] as const),
  ...[4, 16].flatMap((n) => ['pre-prepare', 'prepare', 'commit'].map((kind) =>
    [`pbft-${kind}-${n}`, oneDecision('pbft', n, [NO_CHECKPOINT], [kind])] as const)),
  ...[4, 7, 16, 31].map((n) =>
    [`pbft-messages-checkpoint-${n}`, oneDecision('pbft', n, [CHECKPOINT])] as const),
  ...['qbft', 'tendermint'].flatMap((protocol) => [4, 7, 10, 16, 31].map((n) =>
    [`${protocol}-messages-${n}`, oneDecision(protocol, n, [])] as const)),
  ...[4, 7, 16, 64].map((n) =>
    [`hotstuff-basic-messages-${n}`, oneDecision('hotstuff', n, BASIC)] as const),
  ...[4, 16, 64].map((n) => [`hotstuff-chained-messages-${n}`, chainedMessages(n)] as const),
  ...[3, 5, 9].map((n) =>
    [`raft-messages-${n}`, oneDecision('raft', n, [], ['append', 'append-reply'])] as const),
  ['pbft-delays', delaysOf('pbft', 3)], ['qbft-delays', delaysOf('qbft', 3)],
  ['tendermint-delays', delaysOf('tendermint', 3)],
  ['hotstuff-basic-delays', delaysOf('hotstuff', 3, BASIC)],
  // Raft's leader is the first to know.
  ['raft-delays', delaysOf('raft', 1)],
  ['pbft-latency-4', pbftLatency(4, 400)], ['pbft-latency-16', pbftLatency(16, 60)],
  ['pbft-latency-64', pbftLatency(64, 10)],
  ['pbft-latency-128', pbftLatency(128, 5)],
  ...[1, 3, 5].map((down) => [`pbft-latency-crashed-${down}`, crashedLatency(down)] as const),
  ['hotstuff-view-4', chainedView(4, 400)], ['hotstuff-view-16', chainedView(16, 100)],
  ['hotstuff-commit-interval-4', commitInterval(4)],
  ['hotstuff-commit-interval-16', commitInterval(16)],
  ['tendermint-block-interval', blockInterval],
  ...['pbft', 'qbft', 'tendermint', 'hotstuff', 'raft', 'clique'].flatMap((protocol) => [4, 7].flatMap((n) => {
    const most = protocol === 'raft' || protocol === 'clique' ? Math.ceil(n / 2) - 1 : byzantine(n);
    return [[`${protocol}-goes-on-${n}`, shareFinal(protocol, n, most)] as const,
      [`${protocol}-stops-${n}`, shareFinal(protocol, n, most + 1)] as const];
  })),
  ...[...STYLES.keys()].flatMap((style) => [
    [`${style}-outlives-leader`, outlivesLeader(style)] as const,
    [`${style}-catches-up`, catchesUp(style)] as const,
  ]),
  ['raft-election-150-150', raftElection({ ...PAPER, mostMilliseconds: 150, trials: 20, read: 'least' })],
  ['raft-election-150-155-disk',
    raftElection({ ...PAPER, delay: 'constant 0.1ms', mostMilliseconds: 155, trials: 200, read: 'median' })],
  ['raft-election-150-155-network',
    raftElection({ ...PAPER, mostMilliseconds: 155, trials: 200, read: 'median' })],
  ['raft-election-150-200', raftElection({ ...PAPER, mostMilliseconds: 200, trials: 200, read: 'most' })],
  ['raft-election-raftscope', raftElection({ ...RAFTSCOPE, read: 'median' })],
  ...[10, 20].map((delay) => [`raft-split-vote-${delay}`, splitVotes(delay)] as const),
  ...[4, 3].map((up) => [`raft-election-availsim-${up}`, availSim(up)] as const),
  ['raft-election-raftscope-p90', raftElection({ ...RAFTSCOPE, read: 'p90' })],
  ...[4, 7].map((n) => [`clique-in-turn-${n}`, cliqueShare(n, 0, 100, 2)] as const),
  ['clique-block-interval', cliqueInterval],
  ...[5, 7].map((n) => [`clique-out-of-turn-${n}`, cliqueShare(n, 1, 1_000, 1)] as const),
  ['nakamoto-interval', mean], ['nakamoto-exponential', longerThanMean],
  ['nakamoto-largest-miner', shareOfLargest], ['nakamoto-stale', staleShare],
  ['nakamoto-goes-on-4', goesOnAlone],
  ...([[25, '0'], [30, 'half'], [33, 'half'], [40, '0'], [40, 'half']] as const).map(([percent, gamma]) =>
    [`nakamoto-selfish-${percent}-${gamma}`, selfishShare(percent, gamma)] as const),
  ...[1, 2, 3].flatMap((wait) => [
    [`nakamoto-double-spend-${wait}`, doubleSpend(wait, 0)] as const,
    [`nakamoto-double-spend-ahead-${wait}`, doubleSpend(wait, 1)] as const,
  ]),
  ...['pbft', 'qbft', 'hotstuff'].map((protocol) =>
    [`${protocol}-short-timeout`, shortTimeout(protocol)] as const),
]);
