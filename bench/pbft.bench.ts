/**
 * PBFT's normal case: the processor's time for one decision of n replicas, and the events of it a
 * second beside those of the bare kernel with as many pending as one phase has messages, in turns.
 * The rival's figures were measured with the BFT simulator of Wang, Chao, Wu and Hsiao (DSN 2022)
 * on a machine with two cores; it does not reach 512.
 */
import { holdKernel } from './bare-kernel.ts';
import { cpuSeconds, median } from './cpu.ts';
import { compared, type Measure, type Result } from './measure.ts';
import { runPbft } from './pbft-run.ts';

const RIVAL = 'BFT-Simulator (DSN 2022)';
const ROUNDS = 3;

interface Case {
  readonly members: number;
  readonly decisions: number;
  readonly goalMillis: number | null;
  readonly rivalMillis: number | null;
}

const CASES: readonly Case[] = [
  { members: 16, decisions: 400, goalMillis: null, rivalMillis: 6.5 },
  { members: 64, decisions: 60, goalMillis: 4, rivalMillis: 217 },
  { members: 128, decisions: 15, goalMillis: 16, rivalMillis: 1640 },
  { members: 512, decisions: 3, goalMillis: 500, rivalMillis: null },
];

export const measure: Measure = () => [
  ...CASES.flatMap(measureCase),
  // The largest case comes last, and its processes' peak is this one's.
  compared('pbft.memory.512', 'MB at the peak of the process, less is better',
    process.resourceUsage().maxRSS / 1_024, 'goal', 300),
];

function measureCase({ members, decisions, goalMillis, rivalMillis }: Case): Result[] {
  const hold = holdKernel(members * (members - 1));
  runPbft(members, 3);
  hold(members * members);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const started = cpuSeconds();
    const events = runPbft(members, decisions);
    const ended = cpuSeconds();
    hold(events);
    const [seconds, bare] = [ended - started, cpuSeconds() - ended];
    return { millis: 1_000 * seconds / decisions, rate: events / seconds, bare: events / bare };
  });
  const middle = (of: (round: typeof rounds[number]) => number): number => median(rounds.map(of));
  const millis = middle((round) => round.millis);
  return [
    goal(`pbft.cpu.${members}`, 'ms of CPU a decision, less is better', millis, goalMillis),
    ...rivalMillis === null ? [] : [compared(`pbft.decisions.${members}`,
      'decisions per CPU-second', 1_000 / millis, RIVAL, Math.round(1e5 / rivalMillis) / 100)],
    goal(`pbft.events.${members}`, 'events per CPU-second', middle((round) => round.rate),
      goalMillis === null ? null : 2_000_000),
    compared(`pbft.bare.${members}`, 'events of the bare kernel per CPU-second',
      middle((round) => round.bare)),
    goal(`pbft.share.${members}`, '% of the bare kernel\'s rate',
      middle((round) => 100 * round.rate / round.bare), 40),
  ];
}

function goal(name: string, unit: string, value: number, reach: number | null): Result {
  return compared(name, unit, value, reach === null ? null : 'goal', reach);
}
