import { assert } from '../../kernel/assert.ts';
import type { Protocol } from '../protocol.ts';
import type { PersistedRaft } from '../raft-durable.ts';
import { RaftInvariants } from '../raft-invariants.ts';
import type { RaftMessage } from '../raft-messages.ts';
import type { RaftEffects } from '../raft-options.ts';
import { raft } from '../raft.ts';
import { ChainApplication } from './chain-application.ts';
import { Cuts } from './cuts.ts';
import { EventLoop, NodeTimers } from './event-loop.ts';

export interface RaftNetworkOptions {
  readonly members: number;
  /** One-way delay, µs; 10 ms unless said. Heartbeats always take `pulse`. */
  readonly delay?: (from: number, to: number, message: RaftMessage, sentAt: number) => number;
  readonly pulse?: (from: number, to: number) => number;
  readonly timeout?: (member: number, term: number) => number;
  readonly preVote?: boolean;
  readonly idle?: 'closed-form' | 'simulated';
  readonly emptyBlocks?: boolean;
  readonly firstHeight?: number;
  readonly skew?: (member: number) => number;
  readonly tamper?: (from: number, to: number, message: RaftMessage) => RaftMessage | null;
}

interface Node {
  readonly member: number;
  application: ChainApplication;
  protocol: Protocol<RaftMessage> | null;
  readonly timers: NodeTimers;
  disk: PersistedRaft | null;
  /** What came while it was paused, in order; null: it runs. */
  held: (() => void)[] | null;
}

export const RAFT_TIMES = {
  blockIntervalMicros: 2_000_000, heartbeatMicros: 500_000,
  electionTimeoutMinMicros: 5_000_000, electionTimeoutMaxMicros: 10_000_000,
};

export const SECOND = 1_000_000;

/** Node 0 is the first to doubt, in every term. */
export const zeroFirst = (member: number): number => (5 + member) * SECOND;

/** A Raft network on an event loop of its own: crashes, pauses, cuts, lost disks; it judges. */
export class RaftNetwork extends EventLoop {
  readonly decisions: { member: number; height: number; term: number; digest: string; at: number }[] = [];
  readonly outcomes: string[] = [];
  readonly sent: { at: number; from: number; to: number; message: RaftMessage }[] = [];
  readonly counts = new Map<string, number>();
  readonly invariants: RaftInvariants;
  private readonly options: RaftNetworkOptions;
  private readonly nodes: Node[] = [];
  private readonly cuts = new Cuts();
  private isResting = false;
  /** What was decided at each height, by whoever decided first. */
  private readonly digests = new Map<number, string>();

  constructor(options: RaftNetworkOptions) {
    super(5_000_000);
    this.options = options;
    this.invariants = new RaftInvariants(options.members);
    for (let member = 0; member < options.members; member += 1) {
      const node: Node = { member, application: new ChainApplication(member), protocol: null,
        timers: new NodeTimers(), disk: null, held: null };
      this.nodes.push(node);
      node.protocol = this.create(node, false);
    }
    for (const { protocol, member } of this.nodes) protocol!.start(this.local(member));
  }

  application(member: number): ChainApplication {
    return this.nodes[member]!.application;
  }

  status(member: number): ReturnType<Protocol<RaftMessage>['status']> {
    return this.nodes[member]!.protocol!.status();
  }

  leaders(): number[] {
    return this.nodes.filter(({ protocol }) => protocol?.status().phase === 'leader')
      .map(({ member }) => member);
  }

  get leader(): number {
    const [leader, ...more] = this.leaders();
    assert(leader !== undefined && more.length === 0, 'there is one leader');
    return leader;
  }

  /** The people of one member ask for another to be added or dropped. */
  wish(member: number, choice: 'add' | 'drop', server: number, at = this.now): void {
    const node = this.nodes[member]!;
    this.at(at, () => this.whenAwake(node, () =>
      node.protocol?.onWish?.(server, choice, this.local(member))));
  }

  /** Who counts, by the latest configuration in a node's log. */
  servers(member: number): readonly number[] {
    return this.nodes[member]!.disk?.log.findLast(({ servers }) => servers !== undefined)?.servers
      ?? this.nodes.map((each) => each.member);
  }

  submit(transaction: string, at = this.now, members?: readonly number[]): void {
    for (const node of this.nodes) {
      if (members !== undefined && !members.includes(node.member)) continue;
      this.at(at, () => this.whenAwake(node, () => {
        if (!node.application.submit(transaction)) return;
        node.protocol?.onPending(this.local(node.member));
      }));
    }
  }

  /** The chain stays on the disk with the log; timers and what was not written are gone. */
  crash(member: number, losesDisk = false): void {
    this.stir();
    const node = this.nodes[member]!;
    node.protocol = null;
    node.timers.clear();
    node.held = null;
    if (!losesDisk) return;
    node.disk = null;
    node.application = new ChainApplication(member);
  }

  restart(member: number, learner = false): void {
    this.stir();
    const node = this.nodes[member]!;
    assert(node.protocol === null, 'only a crashed node restarts');
    node.protocol = this.create(node, learner);
    node.protocol.start(this.local(member));
  }

  pause(member: number): void {
    this.stir();
    this.nodes[member]!.held ??= [];
  }

  resume(member: number): void {
    this.stir();
    const node = this.nodes[member]!;
    const held = node.held ?? [];
    node.held = null;
    for (const run of held) run();
  }

  /** Holds what is sent one way, as a stream that reconnects does; heartbeats are lost. */
  cutOneWay(from: number, to: number): void {
    this.stir();
    this.cuts.cutOneWay(from, to);
  }

  cut(a: number, b: number): void {
    this.cutOneWay(a, b);
    this.cutOneWay(b, a);
  }

  heal(a: number, b: number): void {
    this.stir();
    this.cuts.heal(a, b);
  }

  healAll(): void {
    this.stir();
    this.cuts.healAll();
  }

  countIdle(): void {
    for (const { protocol, member } of this.nodes) protocol?.countIdle(this.local(member));
  }

  decisionsOf(member: number): { height: number; digest: string; at: number }[] {
    return this.decisions.filter((decision) => decision.member === member);
  }

  sentOf(kind: RaftMessage['kind']): { at: number; from: number; to: number; message: RaftMessage }[] {
    return this.sent.filter(({ message }) => message.kind === kind);
  }

  private stir(): void {
    this.isResting = false;
    for (const { protocol, member } of this.nodes) protocol?.stir?.(this.local(member));
  }

  private settled(members: readonly number[]): void {
    if (this.isResting || this.options.idle === 'simulated') return;
    if (!this.cuts.isWhole || this.nodes.some(({ held }) => held !== null)) return;
    if (this.nodes.some(({ protocol, member }) => protocol && !members.includes(member))) return;
    this.isResting = true;
    const alive = members.filter((member) => this.nodes[member]!.protocol !== null);
    for (const { protocol, member } of this.nodes) protocol?.rest?.(alive, this.local(member));
  }

  private local(member: number): number {
    return this.now + (this.options.skew?.(member) ?? 0);
  }

  private whenAwake(node: Node, run: () => void): void {
    if (node.held) node.held.push(run);
    else if (node.protocol) run();
  }

  private create(node: Node, learner: boolean): Protocol<RaftMessage> {
    const { options } = this;
    const { member } = node;
    return raft({
      ...RAFT_TIMES, self: member, members: options.members, nameOf: (each) => `${each}`,
      emptyBlocks: options.emptyBlocks ?? false, idle: options.idle ?? 'closed-form',
      preVote: options.preVote ?? true, firstHeight: options.firstHeight ?? 1,
      electionTimeout: (term) => options.timeout?.(member, term)
        ?? 5_000_000 + ((member * 7 + term * 13) % 17) * 290_000,
      restored: node.disk, learner, witness: this.invariants,
    }, node.application, this.effects(node));
  }

  private effects(node: Node): RaftEffects {
    const { member } = node;
    return {
      send: (to, message) => this.send(node, to, message),
      broadcast: (message) => this.nodes.forEach((_peer, to) => {
        if (to !== member) this.send(node, to, message);
      }),
      pulse: (to, message, sentAtLocal) => {
        const sentAt = sentAtLocal - (this.local(member) - this.now);
        const arrives = sentAt + (this.options.pulse?.(member, to) ?? 10_000);
        if (arrives < this.now) return false;
        const changed = this.options.tamper ? this.options.tamper(member, to, message) : message;
        if (changed === null || this.cuts.isCut(member, to)) return true;
        this.at(arrives, () => {
          if (!this.cuts.isCut(member, to)) this.arrive(member, to, changed);
        });
        return true;
      },
      settled: (members) => this.settled(members),
      stir: () => this.stir(),
      setTimer: (timer, atLocal) => {
        const { isSet, take } = node.timers.set(timer);
        const at = Math.max(this.now, atLocal - (this.local(member) - this.now));
        this.at(at, () => {
          if (!isSet()) return;
          this.whenAwake(node, () => {
            if (take()) node.protocol!.onTimer(timer, this.local(member));
          });
        });
      },
      cancelTimer: (timer) => node.timers.cancel(timer),
      persist: (state) => {
        node.disk = { ...state, log: [...state.log] };
      },
      decide: (height, payload, certificate) => {
        const known = this.digests.get(height) ?? payload.digest;
        assert(known === payload.digest, 'nobody decides another block at a height');
        this.digests.set(height, payload.digest);
        assert(node.application.accept(height, payload), 'what is decided is valid');
        node.application.decide(payload, certificate);
        this.decisions.push(
          { member, height, term: certificate.round, digest: payload.digest, at: this.now });
      },
      revert: () => assert(false, 'Raft takes nothing back'),
      record: (kind, values) => void this.outcomes.push(
        `${this.now} ${member} ${kind.name} ${JSON.stringify(values)}`),
      count: (name, n) => void this.counts.set(name, (this.counts.get(name) ?? 0) + n),
    };
  }

  private send(from: Node, to: number, original: RaftMessage): void {
    assert(to !== from.member, 'nobody sends to itself');
    const message = this.options.tamper
      ? this.options.tamper(from.member, to, original) : original;
    if (message === null) return;
    this.sent.push({ at: this.now, from: from.member, to, message });
    this.cuts.send(from.member, to, () => this.depart(from.member, to, message));
  }

  private depart(from: number, to: number, message: RaftMessage): void {
    const delay = this.options.delay?.(from, to, message, this.now) ?? 10_000;
    this.at(this.now + delay, () => {
      if (this.cuts.isCut(from, to)) this.cuts.send(from, to, () => this.depart(from, to, message));
      else this.arrive(from, to, message);
    });
  }

  private arrive(from: number, to: number, message: RaftMessage): void {
    const node = this.nodes[to]!;
    this.whenAwake(node, () => node.protocol?.onMessage(from, message, this.local(to)));
  }
}
