/**
 * The network by itself: messages sent and delivered per second of processor time, in broadcasts
 * among sixteen parties as consensus sends them, under each way of drawing delays and with the
 * faults of a bad day. Nothing comparable is published in JavaScript: no rival.
 */
import { Kernel } from '../workers/kernel/kernel.ts';
import { Network, type NetworkOptions } from '../workers/net/network.ts';
import { REGIONS } from '../workers/net/regions.ts';
import { compared, type Measure, type Result } from './measure.ts';

const PARTIES = 16;
const BROADCASTS = 20_000;
const ROUNDS = 5;

export const measure: Measure = () => CASES.map(measureCase);

interface Case {
  readonly name: string;
  readonly keepMessages: boolean;
  readonly options: Partial<NetworkOptions>;
  prepare?(network: Network): void;
}

const MEGABIT = 1_000_000;

const CASES: readonly Case[] = [
  { name: 'counted', keepMessages: false, options: {} },
  { name: 'kept', keepMessages: true, options: {} },
  { name: 'pareto', keepMessages: false, options: { delay: 'pareto', latency: 'simblock-2019' } },
  {
    name: 'lines',
    keepMessages: false,
    options: { uplinkBitsPerSecond: 100 * MEGABIT, downlinkBitsPerSecond: 100 * MEGABIT },
  },
  {
    name: 'faults',
    keepMessages: false,
    options: {},
    prepare: (network) => {
      const sides = { a: 'us-east', b: 'eu-west', oneWay: false };
      network.impair({ ...sides, kind: 'loss', share: 50_000, byMicros: 0 });
      network.impair({ ...sides, kind: 'reordering', share: 50_000, byMicros: 20_000 });
    },
  },
];

function measureCase({ name, keepMessages, options, prepare }: Case): Result {
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const kernel = new Kernel({ seed: round, keepMessages });
    let delivered = 0;
    const network = new Network(kernel, {
      parties: Array.from({ length: PARTIES }, (_, index) => ({
        name: `member-${index}`, region: REGIONS[index % REGIONS.length]!.name,
      })),
      bandwidthBitsPerSecond: 100_000_000,
      jitterPercent: 5,
      deliver: () => { delivered += 1; },
      ...options,
    });
    prepare?.(network);
    kernel.on(0, (from, number) => {
      const message = { kind: 'prepare', bytes: 111, occasion: `prepare/${number}/0` };
      for (let to = 0; to < PARTIES; to += 1) if (to !== from) network.send(from, to, message, null);
      const next = number + 1;
      if (next < BROADCASTS) kernel.schedule(kernel.now + 5_000, 0, next % PARTIES, next, null);
    });
    kernel.schedule(0, 0, 0, 0, null);
    const started = process.cpuUsage();
    kernel.advance(Infinity, 100_000_000);
    const { user, system } = process.cpuUsage(started);
    if (round > 0) rates.push(delivered / ((user + system) / 1e6));
  }
  const median = rates.toSorted((a, b) => a - b)[rates.length >> 1]!;
  return compared(`network.${name}`, 'messages per CPU-second', Math.round(median));
}
