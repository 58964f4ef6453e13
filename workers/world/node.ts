import type { Kernel } from '../kernel/kernel.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row } from '../kernel/trace.ts';
import { assert } from '../kernel/assert.ts';
import type { Certificate, Effects, Payload, Protocol } from '../consensus/protocol.ts';
import type { QbftMessage } from '../consensus/qbft-messages.ts';
import type { Signed } from '../crypto/keys.ts';
import type { Block } from '../ledger/block.ts';
import { blockAppended } from '../ledger/entries.ts';
import type { AppliedTransaction, Replica } from '../ledger/replica.ts';
import type { Transaction } from '../ledger/transaction.ts';
import type { Vault } from '../health/vault.ts';
import { EVENT } from './event-kinds.ts';
import type { Parcel } from './parcel.ts';

/** How a node reaches the rest of the world; the world wires it. */
export interface NodeHost {
  readonly kernel: Kernel;
  send(from: number, to: number, kind: string, bytes: number, occasion: string, parcel: Parcel): void;
  /** Network indices of the other validators, and of clients this validator keeps up to date. */
  readonly validators: readonly number[];
  clientsOf(validator: number): readonly number[];
  observeDecision(node: number, height: number, payload: Payload, certificate: Certificate): void;
  appended(node: MemberNode, block: Block, applied: readonly AppliedTransaction[], row: Row): void;
}

/** One member of the network: its own replica, clock, vault and consensus state. */
export class MemberNode {
  /** Decrypted copies of other custodians' records this organisation keeps, by record id. */
  readonly copies = new Map<string, Uint8Array>();
  private protocol: Protocol<QbftMessage> | null = null;
  private readonly timers = new Map<string, number>();
  /** What consensus keeps through a crash. */
  private disk: unknown = null;
  readonly index: number;
  readonly name: string;
  /** How far this node's clock is ahead of true time, µs. */
  readonly skewMicros: Micros;
  readonly replica: Replica;
  readonly vault: Vault;
  private readonly host: NodeHost;

  constructor(
    identity: { index: number; name: string; skewMicros: Micros },
    parts: { replica: Replica; vault: Vault },
    host: NodeHost,
  ) {
    this.index = identity.index;
    this.name = identity.name;
    this.skewMicros = identity.skewMicros;
    this.replica = parts.replica;
    this.vault = parts.vault;
    this.host = host;
  }

  get localNow(): Micros {
    return this.host.kernel.now + this.skewMicros;
  }

  get validates(): boolean {
    return this.protocol !== null;
  }

  get round(): number {
    return this.protocol === null ? 0 : this.protocol.status().round;
  }

  /** Joins consensus as validator number `self`; the factory receives this node's hooks. */
  join(self: number, create: (effects: Effects<QbftMessage>) => Protocol<QbftMessage>): void {
    assert(this.protocol === null, 'a node joins consensus once');
    assert(this.host.validators[self] === this.index, 'a validator knows its own number');
    this.protocol = create(this.effects());
  }

  start(): void {
    this.protocol?.start(this.localNow);
  }

  /** At the run's end: the ticks that closed form skipped are counted up to now. */
  countIdle(): void {
    this.protocol?.countIdle(this.localNow);
  }

  /** A transaction reaches this node, from its own people or from a peer. */
  submit(transaction: Signed<Transaction>): boolean {
    if (!this.replica.submit(transaction)) return false;
    this.protocol?.onPending(this.localNow);
    return true;
  }

  receive(from: number, message: QbftMessage): void {
    const validator = this.host.validators.indexOf(from);
    assert(validator >= 0, 'consensus messages come from validators');
    this.protocol?.onMessage(validator, message, this.localNow);
  }

  fireTimer(timer: string): void {
    this.timers.delete(timer);
    this.protocol?.onTimer(timer, this.localNow);
  }

  /** A client follows the chain without a vote: it takes blocks that carry a certificate. */
  follow(block: Block, certificate: Certificate): void {
    if (block.header.height !== this.replica.height + 1) return;
    if (this.replica.accept(block.header.height, block)) this.append(block, certificate);
  }

  private effects(): Effects<QbftMessage> {
    const { host } = this;
    const deliver = (to: number, message: QbftMessage): void =>
      host.send(this.index, to, message.kind, message.bytes, message.occasion,
        { topic: 'consensus', message });
    return {
      send: (to, message) => {
        const index = host.validators[to];
        assert(index !== undefined, 'a message goes to a known validator');
        deliver(index, message);
      },
      broadcast: (message) => {
        for (const to of host.validators) if (to !== this.index) deliver(to, message);
      },
      setTimer: (timer, atLocalMicros) => this.setTimer(timer, atLocalMicros),
      cancelTimer: (timer) => this.cancelTimer(timer),
      decide: (height, payload, certificate) => this.decide(height, payload, certificate),
      persist: (state) => { this.disk = state; },
      record: (kind, values) => {
        // What is sent or decided next comes from this outcome, and says so.
        host.kernel.cause = host.kernel.record(kind, this.name, values);
      },
      count: (name, n) => host.kernel.trace.count(name, n),
    };
  }

  private setTimer(timer: string, atLocalMicros: Micros): void {
    this.cancelTimer(timer);
    const { kernel } = this.host;
    const at = Math.max(kernel.now, atLocalMicros - this.skewMicros);
    this.timers.set(timer, kernel.schedule(at, EVENT.timer, this.index, 0, timer));
  }

  private cancelTimer(timer: string): void {
    const ticket = this.timers.get(timer);
    if (ticket === undefined) return;
    this.host.kernel.cancel(ticket);
    this.timers.delete(timer);
  }

  private decide(height: number, payload: Payload, certificate: Certificate): void {
    this.host.observeDecision(this.index, height, payload, certificate);
    const block = payload.body as Block;
    this.append(block, certificate);
    for (const client of this.host.clientsOf(this.index)) {
      this.host.send(this.index, client, 'block', payload.bytes, `block/${height}/${this.name}`,
        { topic: 'block', block, certificate });
    }
  }

  private append(block: Block, certificate: Certificate): void {
    const applied = this.replica.append(block, certificate);
    const { kernel } = this.host;
    const { header } = block;
    const row = kernel.record(blockAppended, this.name, {
      height: header.height, hash: block.hash, parent: header.parent, proposer: header.proposer,
      stateDigest: header.stateDigest, transactions: block.transactions.length,
      round: certificate.round,
    });
    kernel.within(row, () => this.host.appended(this, block, applied, row));
  }
}
