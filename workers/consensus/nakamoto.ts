import { assert } from '../kernel/assert.ts';
import { log } from '../kernel/log.ts';
import type { Micros } from '../kernel/micros.ts';
import { consensusConfirmed, consensusMined } from './entries.ts';
import { ForkChoice, pathAbove, pathFrom } from './fork-choice.ts';
import { hasWork, mineBlock } from './nakamoto-block.ts';
import type { NakamotoBlock, NakamotoNode } from './nakamoto-block.ts';
import { blocksMessage, versionMessage } from './nakamoto-messages.ts';
import type { GetBlocks, NakamotoMessage, Version } from './nakamoto-messages.ts';
import { COMPACT_MISSES_PERCENT } from './nakamoto-options.ts';
import type { NakamotoOptions, PersistedNakamoto } from './nakamoto-options.ts';
import type { Application, Effects, Protocol, Status } from './protocol.ts';
import { signerBitmap } from './seals.ts';

/** Blocks in one answer. */
export const BLOCKS_MAX = 500;

export const MINING_TIMER = 'mining';

/** Steps of the luck of one block: 2^32. */
const LUCK = 4_294_967_296;

/**
 * Proof of work: S. Nakamoto, "Bitcoin: A Peer-to-Peer Electronic Cash System", 2008, with blocks
 * relayed as in BIP 152 (M. Corallo, "Compact Block Relay", 2016).
 *
 *     header, work                     nakamoto-block.ts
 *     longest chain, confirmations     fork-choice.ts
 *     messages and their sizes         nakamoto-messages.ts
 *
 * Work is ideal: the time until a miner has done it is drawn, not spent (ADR 90). Departures: no
 * blocks while there is nothing to put into one or to confirm; the difficulty is constant.
 */
export function nakamoto(
  options: NakamotoOptions, application: Application, effects: Effects<NakamotoMessage>,
): Protocol<NakamotoMessage> {
  return new Nakamoto(options, application, effects);
}

class Nakamoto implements Protocol<NakamotoMessage> {
  // First, side by side, what most messages are answered by: each neighbour tells of each block.
  private hasStarted = false;
  /** A block that it knows, the last that was spoken of. */
  private knownHash: string;
  /** What it asked for last, while that has not come, and when it would ask for it again. */
  private askedHash: string | null = null;
  private askAgainAt: Micros = -Infinity;
  /** The same of what it asked for before that, where it still has not come. */
  private askedBefore: Map<string, Micros> | null = null;
  private readonly chain: ForkChoice<NakamotoNode>;
  private now: Micros = 0;
  private isMining = false;
  private readonly options: NakamotoOptions;
  private readonly application: Application;
  private readonly effects: Effects<NakamotoMessage>;
  private readonly peers: readonly number[];

  constructor(options: NakamotoOptions, application: Application, effects: Effects<NakamotoMessage>) {
    const { hashShare, confirmations, firstHeight = 1, restored } = options;
    assert(hashShare > 0 && hashShare <= 1, 'a miner does a part of the work');
    this.options = options;
    this.peers = options.peers
      ?? [...Array(options.members).keys()].filter((member) => member !== options.self);
    this.application = application;
    this.effects = effects;
    this.chain = new ForkChoice<NakamotoNode>(
      restored ?? { head: options.tree.genesis(firstHeight - 1), decided: firstHeight - 1 },
      {
        confirmations,
        // "If two nodes broadcast different versions of the next block simultaneously, … they work
        // on the first one they received, but save the other branch in case it becomes longer."
        isPreferred: (other, head) => other.totalDifficulty > head.totalDifficulty,
        decide: (node, head) => { this.decide(node, head); },
        nodes: options.tree.nodes,
      }, application, effects);
    this.knownHash = this.chain.head.hash;
  }

  start(nowLocal: Micros): void {
    assert(!this.hasStarted, 'a miner starts once');
    this.hasStarted = true;
    this.now = nowLocal;
    this.chain.resume();
    const { hash, totalDifficulty } = this.chain.head;
    if (this.options.isRestarted === true) {
      this.tell(versionMessage(hash, totalDifficulty, `${nowLocal}`));
    }
    this.mine();
  }

  onPending(nowLocal: Micros): void {
    this.now = nowLocal;
    this.mine();
  }

  onTimer(timer: string, nowLocal: Micros): void {
    assert(timer === MINING_TIMER, 'a miner has one timer');
    this.now = nowLocal;
    this.isMining = false;
    this.found();
  }

  onMessage(from: number, message: NakamotoMessage, nowLocal: Micros): void {
    assert(this.hasStarted, 'a miner receives messages after it has started');
    if (message.kind === 'inv') {
      const { hash } = message;
      if (hash === this.knownHash || (hash === this.askedHash && nowLocal < this.askAgainAt)) return;
    }
    this.now = nowLocal;
    switch (message.kind) {
      case 'compact-block': return this.uponCompact(from, message.block);
      case 'inv': return this.learn(from, message.hash);
      case 'version': return this.uponVersion(from, message);
      case 'get-blocks': return this.uponGetBlocks(from, message);
      case 'blocks':
        for (const block of message.blocks) this.uponBlock(from, block);
        // More than fits into one answer.
        if (!this.knows(message.hash)) this.ask(from, message.hash, true, message.blocks.at(-1)?.hash);
    }
  }

  /** Work is memoryless: nothing is counted while there is none. */
  countIdle(): void {}

  status(): Status {
    const { chain: { decided, head }, options: { self } } = this;
    return { height: decided + 1, round: 0, phase: this.isMining ? 'mining' : 'at rest', leader: self,
      leads: head.block?.header.miner === self };
  }

  /** "Each node works on finding a difficult proof-of-work for its block." */
  private mine(): void {
    if (this.isMining || !this.isWanted) return;
    this.isMining = true;
    const { below, hashShare, blockIntervalMicros } = this.options;
    // A Poisson process: exponential, whatever has gone before, and anew on every head.
    const luck = (below(LUCK, 'mining', this.chain.head.hash) + 1) / LUCK;
    const takes = Math.ceil(-log(luck) * (blockIntervalMicros / hashShare));
    this.effects.setTimer(MINING_TIMER, this.now + Math.max(1, takes));
  }

  private stopMining(): void {
    if (this.isMining) this.effects.cancelTimer(MINING_TIMER);
    this.isMining = false;
  }

  /** Something waits, or one of the last blocks has still to be confirmed, or a tie to be broken. */
  private get isWanted(): boolean {
    const { chain, application, options: { emptyBlocks } } = this;
    return emptyBlocks || application.hasPending(chain.parent) || chain.isTied
      || chain.undecided.some(({ block }) => block!.header.coinbase === 'new');
  }

  /** "When a node finds a proof-of-work, it broadcasts the block to all nodes." */
  private found(): void {
    const { chain, application, options: { self } } = this;
    const { head, parent } = chain;
    const number = head.number + 1;
    const coinbase = application.hasPending(parent) ? 'new' : 'confirming';
    const payload = application.propose(number, this.now, parent);
    const block = mineBlock(
      { number, parent: head.hash, miner: self, coinbase, payload: payload.digest }, payload);
    this.effects.record(consensusMined, { height: number, digest: payload.digest, parent: parent?.digest ?? '',
      transactionsBytes: payload.bytes });
    this.follow(this.options.tree.child(head, block));
    this.tell(this.options.said.compactBlock(block));
  }

  private uponCompact(from: number, block: NakamotoBlock): void {
    if (this.knows(block.hash)) return;
    const lacks = this.options.below(100, 'compact', block.hash) < COMPACT_MISSES_PERCENT;
    if (lacks) this.ask(from, block.hash, true);
    else this.uponBlock(from, block);
  }

  /** "Nodes accept the block only if all transactions in it are valid and not already spent." */
  private uponBlock(from: number, block: NakamotoBlock): void {
    const { hash, header } = block;
    if (this.knows(hash)) return;
    this.forget(hash);
    if (!hasWork(block)) return this.effects.count('consensus.forgeries', 1);
    const parent = this.chain.get(header.parent);
    if (parent === undefined) {
      if (!this.chain.has(header.parent)) return this.learn(from, hash);
      this.chain.refuseHash(hash);
      return this.effects.count('consensus.refusedBlocks', 1);
    }
    if (header.number !== parent.number + 1) {
      this.chain.refuseHash(hash);
      return this.effects.count('consensus.refusedBlocks', 1);
    }
    if (!this.follow(this.options.tree.child(parent, block))) return;
    // Whoever has no link to the miner hears of it from others.
    this.tell(this.options.said.inv(hash), from, header.miner);
  }

  /**
   * "Nodes express their acceptance of the block by working on creating the next block in the
   * chain, using the hash of the accepted block as the previous hash."
   */
  private follow(node: NakamotoNode): boolean {
    this.knownHash = node.hash;
    const isFollowed = this.chain.consider(node);
    if (isFollowed) {
      this.stopMining();
      const { head, decided } = this.chain;
      this.effects.persist({ head, decided } satisfies PersistedNakamoto);
    }
    this.mine();
    return isFollowed;
  }

  /** "If a node does not receive a block, it will request it when it … realizes it missed one." */
  private learn(from: number, hash: string): void {
    if (this.knows(hash)) return;
    const again = hash === this.askedHash ? this.askAgainAt : this.askedBefore?.get(hash) ?? -Infinity;
    if (this.now >= again) this.ask(from, hash, false);
  }

  /** For good or bad, which no block ceases to be. */
  private knows(hash: string): boolean {
    if (hash === this.knownHash) return true;
    if (hash === this.askedHash || !this.chain.has(hash)) return false;
    this.knownHash = hash;
    return true;
  }

  /** `above`: a block that it was given already, of a chain that it does not follow yet. */
  private ask(from: number, hash: string, isWhole: boolean, above?: string): void {
    if (hash !== this.askedHash) {
      if (this.askedHash !== null) (this.askedBefore ??= new Map()).set(this.askedHash, this.askAgainAt);
      this.askedHash = hash;
    }
    this.askAgainAt = this.now + this.options.askAgainMicros;
    this.effects.send(from, this.options.said.getBlocks(hash, this.chain.locatorAbove(above), isWhole));
  }

  /** It has come. */
  private forget(hash: string): void {
    if (hash === this.askedHash) this.askedHash = null;
    this.askedBefore?.delete(hash);
  }

  /** To those it is connected to, but for those who have it. */
  private tell(message: NakamotoMessage, from = -1, miner = -1): void {
    for (const to of this.peers) if (to !== from && to !== miner) this.effects.send(to, message);
  }

  private uponVersion(from: number, { hash, totalDifficulty }: Version): void {
    if (totalDifficulty < this.chain.head.totalDifficulty) {
      this.effects.send(from, this.options.said.inv(this.chain.head.hash));
    }
    this.learn(from, hash);
  }

  private uponGetBlocks(from: number, { hash, locator, isWhole }: GetBlocks): void {
    const { said } = this.options;
    const path = pathAbove(this.chain.get(hash), locator);
    const first = path[0]?.block;
    if (path.length > 1) {
      this.effects.send(from, blocksMessage(hash, path.slice(0, BLOCKS_MAX).map(({ block }) => block!)));
    } else if (first) this.effects.send(from, isWhole ? said.block(first) : said.compactBlock(first));
  }

  private decide(node: NakamotoNode, head: NakamotoNode): void {
    const { names, members } = this.options;
    const { number: height, block, payload } = node;
    const { signers, bitmap } = signersOnce(node, head, members);
    this.effects.record(consensusConfirmed, {
      height, signer: names[block!.header.miner] ?? '', difficulty: 1, digest: payload!.digest,
      signers: bitmap,
    });
    this.effects.decide(height, payload!, { height, round: 0, digest: payload!.digest, signers });
  }
}

interface Signers {
  readonly signers: readonly number[];
  readonly bitmap: string;
}

/** Every miner decides the same block, mostly under the same head: thousands of digits, written once. */
function signersOnce(node: NakamotoNode, head: NakamotoNode, members: number): Signers {
  if (LAST.node !== node || LAST.head !== head || LAST.members !== members) {
    const miners = pathFrom(node.parent!, head).map(({ block }) => block!.header.miner);
    const signers = [...new Set(miners)].sort((a, b) => a - b);
    Object.assign(LAST, { node, head, members, signers, bitmap: signerBitmap(signers, members) });
  }
  return LAST;
}

const LAST: Signers & { node: NakamotoNode | null; head: NakamotoNode | null; members: number } = {
  node: null, head: null, members: 0, signers: [], bitmap: '',
};
