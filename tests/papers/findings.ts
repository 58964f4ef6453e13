/**
 * What a protocol must do, checked on whatever networks it is given; each finding is a sentence. The
 * product's own have none; a mutated copy, or one that loses a kind of message, must have some.
 */
import { oneWayMs, PLACEMENTS } from './aws-2017.ts';
import { byzantineQuorum, majority, qbftCommitTimes, raftCommitTimes } from './commit-times.ts';
import { playQbft, playRaft } from './played.ts';
import type { Law, Networks } from './played.ts';

const TOLERANCE = 0.01;
const CONSTANT: Law = { name: 'constant', jitterPercent: 0 };
const MEMBERS = 4;
const SECOND = 1_000_000;

type Check = (networks: Networks) => string[];

const CHECKS: Readonly<Record<'qbft' | 'raft', readonly Check[]>> = {
  qbft: [qbftRows, qbftOutlivesItsLeader, qbftCatchesUp],
  raft: [raftRows, raftOutlivesItsLeader, raftKeepsItsLeader, raftCatchesUp],
};

/** A check that fails by an assertion of the engine, or of the network that judges it, has found. */
export function findings(protocol: 'qbft' | 'raft', networks: Networks): string[] {
  return CHECKS[protocol].flatMap((check) => {
    try {
      return check(networks);
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}

function qbftRows(networks: Networks): string[] {
  return PLACEMENTS.flatMap((regions) => rows(regions.length, (from, to) =>
    oneWayMs(regions[from]!, regions[to]!), (leader, delay) => [
    qbftCommitTimes(regions.length, leader, byzantineQuorum(regions.length), delay),
    playQbft(networks, regions, leader, CONSTANT, 0)]));
}

function raftRows(networks: Networks): string[] {
  return PLACEMENTS.flatMap((regions) => rows(regions.length, (from, to) =>
    oneWayMs(regions[from]!, regions[to]!), (leader, delay) => [
    raftCommitTimes(regions.length, leader, majority(regions.length), delay),
    playRaft(networks, regions, leader, CONSTANT, 0)]));
}

type Delay = (from: number, to: number) => number;

function rows(members: number, delay: Delay,
  timesOf: (leader: number, delay: Delay) => [number[], number[]]): string[] {
  return Array.from({ length: members }, (_, leader) => leader).flatMap((leader) => {
    const [oracle, played] = timesOf(leader, delay);
    return oracle.flatMap((at, node) => (Math.abs(played[node]! / at - 1) <= TOLERANCE ? []
      : [`of ${members}, ${leader} leads: node ${node} commits after ${played[node]} ms, not ${at}`]));
  });
}

/** The leader of round 0 is gone: the others go on to round 1 and decide. */
function qbftOutlivesItsLeader({ TestNetwork }: Networks): string[] {
  const network = new TestNetwork({ members: MEMBERS });
  network.crash(1);
  network.submit('a', 1, [0, 2, 3]);
  network.run(30 * SECOND);
  return [0, 2, 3].filter((node) => network.decisionsOf(node)[0]?.round !== 1)
    .map((node) => `node ${node} does not outlive the leader of round 0`);
}

/** One that was down while three blocks were decided has them soon after it is back. */
function qbftCatchesUp({ TestNetwork }: Networks): string[] {
  const network = new TestNetwork({ members: MEMBERS });
  network.submit('first', 1);
  network.run(10 * SECOND);
  network.crash(0);
  ['a', 'b', 'c'].forEach((name, index) =>
    network.submit(name, (11 + index * 20) * SECOND, [1, 2, 3]));
  network.run(70 * SECOND);
  network.restart(0);
  network.run(72 * SECOND);
  const [all, missed] = [network.decisionsOf(1).length, network.decisionsOf(0).length];
  return all === 4 && missed === all ? [] : [`a node that was down has ${missed} of ${all} blocks`];
}

function raftOutlivesItsLeader({ RaftNetwork }: Networks): string[] {
  const network = new RaftNetwork({ members: MEMBERS });
  network.run(20 * SECOND);
  const [leader] = network.leaders();
  if (leader === undefined) return ['nobody is elected'];
  network.crash(leader);
  const others = [0, 1, 2, 3].filter((node) => node !== leader);
  network.submit('a', network.now, others);
  network.run(60 * SECOND);
  return others.filter((node) => network.decisionsOf(node).length !== 1)
    .map((node) => `node ${node} does not outlive its leader`);
}

/** Nothing is wrong for five minutes, every message simulated: nobody doubts the leader. */
function raftKeepsItsLeader({ RaftNetwork }: Networks): string[] {
  const network = new RaftNetwork({ members: MEMBERS, idle: 'simulated' });
  network.run(300 * SECOND);
  const trouble = network.outcomes.filter((line) => /leaderDoubted|leaderStoodDown/.test(line));
  const elected = network.outcomes.filter((line) => line.includes('leaderElected'));
  return [
    ...elected.length === 1 ? [] : [`${elected.length} elections where one is enough`],
    // The first leader is elected by somebody who doubted that there was one.
    ...trouble.length <= 1 ? [] : [`a leader is doubted ${trouble.length} times without a fault`],
  ];
}

function raftCatchesUp({ RaftNetwork }: Networks): string[] {
  const network = new RaftNetwork({ members: MEMBERS });
  network.run(20 * SECOND);
  const [leader] = network.leaders();
  if (leader === undefined) return ['nobody is elected'];
  const away = (leader + 1) % MEMBERS;
  network.crash(away);
  const others = [0, 1, 2, 3].filter((node) => node !== away);
  ['a', 'b', 'c'].forEach((name, index) =>
    network.submit(name, network.now + index * 10 * SECOND, others));
  network.run(60 * SECOND);
  network.restart(away);
  network.run(70 * SECOND);
  const missed = network.decisionsOf(away).length;
  return missed === 3 ? [] : [`a node that was down has ${missed} of 3 blocks`];
}
