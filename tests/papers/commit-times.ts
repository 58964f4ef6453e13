/**
 * When a block is final at each node, from order statistics of sums of one-way delays alone. The
 * oracle: it imports nothing of the product, neither its protocols nor its network, has its own
 * generator and lets Math be Math.
 */

/** One-way delay in milliseconds of one message; asked once for each. */
export type Delay = (from: number, to: number) => number;

/** Moniz 2020, section 2, in its second form: ⌊(n + f) / 2⌋ + 1 with f = ⌊(n − 1) / 3⌋. */
export function byzantineQuorum(members: number): number {
  return Math.floor((members + Math.floor((members - 1) / 3)) / 2) + 1;
}

/** Ongaro and Ousterhout 2014, section 2: more than half. */
export function majority(members: number): number {
  return Math.floor(members / 2) + 1;
}

/**
 * QBFT, Algorithm 2: a validator prepares when the PRE-PREPARE has reached it, commits at a quorum
 * of PREPAREs, decides at a quorum of COMMITs, its own counted; neither before the PRE-PREPARE.
 * Milliseconds after the proposal, by node.
 */
export function qbftCommitTimes(members: number, leader: number, quorum: number, delay: Delay): number[] {
  const everyone = Array.from({ length: members }, (_, node) => node);
  const phase = (spoken: readonly number[], proposed: readonly number[]): number[] =>
    everyone.map((node) => Math.max(proposed[node]!, nth(
      everyone.map((peer) => spoken[peer]! + (peer === node ? 0 : delay(peer, node))), quorum)));
  const proposed = everyone.map((node) => (node === leader ? 0 : delay(leader, node)));
  return phase(phase(proposed, proposed), proposed);
}

/**
 * Raft, section 5.3: the leader commits when a majority, itself included, has the entry; a follower
 * learns it by the leader's next word, sent at the commit, or at its own answer where that is later.
 */
export function raftCommitTimes(members: number, leader: number, quorum: number, delay: Delay): number[] {
  const everyone = Array.from({ length: members }, (_, node) => node);
  const answered = everyone.map((node) =>
    (node === leader ? 0 : delay(leader, node) + delay(node, leader)));
  const committed = nth(answered, quorum);
  return answered.map((at, node) =>
    (node === leader ? committed : Math.max(committed, at) + delay(leader, node)));
}

/** The k-th smallest, from 1. */
export function nth(times: readonly number[], k: number): number {
  return [...times].sort((a, b) => a - b)[k - 1] ?? NaN;
}

/** Earliest, middle and latest node of a block. */
export function spread(times: readonly number[]): readonly [number, number, number] {
  return [nth(times, 1), nth(times, Math.ceil(times.length / 2)), nth(times, times.length)];
}

/** A law of delays around a mean, by a generator of its own (xorshift32, Marsaglia 2003). */
export function lawOf(name: 'constant' | 'uniform' | 'log-normal', share: number, seed: number):
(mean: number) => number {
  let state = (seed | 0) || 1;
  const unit = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
  if (name === 'constant') return (mean) => mean;
  if (name === 'uniform') return (mean) => mean * (1 + share * (2 * unit() - 1));
  const variance = Math.log(1 + share * share);
  return (mean) => {
    const normal = Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit());
    return mean * Math.exp(Math.sqrt(variance) * normal - variance / 2);
  };
}
