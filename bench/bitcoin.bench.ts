/**
 * Bitcoin's network: the processor's time for a hundred blocks of 600 and of 8,000 nodes. The
 * rivals' figures were measured on a machine with two cores: SimBlock's with its set of 2019, JABS's
 * with 8,013 nodes in 86 countries. An event is a message that arrives or a block that is found.
 */
import { runBitcoin } from './bitcoin-run.ts';
import { cpuSeconds } from './cpu.ts';
import { compared, type Measure, type Result } from './measure.ts';

const CASES = [
  { nodes: 600, blocks: 100, goal: 1, rival: 'SimBlock', rivalSeconds: 2.12 },
  { nodes: 8_000, blocks: 100, goal: 15, rival: 'JABS', rivalSeconds: 71.9 },
] as const;

export const measure: Measure = () => {
  runBitcoin(150, 20);
  return [
    ...CASES.flatMap(({ nodes, blocks, goal, rival, rivalSeconds }): Result[] => {
      const started = cpuSeconds();
      const run = runBitcoin(nodes, blocks);
      const seconds = cpuSeconds() - started;
      return [
        compared(`bitcoin.cpu.${nodes}`, `CPU-seconds for ${blocks} blocks, less is better`, seconds, 'goal', goal),
        compared(`bitcoin.rival.${nodes}`, `CPU-seconds for ${blocks} blocks, less is better`, seconds, rival,
          rivalSeconds),
        compared(`bitcoin.events.${nodes}`, 'events', run.events),
        compared(`bitcoin.rate.${nodes}`, 'events per CPU-second', run.events / seconds),
        compared(`bitcoin.half.${nodes}`, 's until half of the nodes have a block, the median', run.seconds50),
        compared(`bitcoin.most.${nodes}`, 's until nine in ten have it, the median', run.seconds90),
      ];
    }),
    compared('bitcoin.memory.8000', 'MB at the peak of the process, less is better',
      process.resourceUsage().maxRSS / 1_024, 'goal', 1_000),
  ];
};
