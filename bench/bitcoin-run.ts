/**
 * A network of Bitcoin nodes as SimBlock has it (`simblock/settings/`, the set of 2019): nodes in six
 * regions, each connected to a few, delays between regions with a Pareto tail, the slower of upload
 * and download between two, one block at a time up each node's line.
 */
import { Kernel } from '../workers/kernel/kernel.ts';
import { pow } from '../workers/kernel/pow.ts';
import type { NakamotoMessage } from '../workers/consensus/nakamoto-messages.ts';
import { nakamoto } from '../workers/consensus/nakamoto.ts';
import type { Payload, Protocol } from '../workers/consensus/protocol.ts';

const ARRIVES = 0;
const FIRES = 1;

const LATENCY_MILLISECONDS = [
  [32, 124, 184, 198, 151, 189], [124, 11, 227, 237, 252, 294], [184, 227, 88, 325, 301, 322],
  [198, 237, 325, 85, 58, 198], [151, 252, 301, 58, 12, 126], [189, 294, 322, 198, 126, 16],
];
const DOWN_MBPS = [52, 40, 18, 22.8, 22.8, 29.9];
const UP_MBPS = [19.2, 20.7, 5.8, 15.7, 10.2, 11.3];
const BETWEEN_REGIONS_MBPS = 6;
const NODE_SHARE = [0.3316, 0.4998, 0.009, 0.1177, 0.0224, 0.0195];
/** Of nodes with at most 1, 2, … 20 connections outwards. */
const OUTBOUND = [0.025, 0.05, 0.075, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.97,
  0.98, 0.99, 0.995, 1];
const CONNECTIONS_MAX = 30;
const BLOCK_BYTES = 535_000;
const BLOCK_INTERVAL_MICROS = 600_000_000;
const [POWER_MEAN, POWER_DEVIATION] = [400_000, 100_000];

export interface BitcoinRun {
  readonly events: number;
  readonly blocks: number;
  readonly stale: number;
  /** Median over the blocks of the time until so many of the nodes had one, seconds. */
  readonly seconds50: number;
  readonly seconds90: number;
}

export function runBitcoin(nodes: number, blocks: number, seed = 10): BitcoinRun {
  const kernel = new Kernel({ seed, keepMessages: false });
  const { draws } = kernel;
  const names = Array.from({ length: nodes }, (_, node) => `node-${node}`);
  const regions = names.map((name) => pick(NODE_SHARE, draws.unit(name, 'region', 'place')));
  const peers = connect(names, (name, purpose, occasion) => draws.unit(name, purpose, occasion));
  const powers = names.map((name) => Math.max(1, POWER_MEAN + POWER_DEVIATION * draws.normal(name, 'power', 'hash')));
  const power = powers.reduce((sum, each) => sum + each, 0);
  const streams = names.map((name) => draws.stream(name, 'delay'));
  const lineFreeAt = new Float64Array(nodes);
  const arrivals = new Map<string, { minedAt: number; at: number[] }>();
  let [mined, highest] = [0, 0];
  const delayMicros = (from: number, to: number, message: NakamotoMessage): number => {
    const [a, b] = [regions[from]!, regions[to]!];
    const mean = LATENCY_MILLISECONDS[a]![b]!;
    // SimBlock: shape is a fifth of the mean, scale the mean less 5 ms.
    const unit = 1 - draws.unitIn(streams[from]!, message.occasion, to);
    const latency = Math.round(((mean - 5) / pow(unit, 1 / (0.2 * mean))) * 1_000);
    if (message.bytes < 1_000) return latency;
    const mbps = a === b ? Math.min(UP_MBPS[a]!, DOWN_MBPS[b]!) : BETWEEN_REGIONS_MBPS;
    const begins = Math.max(kernel.now, lineFreeAt[from]!);
    lineFreeAt[from] = begins + Math.round((message.bytes * 8) / mbps);
    return lineFreeAt[from] - kernel.now + latency;
  };
  const protocols: Protocol<NakamotoMessage>[] = names.map((name, self) => {
    let ticket = -1;
    const send = (to: number, message: NakamotoMessage): void => {
      kernel.schedule(kernel.now + delayMicros(self, to, message), ARRIVES, to, self, message);
    };
    const own = peers[self]!;
    return nakamoto({
      self, members: nodes, names, hashShare: powers[self]! / power, peers: own, confirmations: 6,
      blockIntervalMicros: BLOCK_INTERVAL_MICROS, askAgainMicros: 1_200_000_000, emptyBlocks: true,
      below: (n, purpose, block) => draws.below(n, name, purpose, block),
    }, {
      hasPending: () => true,
      propose: (height): Payload => ({ digest: `${height}-${name}`, bytes: BLOCK_BYTES, body: null }),
      accept: () => true,
    }, {
      send,
      broadcast: (message) => { for (const to of own) send(to, message); },
      setTimer: (timer, at) => { ticket = kernel.schedule(at, FIRES, self, 0, timer); },
      cancelTimer: () => { kernel.cancel(ticket); },
      adopt: (height, payload) => {
        const seen = arrivals.get(payload.digest);
        if (seen === undefined) arrivals.set(payload.digest, { minedAt: kernel.now, at: [0] });
        else seen.at.push(kernel.now - seen.minedAt);
        highest = Math.max(highest, height);
      },
      decide: () => undefined,
      revert: () => undefined,
      persist: () => undefined,
      record: (kind) => { if (kind.name === 'consensus.mined') mined += 1; },
      count: () => undefined,
    });
  });
  kernel.on(ARRIVES, (to, from, message) =>
    protocols[to]!.onMessage(from, message as NakamotoMessage, kernel.now));
  kernel.on(FIRES, (self, _a, timer) => protocols[self]!.onTimer(timer as string, kernel.now));
  for (const protocol of protocols) protocol.start(0);
  while (highest < blocks) kernel.advance(Infinity, 10_000);
  const times = [...arrivals.values()].filter(({ at }) => at.length > 0.95 * nodes);
  const after = (share: number): number => middle(times.map(({ at }) => at[Math.ceil(share * nodes) - 1]!)) / 1e6;
  return { events: kernel.eventCount, blocks: mined, stale: mined - highest,
    seconds50: after(0.5), seconds90: after(0.9) };
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

function pick(shares: readonly number[], unit: number): number {
  let left = unit;
  const place = shares.findIndex((share) => (left -= share) < 0);
  return place < 0 ? shares.length - 1 : place;
}

/** Outwards as many as the table says, inwards from whoever chose it, at most 30 in all. */
function connect(
  names: readonly string[], unit: (name: string, purpose: string, occasion: string) => number,
): number[][] {
  const peers = names.map(() => new Set<number>());
  names.forEach((name, self) => {
    const drawn = unit(name, 'degree', 'outbound');
    const degree = OUTBOUND.findIndex((share) => drawn < share) + 1;
    for (let attempt = 0, found = 0; found < degree && attempt < 1_000; attempt += 1) {
      const other = Math.floor(unit(name, 'peer', `${attempt}`) * names.length);
      if (other === self || peers[self]!.has(other) || peers[other]!.size >= CONNECTIONS_MAX) continue;
      peers[self]!.add(other);
      peers[other]!.add(self);
      found += 1;
    }
  });
  return peers.map((each) => [...each].sort((a, b) => a - b));
}
