import { assert } from '../kernel/assert.ts';
import type { Micros } from '../kernel/micros.ts';
import { BLOCK_TIMER } from './block-timer.ts';
import { CliqueChain } from './clique-chain.ts';
import { isGenuine } from './clique-header.ts';
import type { CliqueBlock } from './clique-header.ts';
import { blocksMessage, getBlocks, headMessage, newBlock } from './clique-messages.ts';
import type { Blocks, CliqueMessage, GetBlocks, Head } from './clique-messages.ts';
import type { CliqueOptions, PersistedClique } from './clique-options.ts';
import { Sealing, WIGGLE_TIMER } from './clique-sealing.ts';
import type { CliqueNode } from './clique-tree.ts';
import { consensusDeadlocked } from './entries.ts';
import { pathAbove } from './fork-choice.ts';
import type { Application, Effects, Protocol, Status } from './protocol.ts';
import { Retransmission, RETRANSMISSION_TIMER } from './retransmission.ts';
import { Validators } from './validators.ts';

/** Blocks in one answer. */
export const BLOCKS_MAX = 64;

const HELD_TIMER = 'held';

/**
 * Clique: P. Szilágyi, "EIP-225: Clique proof-of-authority consensus protocol", 2017.
 *
 *     header, seal, difficulty         clique-header.ts
 *     signers, recents, votes          clique-snapshot.ts
 *     rules on fields, fork choice     clique-tree.ts
 *     confirmations, reorganisation    clique-chain.ts
 *     authorization strategies         clique-sealing.ts
 *     the deadlock                     clique-deadlock.ts
 *
 * Departures (ADR 94): no blocks while there is nothing to put into one or to confirm; a block from
 * the future waits until its time, as in go-ethereum; ties have a setting, since the EIP has no rule.
 */
export function clique(
  options: CliqueOptions, application: Application, effects: Effects<CliqueMessage>,
): Protocol<CliqueMessage> {
  return new Clique(options, application, effects);
}

class Clique implements Protocol<CliqueMessage> {
  private readonly options: CliqueOptions;
  private readonly effects: Effects<CliqueMessage>;
  private readonly validators: Validators;
  private readonly chain: CliqueChain;
  private readonly sealing: Sealing;
  private readonly again: Retransmission;
  /** Blocks whose time has not come by this signer's clock, and whom they came from. */
  private held: { readonly from: number; readonly block: CliqueBlock }[] = [];
  private isStuck = false;
  /** What was asked for last, and with which head: once is enough. */
  private asked = '';
  private hasStarted = false;
  now: Micros = 0;

  constructor(options: CliqueOptions, application: Application, effects: Effects<CliqueMessage>) {
    assert(options.names[options.self] === options.keyring.holder, 'a signer signs with its own key');
    this.options = options;
    this.effects = effects;
    this.validators = new Validators(options.names, options.registry);
    this.chain = new CliqueChain(options, application, effects);
    this.sealing = new Sealing(options, { chain: this.chain, application, effects }, this);
    this.again = new Retransmission(options.askAgainMicros, effects);
  }

  start(nowLocal: Micros): void {
    assert(!this.hasStarted, 'a signer starts once');
    this.hasStarted = true;
    this.now = nowLocal;
    this.chain.resume();
    if (this.options.isRestarted === true) this.sayHead();
    this.options.watch?.moves(this.options.self, this.chain.head);
    this.sealing.restart();
  }

  onPending(nowLocal: Micros): void {
    this.now = nowLocal;
    this.sealing.onPending();
  }

  onTimer(timer: string, nowLocal: Micros): void {
    this.now = nowLocal;
    if (timer === BLOCK_TIMER) this.sealing.onTick();
    else if (timer === WIGGLE_TIMER) this.sealing.seal();
    else if (timer === HELD_TIMER) this.release();
    else if (timer === RETRANSMISSION_TIMER) {
      this.asked = '';
      this.sayHead();
      this.again.repeat(nowLocal);
      // Somebody may have turned honest since, or not have come back.
      if (this.isStuck) this.reportDeadlock();
    }
  }

  onMessage(from: number, message: CliqueMessage, nowLocal: Micros): void {
    assert(this.hasStarted, 'a signer receives messages after it has started');
    this.now = nowLocal;
    switch (message.kind) {
      case 'new-block': return this.uponBlock(from, message.block);
      case 'head': return this.uponHead(from, message);
      case 'get-blocks': return this.uponGetBlocks(from, message);
      case 'blocks': return this.uponBlocks(from, message);
    }
  }

  onWish(about: number, choice: 'add' | 'drop' | 'none', nowLocal: Micros): void {
    this.now = nowLocal;
    const { proposals } = this.sealing;
    if (choice === 'none') proposals.delete(about);
    else proposals.set(about, choice === 'add' ? 'auth' : 'drop');
    this.persist();
    this.sealing.onPending();
  }

  countIdle(nowLocal: Micros): void {
    this.now = nowLocal;
    this.sealing.countIdle();
  }

  status(): Status {
    const { chain: { decided, head }, options: { self } } = this;
    const { snapshot } = head;
    const problem = snapshot.problemOf(self);
    const phase = this.isStuck ? 'waiting for others' : problem ?? (
      snapshot.inTurn === self ? 'in turn' : 'out of turn');
    return { height: decided + 1, round: 0, phase, leader: snapshot.inTurn };
  }

  sealed(block: CliqueBlock): void {
    const node = this.chain.add(block, this.options.self);
    assert(node !== null, 'a signer seals what the rules allow');
    this.follow(node);
    this.effects.broadcast(newBlock(block));
  }

  stuck(): void {
    this.isStuck = true;
    this.again.start(this.now);
    this.reportDeadlock();
  }

  private reportDeadlock(): void {
    const { watch, self, names } = this.options;
    const deadlock = watch?.stuck(self, this.chain.head) ?? null;
    if (deadlock === null) return;
    const whose = [...deadlock.heads.values()].map((sitting) =>
      sitting.map((member) => names[member]).join(', ')).join('; ');
    this.effects.record(consensusDeadlocked,
      { height: this.chain.head.number + 1, heads: deadlock.heads.size, whose });
  }

  private uponBlock(from: number, block: CliqueBlock): void {
    const { hash, seal } = block;
    if (this.chain.has(hash)) return;
    const author = isGenuine(block) ? this.validators.authorOf(seal, from) : -1;
    if (author < 0) return this.effects.count('consensus.forgeries', 1);
    if (seal.body.timestampMicros > this.now) return this.hold(from, block);
    if (!this.chain.has(seal.body.parent)) return this.ask(from, hash);
    const node = this.chain.add(block, author);
    if (node === null) return this.effects.count('consensus.refusedBlocks', 1);
    this.follow(node);
  }

  private follow(node: CliqueNode): void {
    if (!this.chain.consider(node)) return this.sealing.onPending();
    this.persist();
    this.isStuck = false;
    this.again.stop();
    this.options.watch?.moves(this.options.self, node);
    this.sealing.restart();
  }

  private hold(from: number, block: CliqueBlock): void {
    if (this.held.some((each) => each.block.hash === block.hash)) return;
    this.held.push({ from, block });
    this.held.sort((a, b) => a.block.seal.body.timestampMicros - b.block.seal.body.timestampMicros);
    this.effects.setTimer(HELD_TIMER, this.held[0]!.block.seal.body.timestampMicros);
  }

  private release(): void {
    const due = this.held.filter(({ block }) => block.seal.body.timestampMicros <= this.now);
    this.held = this.held.slice(due.length);
    for (const { from, block } of due) this.uponBlock(from, block);
    const [next] = this.held;
    if (next !== undefined) this.effects.setTimer(HELD_TIMER, next.block.seal.body.timestampMicros);
  }

  private uponHead(from: number, { hash, totalDifficulty }: Head): void {
    const { head } = this.chain;
    if (hash === head.hash) return;
    if (totalDifficulty <= head.totalDifficulty && head.block !== null) {
      this.effects.send(from, blocksMessage(head.hash, [head.block]));
    }
    if (!this.chain.has(hash)) this.ask(from, hash);
  }

  /** What is above the last block that both have, up to the one that is asked for. */
  private uponGetBlocks(from: number, { hash, locator }: GetBlocks): void {
    const blocks = pathAbove(this.chain.get(hash), locator).flatMap(({ block }) => block ?? []);
    if (blocks.length === 0) return;
    this.effects.send(from, blocksMessage(hash, blocks.slice(0, BLOCKS_MAX)));
  }

  private uponBlocks(from: number, { hash, blocks }: Blocks): void {
    for (const block of blocks) this.uponBlock(from, block);
    if (blocks.length === BLOCKS_MAX && !this.chain.has(hash)) this.ask(from, hash, blocks.at(-1)!.hash);
  }

  /** `above`: a block that it was given already, of a chain that it does not follow yet. */
  private ask(from: number, hash: string, above?: string): void {
    const locator = this.chain.locatorAbove(above);
    const key = `${hash} ${locator[0]}`;
    if (this.asked === key) return;
    this.asked = key;
    this.effects.send(from, getBlocks(hash, locator));
  }

  private sayHead(): void {
    const { hash, totalDifficulty } = this.chain.head;
    this.effects.broadcast(headMessage(hash, totalDifficulty, `${this.now}`));
  }

  private persist(): void {
    const { chain: { head, decided }, sealing: { proposals } } = this;
    this.effects.persist({ head, decided, proposals: [...proposals] } satisfies PersistedClique);
  }
}
