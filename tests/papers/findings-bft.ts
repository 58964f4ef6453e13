/**
 * What PBFT, Tendermint and HotStuff must do, checked on whatever networks they are given; each
 * finding is a sentence. The product's own have none; a mutated copy, or one that loses a kind of
 * message, must have some. What is expected comes from order statistics alone (commit-times.ts).
 */
import type { createHotStuff } from '../../workers/consensus/testing/hotstuff-network.ts';
import type { createPbft } from '../../workers/consensus/testing/pbft-network.ts';
import type { createTendermint } from '../../workers/consensus/testing/tendermint-network.ts';
import type { ProtocolNetwork, TestNetworkOptions } from '../../workers/consensus/testing/test-network.ts';
import { oneWayMs, PLACEMENTS } from './aws-2017.ts';
import { byzantineQuorum, nth, qbftCommitTimes } from './commit-times.ts';
import type { Delay } from './commit-times.ts';

/** The product's, or those of a mutated copy. */
export interface BftNetworks {
  readonly ProtocolNetwork: typeof ProtocolNetwork;
  readonly createPbft: typeof createPbft;
  readonly createTendermint: typeof createTendermint;
  readonly createHotStuff: typeof createHotStuff;
}

export const BFT_STYLES = ['pbft', 'tendermint', 'hotstuff-basic', 'hotstuff-chained'] as const;
export type BftStyle = (typeof BFT_STYLES)[number];

/** May drop a message, by its kind. */
export type Passes = (kind: string) => boolean;

const SECOND = 1_000_000;
const TICK = 2 * SECOND;
const MEMBERS = 4;
const EVERYONE = [0, 1, 2, 3];
const TOLERANCE = 0.01;

type AnyNetwork = Pick<ProtocolNetwork<never>, 'submit' | 'run' | 'crash' | 'restart' | 'decisionsOf'>;
type Make = (options?: { delay?: (from: number, to: number) => number }) => AnyNetwork;

export function bftFindings(style: BftStyle, networks: BftNetworks, passes: Passes = () => true): string[] {
  const make: Make = (options = {}) => build(style, networks, passes, options);
  const checks = [timesOf(style, make), outlivesItsLeader, goesOn, catchesUp];
  // A check that fails by an assertion of the engine, or of the network that judges it, has found.
  return checks.flatMap((check) => {
    try {
      return check(make);
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}

function build(style: BftStyle, networks: BftNetworks, passes: Passes,
  options: { delay?: (from: number, to: number) => number }): AnyNetwork {
  const { ProtocolNetwork: Network, createPbft, createTendermint, createHotStuff } = networks;
  const given = { members: MEMBERS, ...options,
    tamper: (_from: number, _to: number, message: { kind: string }) =>
      (passes(message.kind) ? message : null) } as unknown as TestNetworkOptions<never>;
  const create = {
    pbft: () => createPbft(4), tendermint: () => createTendermint,
    'hotstuff-basic': () => createHotStuff({ variant: 'basic', leader: 'rotating' }),
    'hotstuff-chained': () => createHotStuff({ variant: 'chained', leader: 'stable' }),
  }[style]();
  return new Network({ ...given, create });
}

/** When each decides between four AWS regions, from the first proposal on. */
function timesOf(style: BftStyle, make: Make): () => string[] {
  return () => {
    const regions = PLACEMENTS[0]!;
    const delay: Delay = (from, to) => oneWayMs(regions[from]!, regions[to]!);
    const expected = expectedTimes(style, delay);
    if (expected === null) return [];
    const network = make({ delay: (from, to) => Math.round(delay(from, to) * 1_000) });
    network.submit('a', 1);
    network.run(20 * SECOND);
    return EVERYONE.flatMap((node) => {
      const at = ((network.decisionsOf(node)[0]?.at ?? NaN) - TICK) / 1_000;
      return Math.abs(at / expected[node]! - 1) <= TOLERANCE ? []
        : [`node ${node} decides after ${at} ms, not ${expected[node]}`];
    });
  };
}

/** Milliseconds by node; null where the style's first leader depends on more than this file knows. */
function expectedTimes(style: BftStyle, delay: Delay): number[] | null {
  const quorum = byzantineQuorum(MEMBERS);
  switch (style) {
    case 'pbft': return pbftTimes(delay, quorum);
    // Height 1, round 0: the leader is member 1.
    case 'tendermint': return qbftCommitTimes(MEMBERS, 1, quorum, delay);
    case 'hotstuff-basic': {
      const trip = nth(EVERYONE.map((node) => (node === 1 ? 0 : delay(1, node) + delay(node, 1))), quorum);
      return EVERYONE.map((node) => 3 * trip + (node === 1 ? 0 : delay(1, node)));
    }
    case 'hotstuff-chained': {
      const trip = nth(EVERYONE.map((node) => (node === 0 ? 0 : delay(0, node) + delay(node, 0))), quorum);
      // The block and the three nodes on it: the fourth proposal carries the certificate of the third.
      return EVERYONE.map((node) => 3 * trip + (node === 0 ? 0 : delay(0, node)));
    }
  }
}

/** A backup prepares when it has heard the primary, member 0; 2f PREPAREs of backups, 2f + 1 COMMITs. */
function pbftTimes(delay: Delay, quorum: number): number[] {
  const way: Delay = (from, to) => (from === to ? 0 : delay(from, to));
  const heard = EVERYONE.map((node) => way(0, node));
  const prepared = EVERYONE.map((node) => Math.max(heard[node]!,
    nth(EVERYONE.slice(1).map((peer) => heard[peer]! + way(peer, node)), quorum - 1)));
  return EVERYONE.map((node) => Math.max(prepared[node]!,
    nth(EVERYONE.map((peer) => prepared[peer]! + way(peer, node)), quorum)));
}

/** Whoever would propose first is gone, and the others decide before long. */
function outlivesItsLeader(make: Make): string[] {
  return [0, 1].flatMap((gone) => {
    const network = make();
    network.crash(gone);
    const others = EVERYONE.filter((node) => node !== gone);
    network.submit('a', 1, others);
    network.run(60 * SECOND);
    return others.filter((node) => network.decisionsOf(node).length === 0)
      .map((node) => `node ${node} does not outlive node ${gone}`);
  });
}

/** Twenty blocks, five times what PBFT's log holds between checkpoints. */
function goesOn(make: Make): string[] {
  const network = make();
  for (let block = 0; block < 20; block += 1) network.submit(`t${block}`, 1 + block * 5 * SECOND);
  network.run(200 * SECOND);
  return EVERYONE.filter((node) => network.decisionsOf(node).length < 20)
    .map((node) => `node ${node} decides ${network.decisionsOf(node).length} of 20 blocks`);
}

/** One that was away while three blocks were decided has them soon after it is back. */
function catchesUp(make: Make): string[] {
  const network = make();
  network.submit('first', 1);
  network.run(20 * SECOND);
  network.crash(3);
  ['a', 'b', 'c'].forEach((name, index) =>
    network.submit(name, (21 + index * 20) * SECOND, [0, 1, 2]));
  network.run(120 * SECOND);
  network.restart(3);
  network.run(125 * SECOND);
  const [all, missed] = [network.decisionsOf(0).length, network.decisionsOf(3).length];
  return all === 4 && missed === all ? [] : [`a node that was down has ${missed} of ${all} blocks`];
}
