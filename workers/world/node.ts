import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { EntryKind, Row } from '../kernel/trace.ts';
import { assert } from '../kernel/assert.ts';
import { consensusElectionStarted, consensusLeaderDoubted, consensusLeaderElected,
  consensusLeaderFollowed, consensusLeaderStoodDown } from '../consensus/entries.ts';
import type { Certificate, Effects, Payload, Protocol } from '../consensus/protocol.ts';
import type { ConsensusMessage } from './parcel.ts';
import type { Signed } from '../crypto/keys.ts';
import type { Block } from '../ledger/block.ts';
import { blockAdopted, blockAppended, blockReverted } from '../ledger/entries.ts';
import type { Replica } from '../ledger/replica.ts';
import type { Transaction } from '../ledger/transaction.ts';
import type { Vault } from '../health/vault.ts';
import type { Beginning, NodeHost } from './node-host.ts';
import { NodeTimers } from './node-timers.ts';

type CreateProtocol = (beginning: Beginning) => Protocol<ConsensusMessage>;

/** Who leads, as this node sees it: what its heartbeats and its doubts come from. */
const STANDINGS: ReadonlySet<EntryKind> = new Set<EntryKind>([
  consensusElectionStarted, consensusLeaderDoubted, consensusLeaderElected,
  consensusLeaderFollowed, consensusLeaderStoodDown,
]);

/** One member of the network: its own replica, clock, vault and consensus state. */
export class MemberNode {
  /** Decrypted copies of other custodians' records this organisation keeps, by record id. */
  readonly copies = new Map<string, Uint8Array>();
  /** Sealed records of others that lie in the blocks this node has, by versioned name. */
  readonly sealed = new Map<string, Uint8Array>();
  /** Blocks that were final here and are not any more, by hash: what was known is still shown. */
  readonly takenBack = new Map<string, Block>();
  private protocol: Protocol<ConsensusMessage> | null = null;
  private readonly timers: NodeTimers;
  /** What consensus keeps through a crash. */
  private disk: unknown = null;
  readonly index: number;
  readonly name: string;
  /** How far this node's clock is ahead of true time, µs. */
  skewMicros: Micros;
  readonly vault: Vault;
  /** The outcome by which this node has the leader it has, or none. */
  standing: Row = NONE;
  private kept: Replica;
  private create: CreateProtocol | null = null;
  /** Its process: `paused` still has its memory, `down` has its disk. */
  private process: 'up' | 'paused' | 'down' = 'up';
  /** The clock that timers go by never jumps, whatever the clock on the wall does. */
  private readonly steadySkewMicros: Micros;
  private hasLostDisk = false;
  private readonly host: NodeHost;

  constructor(
    identity: { index: number; name: string; skewMicros: Micros },
    parts: { replica: Replica; vault: Vault },
    host: NodeHost,
  ) {
    this.index = identity.index;
    this.name = identity.name;
    this.skewMicros = identity.skewMicros;
    this.steadySkewMicros = identity.skewMicros;
    this.kept = parts.replica;
    this.vault = parts.vault;
    this.host = host;
    this.timers = new NodeTimers(host.kernel, identity.index);
  }

  /** Its own copy of the ledger; another object after its disk was lost. */
  get replica(): Replica {
    return this.kept;
  }

  /** Neither crashed nor paused: it sends and answers. */
  get isUp(): boolean {
    return this.process === 'up';
  }

  get isDown(): boolean {
    return this.process === 'down';
  }

  /** It lost its disk once, and with it what it promised to the others. */
  get lostDisk(): boolean {
    return this.hasLostDisk;
  }

  /** What a timer of this node reads; `localNow` is the time of day it believes. */
  get steadyNow(): Micros {
    return this.host.kernel.now + this.steadySkewMicros;
  }

  get localNow(): Micros {
    return this.host.kernel.now + this.skewMicros;
  }

  get validates(): boolean {
    return this.create !== null;
  }

  /** Joins consensus as validator number `self`; the factory receives this node's hooks. */
  join(self: number, create: CreateProtocol): void {
    assert(this.create === null, 'a node joins consensus once');
    assert(this.host.validators[self] === this.index, 'a validator knows its own number');
    this.create = create;
    this.begin(false);
  }

  start(): void {
    this.protocol?.start(this.steadyNow);
  }

  /** The process ends: what it had in memory is gone, its timers too. */
  crash(replica: Replica | null): void {
    assert(!this.isDown, 'a node crashes while it runs');
    this.process = 'down';
    this.protocol = null;
    this.timers.cancelAll();
    if (replica === null) return;
    this.disk = null;
    this.hasLostDisk = true;
    this.kept = replica;
  }

  restart(): void {
    assert(this.isDown, 'only a crashed node restarts');
    this.process = 'up';
    this.standing = this.host.kernel.cause;
    this.begin(true);
    this.start();
  }

  pause(): void {
    assert(this.isUp, 'only a running node pauses');
    this.process = 'paused';
  }

  resume(): void {
    assert(this.process === 'paused', 'only a paused node goes on');
    this.process = 'up';
  }

  /** It may have something to do of its own accord. */
  nudge(): void {
    this.protocol?.onPending(this.steadyNow);
  }

  /** Its people want another validator added or dropped, where its protocol has that. */
  wish(about: number, choice: 'add' | 'drop'): void {
    this.protocol?.onWish?.(about, choice, this.steadyNow);
  }

  rest(members: readonly number[]): void {
    this.protocol?.rest?.(members, this.steadyNow);
  }

  stir(): void {
    this.protocol?.stir?.(this.steadyNow);
  }

  /** At the run's end: the ticks that closed form skipped are counted up to now. */
  countIdle(): void {
    this.protocol?.countIdle(this.steadyNow);
  }

  /** A transaction reaches this node, from its own people or from a peer. */
  submit(transaction: Signed<Transaction>): boolean {
    if (!this.replica.submit(transaction)) return false;
    this.protocol?.onPending(this.steadyNow);
    return true;
  }

  receive(from: number, message: ConsensusMessage): void {
    const validator = this.host.validators.indexOf(from);
    assert(validator >= 0, 'consensus messages come from validators');
    this.protocol?.onMessage(validator, message, this.steadyNow);
  }

  /** False where it has been set anew or cancelled while the node was paused. */
  isSet(timer: string, setting: number): boolean {
    return this.timers.isSet(timer, setting);
  }

  fireTimer(timer: string): void {
    this.timers.fired(timer);
    this.protocol?.onTimer(timer, this.steadyNow);
  }

  /**
   * A client follows the chain without a vote: it takes blocks that carry a certificate, and takes
   * back what its validator has replaced.
   */
  follow(block: Block, certificate: Certificate): void {
    const { height, parent } = block.header;
    const { chain } = this.replica;
    if (this.host.safety.isProbabilistic && height <= chain.height
      && chain.blockAt(height).hash !== block.hash && chain.blockAt(height - 1).hash === parent) {
      this.revert(height);
    }
    if (height !== this.replica.height + 1) return;
    if (this.replica.accept(block.header.height, block)) this.append(block, certificate);
  }

  private begin(isRestarted: boolean): void {
    const { create, disk, hasLostDisk: lostDisk } = this;
    if (create === null) return;
    this.protocol = create({ effects: this.effects(), disk, lostDisk, isRestarted });
  }

  private effects(): Effects<ConsensusMessage> {
    const { host } = this;
    const deliver = (to: number, message: ConsensusMessage): void =>
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
      setTimer: (timer, atLocalMicros) =>
        this.timers.set(timer, atLocalMicros - this.steadySkewMicros, this.standing),
      cancelTimer: (timer) => this.timers.cancel(timer),
      decide: (height, payload, certificate) => this.decide(height, payload, certificate),
      adopt: (height, { digest: hash, body }) => {
        const { parent } = (body as Block).header;
        host.kernel.record(blockAdopted, this.name, { height, hash, parent });
      },
      revert: (height) => {
        host.safety.revert(host.validators.indexOf(this.index), height);
        this.revert(height);
      },
      persist: (state) => { this.disk = state; },
      record: (kind, values) => {
        // What is sent or decided next comes from this outcome, and says so.
        host.kernel.cause = host.kernel.record(kind, this.name, values);
        if (STANDINGS.has(kind)) this.standing = host.kernel.cause;
      },
      count: (name, n) => host.kernel.trace.count(name, n),
    };
  }

  private decide(height: number, payload: Payload, certificate: Certificate): void {
    const { safety, validators } = this.host;
    safety.observe(validators.indexOf(this.index), height, payload, certificate);
    const block = payload.body as Block;
    this.append(block, certificate);
    for (const client of this.host.clientsOf(this.index)) {
      this.host.send(this.index, client, 'block', payload.bytes, `block/${height}/${this.name}`,
        { topic: 'block', block, certificate });
    }
  }

  private revert(height: number): void {
    const { kernel } = this.host;
    const blocks = this.replica.revert(height);
    let row = kernel.cause;
    for (const block of [...blocks].reverse()) {
      const { hash, header, transactions } = block;
      this.takenBack.set(hash, block);
      row = kernel.record(blockReverted, this.name,
        { height: header.height, hash, transactions: transactions.length });
    }
    kernel.within(row, () => this.host.finality.reverted(this, blocks, row));
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
