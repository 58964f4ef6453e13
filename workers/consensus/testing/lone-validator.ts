import { KeyRegistry } from '../../crypto/keys.ts';
import type { Keyring, Signed } from '../../crypto/keys.ts';
import type { Certificate, Payload, Protocol } from '../protocol.ts';
import { qbft } from '../qbft.ts';
import type { Prepared } from '../ballots.ts';
import { Ballots } from '../ballots.ts';
import type { Commit, Prepare, PrepareBody, Proposal, QbftMessage, RoundChange, RoundChangeBody }
  from '../qbft-messages.ts';
import type { PersistedQbft } from '../qbft-persisted.ts';
import { ChainApplication, payloadOf } from './chain-application.ts';

/**
 * One validator on a bench: the test plays all its peers, whose keys it holds, and reads what the
 * validator says, its timers and its decisions. For the tests that follow the paper line by line.
 */
export class LoneValidator {
  readonly sent: { readonly to: number | 'all'; readonly message: QbftMessage }[] = [];
  readonly timers = new Map<string, number>();
  readonly decided: { height: number; payload: Payload; certificate: Certificate }[] = [];
  readonly outcomes: { kind: string; values: unknown }[] = [];
  readonly persisted: PersistedQbft[] = [];
  readonly counts = new Map<string, number>();
  readonly application: ChainApplication;
  readonly protocol: Protocol<QbftMessage>;
  readonly registry = new KeyRegistry(1);
  readonly keyrings: readonly Keyring[];
  readonly members: number;
  now = 0;
  /** What the world does in the middle of a decision. */
  onDecided: () => void = () => undefined;

  constructor(options: {
    self: number; members?: number; emptyBlocks?: boolean; restored?: PersistedQbft | undefined;
  }) {
    const { self, members = 4, emptyBlocks = false } = options;
    this.members = members;
    const names = Array.from({ length: members }, (_, member) => `validator-${member}`);
    this.keyrings = names.map((name) => this.registry.issue(name));
    this.application = new ChainApplication(self);
    this.protocol = qbft({
      self, members, names, keyring: this.keyrings[self]!, registry: this.registry,
      blockIntervalMicros: 2_000_000, requestTimeoutMicros: 4_000_000,
      emptyBlocks, idle: 'closed-form', restored: options.restored ?? null,
    }, this.application, {
      send: (to, message) => void this.sent.push({ to, message }),
      broadcast: (message) => void this.sent.push({ to: 'all', message }),
      setTimer: (timer, at) => void this.timers.set(timer, at),
      cancelTimer: (timer) => void this.timers.delete(timer),
      decide: (height, payload, certificate) => {
        this.decided.push({ height, payload, certificate });
        this.application.decide(payload, certificate);
        this.onDecided();
      },
      persist: (state) => void this.persisted.push(state as PersistedQbft),
      record: (kind, values) => void this.outcomes.push({ kind: kind.name, values }),
      count: (name, n) => void this.counts.set(name, (this.counts.get(name) ?? 0) + n),
    });
    this.protocol.start(0);
  }

  /** Something becomes pending and the next tick comes: the paper's Start(λ, value). */
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

  hear(from: number, message: QbftMessage): void {
    this.protocol.onMessage(from, message, this.now);
  }

  hearAll(messages: readonly { from: number; message: QbftMessage }[]): void {
    for (const { from, message } of messages) this.hear(from, message);
  }

  /** What was said of a kind, in order. */
  said<K extends QbftMessage['kind']>(kind: K): Extract<QbftMessage, { kind: K }>[] {
    return this.sent.map(({ message }) => message)
      .filter((message): message is Extract<QbftMessage, { kind: K }> => message.kind === kind);
  }

  /** A block that the leader of a round of a height might propose. */
  block(proposer: number, transactions: readonly string[] = ['a'], height = 1): Payload {
    const parent = this.application.chain.at(-1)?.digest ?? 'genesis';
    return payloadOf({ height, parent, proposer, transactions });
  }

  proposalOf(
    author: number, round: number, payload: Payload,
    roundChanges: readonly Signed<RoundChangeBody>[] = [],
    prepares: readonly Signed<PrepareBody>[] = [], height = 1,
  ): Proposal {
    return this.mint(author).broadcastProposal(height, round, payload, roundChanges, prepares);
  }

  prepareOf(author: number, round: number, payload: Payload, height = 1): Prepare {
    return this.mint(author).broadcastPrepare(height, round, payload.digest);
  }

  commitOf(author: number, round: number, payload: Payload, height = 1): Commit {
    return this.mint(author).broadcastCommit(height, round, payload.digest);
  }

  roundChangeOf(
    author: number, round: number, prepared: Prepared | null = null, height = 1,
  ): RoundChange {
    return this.mint(author).broadcastRoundChange(height, round, prepared);
  }

  /** The proof that a quorum of `authors` prepared a payload in a round. */
  preparedBy(
    authors: readonly number[], round: number, payload: Payload, height = 1,
  ): Prepared {
    const prepares = authors.map((author) =>
      this.prepareOf(author, round, payload, height).signed);
    return { round, payload, prepares };
  }

  private mint(author: number): Ballots {
    const silent = { ...NO_EFFECTS };
    return new Ballots(this.keyrings[author]!, silent);
  }
}

const NO_EFFECTS = {
  send: () => undefined,
  broadcast: () => undefined,
  setTimer: () => undefined,
  cancelTimer: () => undefined,
  decide: () => undefined,
  persist: () => undefined,
  record: () => undefined,
  count: () => undefined,
};
