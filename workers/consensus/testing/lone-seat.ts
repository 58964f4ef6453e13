import { KeyRegistry } from '../../crypto/keys.ts';
import type { Keyring } from '../../crypto/keys.ts';
import type { Certificate, Payload, Protocol, Wire } from '../protocol.ts';
import { ChainApplication, payloadOf } from './chain-application.ts';
import type { TestSeat } from './test-network.ts';

/**
 * One validator of any protocol on a bench: the test plays all its peers, whose keys it holds, and
 * reads what the validator says, its timers and its decisions. For the tests that follow a paper.
 */
export class LoneSeat<M extends Wire> {
  readonly sent: { readonly to: number | 'all'; readonly message: M }[] = [];
  readonly timers = new Map<string, number>();
  readonly decided: { height: number; payload: Payload; certificate: Certificate }[] = [];
  /** The heights from which decisions were taken back. */
  readonly reverted: number[] = [];
  readonly outcomes: { kind: string; values: unknown }[] = [];
  readonly persisted: unknown[] = [];
  readonly counts = new Map<string, number>();
  readonly application: ChainApplication;
  readonly protocol: Protocol<M>;
  readonly registry = new KeyRegistry(1);
  readonly keyrings: readonly Keyring[];
  readonly members: number;
  now = 0;
  /** What the world does in the middle of a decision. */
  onDecided: () => void = () => undefined;

  constructor(options: {
    self: number; members?: number; restored?: unknown; emptyBlocks?: boolean;
    create: (seat: TestSeat<M>) => Protocol<M>;
  }) {
    const { self, members = 4, restored = null, emptyBlocks = false } = options;
    this.members = members;
    const names = Array.from({ length: members }, (_, member) => `validator-${member}`);
    this.keyrings = names.map((name) => this.registry.issue(name));
    this.application = new ChainApplication(self);
    this.protocol = options.create({
      self, members, names, keyring: this.keyrings[self]!, registry: this.registry,
      blockIntervalMicros: 2_000_000, requestTimeoutMicros: 4_000_000, emptyBlocks,
      idle: 'closed-form', firstHeight: 1, restored, isRestarted: restored !== null,
      application: this.application,
      effects: {
        send: (to, message) => void this.sent.push({ to, message }),
        broadcast: (message) => void this.sent.push({ to: 'all', message }),
        setTimer: (timer, at) => void this.timers.set(timer, at),
        cancelTimer: (timer) => void this.timers.delete(timer),
        decide: (height, payload, certificate) => {
          this.decided.push({ height, payload, certificate });
          this.application.decide(payload, certificate);
          this.onDecided();
        },
        revert: (height) => {
          this.application.revert(height);
          this.reverted.push(height);
        },
        persist: (state) => void this.persisted.push(state),
        record: (kind, values) => void this.outcomes.push({ kind: kind.name, values }),
        count: (name, n) => void this.counts.set(name, (this.counts.get(name) ?? 0) + n),
      },
    });
    this.protocol.start(0);
  }

  /** Something becomes pending and the next tick comes. */
  begin(transaction = 'a'): void {
    this.application.submit(transaction);
    this.protocol.onPending(this.now);
    this.fire('block');
  }

  fire(timer: string): void {
    const at = this.timers.get(timer);
    if (at === undefined) throw new Error(`the timer ${timer} is not set`);
    this.timers.delete(timer);
    this.now = at;
    this.protocol.onTimer(timer, at);
  }

  hear(from: number, message: M): void {
    this.protocol.onMessage(from, message, this.now);
  }

  hearAll(messages: readonly { from: number; message: M }[]): void {
    for (const { from, message } of messages) this.hear(from, message);
  }

  /** What was said of a kind, in order. */
  said<K extends M['kind']>(kind: K): (M & { kind: K })[] {
    return this.sent.map(({ message }) => message)
      .filter((message): message is M & { kind: K } => message.kind === kind);
  }

  /** A block that a proposer might put forward on what this validator has decided. */
  block(proposer: number, transactions: readonly string[] = ['a'],
    height = this.application.chain.length + 1): Payload {
    const parent = this.application.chain.at(-1)?.digest ?? 'genesis';
    return payloadOf({ height, parent, proposer, transactions });
  }
}
