/**
 * Chained HotStuff with one leader, blocks without a pause under delays N(250, 50) ms: the
 * processor's time for one commit of n replicas, and the steady-state interval between commits
 * beside that of the BFT simulator of Wang, Chao, Wu and Hsiao (DSN 2022). One to one messages are
 * counted, none to oneself: 2(n - 1) a view, which is a commit.
 */
import { cpuSeconds, median } from './cpu.ts';
import { runHotStuff } from './hotstuff-run.ts';
import { compared, type Measure, type Result } from './measure.ts';

const RIVAL = 'BFT-Simulator (DSN 2022)';
const ROUNDS = 5;

interface Case {
  readonly members: number;
  readonly commits: number;
  readonly goalMillis: number | null;
  readonly rivalIntervalMillis: number | null;
}

const CASES: readonly Case[] = [
  { members: 4, commits: 4_000, goalMillis: null, rivalIntervalMillis: 513 },
  { members: 16, commits: 2_000, goalMillis: null, rivalIntervalMillis: 536 },
  { members: 64, commits: 1_000, goalMillis: 0.1, rivalIntervalMillis: null },
];

export const measure: Measure = () => CASES.flatMap(measureCase);

function measureCase({ members, commits, goalMillis, rivalIntervalMillis }: Case): Result[] {
  runHotStuff(members, 300);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const started = cpuSeconds();
    const run = runHotStuff(members, commits);
    return { ...run, seconds: cpuSeconds() - started };
  });
  const { events, messages, millis } = rounds[0]!;
  const seconds = median(rounds.map((round) => round.seconds));
  const goal = goalMillis === null ? null : 'goal';
  return [
    compared(`hotstuff.cpu.${members}`, 'ms of CPU a commit, less is better',
      1_000 * seconds / commits, goal, goalMillis),
    compared(`hotstuff.cpuMessage.${members}`, 'µs of CPU a message, less is better',
      1e6 * seconds / messages),
    compared(`hotstuff.events.${members}`, 'events per CPU-second', events / seconds),
    compared(`hotstuff.messages.${members}`, 'messages a commit', messages / commits,
      '2(n - 1)', 2 * (members - 1)),
    compared(`hotstuff.interval.${members}`, 'virtual ms from commit to commit',
      millis / (commits - 1), rivalIntervalMillis === null ? null : RIVAL, rivalIntervalMillis),
  ];
}
