/**
 * A network of Bitcoin nodes as SimBlock has it (`simblock/settings/`, the set of 2019): nodes in six
 * regions, each connected to a few, delays between regions with a Pareto tail, the slower of upload
 * and download between two, one block at a time up each node's line.
 */
import type { Stream } from '../workers/kernel/draw.ts';
import type { EntryKind } from '../workers/kernel/entry.ts';
import { Kernel } from '../workers/kernel/kernel.ts';
import { pow } from '../workers/kernel/pow.ts';
import { NakamotoTree } from '../workers/consensus/nakamoto-block.ts';
import { Said } from '../workers/consensus/nakamoto-messages.ts';
import type { NakamotoMessage } from '../workers/consensus/nakamoto-messages.ts';
import { nakamoto } from '../workers/consensus/nakamoto.ts';
import type { Application, Effects, Payload, Protocol } from '../workers/consensus/protocol.ts';

const ARRIVES = 0;
const FIRES = 1;

const LATENCY_MILLISECONDS = [
  [32, 124, 184, 198, 151, 189], [124, 11, 227, 237, 252, 294], [184, 227, 88, 325, 301, 322],
  [198, 237, 325, 85, 58, 198], [151, 252, 301, 58, 12, 126], [189, 294, 322, 198, 126, 16],
];
const REGIONS = LATENCY_MILLISECONDS.length;
const SHAPE = Float64Array.from(LATENCY_MILLISECONDS.flat(), (mean) => 0.2 * mean);
const SCALE = Float64Array.from(LATENCY_MILLISECONDS.flat(), (mean) => mean - 5);
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
  const network = new BitcoinNetwork(nodes, seed);
  const { kernel } = network;
  while (network.highest < blocks) kernel.advance(Infinity, 10_000);
  const times = [...network.arrivals.values()].filter(({ at }) => at.length > 0.95 * nodes);
  const after = (share: number): number => middle(times.map(({ at }) => at[Math.ceil(share * nodes) - 1]!)) / 1e6;
  return { events: kernel.eventCount, blocks: network.mined, stale: network.mined - network.highest,
    seconds50: after(0.5), seconds90: after(0.9) };
}

class BitcoinNetwork {
  readonly kernel: Kernel;
  readonly names: readonly string[];
  readonly arrivals = new Map<string, { minedAt: number; at: number[] }>();
  readonly said = new Said();
  readonly tree = new NakamotoTree();
  mined = 0;
  highest = 0;
  private readonly regions: Uint8Array;
  private readonly lineFreeAt: Float64Array;

  constructor(nodes: number, seed: number) {
    const kernel = this.kernel = new Kernel({ seed, keepMessages: false });
    const { draws } = kernel;
    const names = this.names = Array.from({ length: nodes }, (_, node) => `node-${node}`);
    this.regions = Uint8Array.from(names, (name) => pick(NODE_SHARE, draws.unit(name, 'region', 'place')));
    this.lineFreeAt = new Float64Array(nodes);
    const peers = connect(names, (name, purpose, occasion) => draws.unit(name, purpose, occasion));
    const powers = names.map((name) => Math.max(1, POWER_MEAN + POWER_DEVIATION * draws.normal(name, 'power', 'hash')));
    const power = powers.reduce((sum, each) => sum + each, 0);
    const protocols = names.map((_, self) => new BitcoinNode(this, self, peers[self]!).protocol(powers[self]! / power));
    kernel.on(ARRIVES, (to, from, message) =>
      protocols[to]!.onMessage(from, message as NakamotoMessage, kernel.now));
    kernel.on(FIRES, (self, _a, timer) => protocols[self]!.onTimer(timer as string, kernel.now));
    for (const protocol of protocols) protocol.start(0);
  }

  /** Puts it on its way at once: a delay that a call returns would be put on the heap, one for each message. */
  launch(from: number, to: number, stream: Stream, message: NakamotoMessage): void {
    const { kernel, kernel: { now } } = this;
    const [a, b] = [this.regions[from]!, this.regions[to]!];
    const link = a * REGIONS + b;
    // SimBlock: shape is a fifth of the mean, scale the mean less 5 ms.
    const unit = 1 - kernel.draws.unitIn(stream, message.occasion, to);
    const latency = Math.round((SCALE[link]! / pow(unit, 1 / SHAPE[link]!)) * 1_000);
    if (message.bytes < 1_000) return kernel.post(now + latency, ARRIVES, to, from, message);
    const mbps = a === b ? Math.min(UP_MBPS[a]!, DOWN_MBPS[b]!) : BETWEEN_REGIONS_MBPS;
    const leaves = Math.max(now, this.lineFreeAt[from]!) + Math.round((message.bytes * 8) / mbps);
    this.lineFreeAt[from] = leaves;
    kernel.post(leaves + latency, ARRIVES, to, from, message);
  }

  adopted(height: number, { digest }: Payload): void {
    const { now } = this.kernel;
    const seen = this.arrivals.get(digest);
    if (seen === undefined) this.arrivals.set(digest, { minedAt: now, at: [0] });
    else seen.at.push(now - seen.minedAt);
    this.highest = Math.max(this.highest, height);
  }
}

/** A node's place in the network: what its protocol asks and what comes of what it does. */
class BitcoinNode implements Application, Effects<NakamotoMessage> {
  private readonly network: BitcoinNetwork;
  private readonly self: number;
  private readonly peers: readonly number[];
  private readonly delay: Stream;
  private ticket = -1;

  constructor(network: BitcoinNetwork, self: number, peers: readonly number[]) {
    this.network = network;
    this.self = self;
    this.peers = peers;
    this.delay = network.kernel.draws.stream(network.names[self]!, 'delay');
  }

  protocol(hashShare: number): Protocol<NakamotoMessage> {
    const { self, peers, network: { names, said, tree, kernel: { draws } } } = this;
    const mining = draws.stream(names[self]!, 'mining');
    const compact = draws.stream(names[self]!, 'compact');
    return nakamoto({
      self, members: names.length, names, hashShare, peers, confirmations: 6, said, tree,
      blockIntervalMicros: BLOCK_INTERVAL_MICROS, askAgainMicros: 1_200_000_000, emptyBlocks: true,
      below: (n, purpose, block) => draws.belowIn(purpose === 'mining' ? mining : compact, n, block),
    }, this, this);
  }

  hasPending(): boolean { return true; }

  propose(height: number): Payload {
    return { digest: `${height}-${this.network.names[this.self]!}`, bytes: BLOCK_BYTES, body: null };
  }

  accept(): boolean { return true; }

  send(to: number, message: NakamotoMessage): void {
    this.network.launch(this.self, to, this.delay, message);
  }

  broadcast(message: NakamotoMessage): void {
    for (const to of this.peers) this.send(to, message);
  }

  setTimer(timer: string, at: number): void {
    this.ticket = this.network.kernel.schedule(at, FIRES, this.self, 0, timer);
  }

  cancelTimer(): void { this.network.kernel.cancel(this.ticket); }

  adopt(height: number, payload: Payload): void { this.network.adopted(height, payload); }

  record(kind: EntryKind): void { if (kind.name === 'consensus.mined') this.network.mined += 1; }

  decide(): void {}

  revert(): void {}

  persist(): void {}

  count(): void {}
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
