import { KeyRegistry } from '../../crypto/keys.ts';
import type { Keyring } from '../../crypto/keys.ts';
import { assert } from '../../kernel/assert.ts';
import { Invariants } from '../invariants.ts';
import type { Application, Certificate, Effects, Payload, Protocol, Wire } from '../protocol.ts';
import { qbft } from '../qbft.ts';
import type { QbftMessage } from '../qbft-messages.ts';
import type { PersistedQbft } from '../qbft-persisted.ts';
import { ChainApplication } from './chain-application.ts';
import { Cuts } from './cuts.ts';
import { EventLoop, NodeTimers } from './event-loop.ts';

type Delay<M> = (from: number, to: number, message: M, sentAt: number) => number;

/** What a protocol under test is made from; QBFT unless `create` says otherwise. */
export interface TestSeat<M extends Wire> {
  readonly self: number;
  readonly members: number;
  readonly names: readonly string[];
  readonly keyring: Keyring;
  readonly registry: KeyRegistry;
  readonly blockIntervalMicros: number;
  readonly requestTimeoutMicros: number;
  readonly emptyBlocks: boolean;
  readonly idle: 'closed-form' | 'simulated';
  readonly firstHeight: number;
  readonly restored: unknown;
  readonly isRestarted: boolean;
  readonly application: Application;
  readonly effects: Effects<M>;
}

export interface TestNetworkOptions<M extends Wire = QbftMessage> {
  readonly create?: (seat: TestSeat<M>) => Protocol<M>;
  readonly members: number;
  /** What is checked at every decision; the promises of a Byzantine protocol unless said. */
  readonly invariants?: Invariants;
  /** One-way delay, µs; 10 ms unless said. */
  readonly delay?: Delay<M>;
  readonly blockIntervalMicros?: number;
  readonly requestTimeoutMicros?: number;
  readonly emptyBlocks?: boolean;
  readonly idle?: 'closed-form' | 'simulated';
  readonly firstHeight?: number;
  /** Local minus true time of a validator, µs. */
  readonly skew?: (member: number) => number;
  /**
   * Validators that run two honest copies under one key, each heard and answered by its own part
   * of the network: equivocation in all its forms ("Twins: BFT Systems Made Robust", Bano et al.
   * 2020). The function says which copy, 0 or 1, deals with a peer's copy.
   */
  readonly twins?: ReadonlyMap<number, (peer: number, peerCopy: number) => 0 | 1>;
  /** May replace or drop (null) what a validator puts on a link. */
  readonly tamper?: (from: number, to: number, message: M) => M | null;
}

export interface TestDecision {
  readonly member: number;
  readonly height: number;
  readonly round: number;
  readonly digest: string;
  readonly at: number;
}

interface Copy<M extends Wire> {
  readonly member: number;
  readonly copy: number;
  readonly application: ChainApplication;
  protocol: Protocol<M>;
  readonly timers: NodeTimers;
}

/** A network of validators on an event loop of its own, for tests. Links can be cut. */
export class ProtocolNetwork<M extends Wire> extends EventLoop {
  readonly decisions: TestDecision[] = [];
  /** Every outcome an honest validator records, as one line of text. */
  readonly outcomes: string[] = [];
  readonly sent = new Map<string, number>();
  readonly counts = new Map<string, number>();
  readonly invariants: Invariants;
  readonly registry = new KeyRegistry(1);
  readonly keyrings: readonly Keyring[];
  private readonly options: TestNetworkOptions<M>;
  private readonly names: readonly string[];
  private readonly copies: Copy<M>[] = [];
  private readonly crashed = new Set<number>();
  private readonly cuts = new Cuts();
  private readonly disks = new Map<Copy<M>, unknown>();

  constructor(options: TestNetworkOptions<M>) {
    super(2_000_000);
    this.options = options;
    const { members, firstHeight = 1 } = options;
    this.names = Array.from({ length: members }, (_, member) => `validator-${member}`);
    this.keyrings = this.names.map((name) => this.registry.issue(name));
    this.invariants = options.invariants ?? new Invariants({ members, firstHeight });
    for (let member = 0; member < members; member += 1) {
      this.copies.push(this.createCopy(member, 0));
      if (options.twins?.has(member)) this.copies.push(this.createCopy(member, 1));
    }
    for (const copy of this.copies) copy.protocol.start(this.localNow(copy.member));
  }

  application(member: number, copy = 0): ChainApplication {
    return this.find(member, copy).application;
  }

  protocol(member: number): Protocol<M> {
    return this.find(member, 0).protocol;
  }

  /** Hands a transaction to validators, all of them unless said, at a moment. */
  submit(transaction: string, at = this.now, members?: readonly number[]): void {
    for (const { member, copy } of this.copies) {
      if (members === undefined || members.includes(member)) {
        this.at(at, () => this.submitTo(member, copy, transaction));
      }
    }
  }

  submitTo(member: number, copy: number, transaction: string): void {
    if (this.crashed.has(member)) return;
    const { application, protocol } = this.find(member, copy);
    if (application.submit(transaction)) protocol.onPending(this.localNow(member));
  }

  crash(member: number): void {
    this.crashed.add(member);
  }

  /** Back with what its disk kept; the chain is on the disk too. */
  restart(member: number): void {
    assert(this.crashed.delete(member), 'only a crashed validator restarts');
    const copy = this.find(member, 0);
    copy.timers.clear();
    copy.protocol = this.createProtocol(
      copy, copy.application, copy.timers, { disk: this.disks.get(copy) ?? null, isRestarted: true });
    copy.protocol.start(this.localNow(member));
  }

  /** Unless it is down. */
  wishNow(member: number, choice: 'add' | 'drop' | 'none', about: number): void {
    if (this.crashed.has(member)) return;
    this.find(member, 0).protocol.onWish?.(about, choice, this.localNow(member));
  }

  cut(a: number, b: number): void {
    this.cuts.cut(a, b);
  }

  heal(a: number, b: number): void {
    this.cuts.heal(a, b);
  }

  decisionsOf(member: number): TestDecision[] {
    return this.decisions.filter((decision) => decision.member === member);
  }

  private find(member: number, copy: number): Copy<M> {
    const found = this.copies.find((one) => one.member === member && one.copy === copy);
    assert(found, 'the validator exists');
    return found;
  }

  private localNow(member: number): number {
    return this.now + (this.options.skew?.(member) ?? 0);
  }

  private createCopy(member: number, copy: number): Copy<M> {
    const application = new ChainApplication(member);
    const timers = new NodeTimers();
    const protocol = this.createProtocol(
      { member, copy }, application, timers, { disk: null, isRestarted: false });
    return { member, copy, application, protocol, timers };
  }

  private createProtocol(
    { member, copy }: Pick<Copy<M>, 'member' | 'copy'>, application: ChainApplication,
    timers: NodeTimers, { disk, isRestarted }: { disk: unknown; isRestarted: boolean },
  ): Protocol<M> {
    const { options } = this;
    const create = options.create ?? createQbft;
    return create({
      self: member,
      members: options.members,
      names: this.names,
      keyring: this.keyrings[member]!,
      registry: this.registry,
      blockIntervalMicros: options.blockIntervalMicros ?? 2_000_000,
      requestTimeoutMicros: options.requestTimeoutMicros ?? 4_000_000,
      emptyBlocks: options.emptyBlocks ?? false,
      idle: options.idle ?? 'closed-form',
      firstHeight: options.firstHeight ?? 1,
      restored: disk, isRestarted, application,
      effects: this.effects(() => this.find(member, copy), timers, application),
    });
  }

  private effects(
    self: () => Copy<M>, timers: NodeTimers, application: ChainApplication,
  ): Effects<M> {
    return {
      send: (to, message) => this.send(self(), to, message),
      broadcast: (message) => {
        const from = self().member;
        for (let to = 0; to < this.options.members; to += 1) {
          if (to !== from) this.send(self(), to, message);
        }
      },
      setTimer: (timer, atLocal) => {
        const { take } = timers.set(timer);
        // During construction the copy is not yet listed; timers are only set after that.
        const { member } = self();
        const trueAt = Math.max(this.now, atLocal - (this.options.skew?.(member) ?? 0));
        this.at(trueAt, () => {
          if (this.crashed.has(member) || !take()) return;
          self().protocol.onTimer(timer, this.localNow(member));
        });
      },
      cancelTimer: (timer) => timers.cancel(timer),
      decide: (height, payload, certificate) =>
        this.decided(self(), application, height, payload, certificate),
      revert: (height) => {
        application.revert(height);
        this.invariants.revert(self().member, height);
      },
      persist: (state) => {
        // The list of decisions is the validator's own and grows; all else is a copy already.
        const { decisions = [] } = state as { decisions?: readonly unknown[] };
        this.disks.set(self(), { ...(state as object), decisions: [...decisions] });
      },
      record: (kind, values) => {
        if (this.isHonest(self().member)) {
          this.outcomes.push(`${this.now} ${self().member} ${kind.name} ${JSON.stringify(values)}`);
        }
      },
      count: (name, n) => void this.counts.set(name, (this.counts.get(name) ?? 0) + n),
    };
  }

  private isHonest(member: number): boolean {
    return !this.options.twins?.has(member);
  }

  private decided(
    copy: Copy<M>, application: ChainApplication,
    height: number, payload: Payload, certificate: Certificate,
  ): void {
    application.decide(payload, certificate);
    if (!this.isHonest(copy.member)) return;
    this.decisions.push({
      member: copy.member, height, round: certificate.round, digest: payload.digest, at: this.now,
    });
    this.invariants.observe(copy.member, height, payload, certificate);
  }

  /** A copy of a twin sends to, and hears from, only those its rule assigns to it. */
  private send(from: Copy<M>, to: number, original: M): void {
    if (this.crashed.has(from.member)) return;
    const { tamper, twins } = this.options;
    const message = tamper ? tamper(from.member, to, original) : original;
    if (message === null) return;
    for (const peer of this.copies) {
      if (peer.member !== to) continue;
      const copyForPeer = twins?.get(from.member)?.(to, peer.copy) ?? 0;
      const copyForSender = twins?.get(to)?.(from.member, from.copy) ?? 0;
      if (copyForPeer === from.copy && copyForSender === peer.copy) {
        this.sent.set(message.kind, (this.sent.get(message.kind) ?? 0) + 1);
        this.deliver(from, peer, message);
      }
    }
  }

  private deliver(from: Copy<M>, to: Copy<M>, message: M): void {
    const delay = this.options.delay?.(from.member, to.member, message, this.now) ?? 10_000;
    this.at(this.now + delay, () => {
      if (this.cuts.isCut(from.member, to.member)) {
        this.cuts.send(from.member, to.member, () => this.deliver(from, to, message));
      } else if (!this.crashed.has(to.member)) {
        to.protocol.onMessage(from.member, message, this.localNow(to.member));
      }
    });
  }
}

/** The same for QBFT. */
export class TestNetwork extends ProtocolNetwork<QbftMessage> {}

function createQbft<M extends Wire>(seat: TestSeat<M>): Protocol<M> {
  const { application, effects, restored } = seat;
  const protocol: unknown = qbft({ ...seat, restored: restored as PersistedQbft | null },
    application, effects as unknown as Effects<QbftMessage>);
  return protocol as Protocol<M>;
}
