import type { Micros } from '../kernel/micros.ts';
import { BlockTimer } from './block-timer.ts';
import type { CliqueChain } from './clique-chain.ts';
import { sealBlock } from './clique-header.ts';
import type { CliqueBlock, CliqueHeader, Nonce } from './clique-header.ts';
import type { CliqueMessage } from './clique-messages.ts';
import { WIGGLE_MICROS } from './clique-options.ts';
import type { CliqueOptions } from './clique-options.ts';
import { consensusSealed } from './entries.ts';
import type { Application, Effects } from './protocol.ts';

export const WIGGLE_TIMER = 'wiggle';

interface SealingHost {
  readonly now: Micros;
  /** A block by this signer: it follows it and tells the others. */
  sealed(block: CliqueBlock): void;
  /** There is something to do on the head, and this signer may not do it. */
  stuck(): void;
}

/**
 * "Authorization strategies" of EIP-225: who is in turn signs at the exact time of the next block,
 * who is not waits a while longer, and who has signed lately leaves it to others.
 *
 * A network at rest makes no blocks. Times of the next block follow each other by the block period
 * from the head's timestamp on, whether or not there is something to put into one.
 */
export class Sealing {
  private readonly options: CliqueOptions;
  private readonly chain: CliqueChain;
  private readonly application: Application;
  private readonly effects: Effects<CliqueMessage>;
  private readonly host: SealingHost;
  private readonly blockTimer: BlockTimer;
  /** What it votes for whenever it signs, by whom it is about. */
  readonly proposals: Map<number, Nonce>;

  constructor(
    options: CliqueOptions,
    parts: { chain: CliqueChain; application: Application; effects: Effects<CliqueMessage> },
    host: SealingHost,
  ) {
    this.options = options;
    this.chain = parts.chain;
    this.application = parts.application;
    this.effects = parts.effects;
    this.host = host;
    this.blockTimer = new BlockTimer({ ...options, blockIntervalMicros: options.blockPeriodMicros },
      parts.effects);
    this.proposals = new Map(options.restored?.proposals ?? []);
  }

  /** There is another head. */
  restart(): void {
    this.blockTimer.stop();
    this.effects.cancelTimer(WIGGLE_TIMER);
    this.blockTimer.restart(this.chain.head.timestampMicros, this.isWanted);
  }

  onPending(): void {
    if (this.isWanted) this.blockTimer.onPending(this.host.now);
  }

  onTick(): void {
    if (!this.blockTimer.onTick(this.isWanted)) return;
    const { self } = this.options;
    const { head: { number, snapshot } } = this.chain;
    if (snapshot.problemOf(self) !== null) this.host.stuck();
    else if (snapshot.inTurn === self) this.seal();
    else {
      const most = snapshot.signers.length * WIGGLE_MICROS;
      this.effects.setTimer(WIGGLE_TIMER,
        this.host.now + this.options.below(most, 'clique-wiggle', number + 1));
    }
  }

  countIdle(): void {
    this.blockTimer.countIdle(this.host.now);
  }

  /** The time of the next block has come and it is this signer's to make. */
  seal(): void {
    const { self, names, keyring, epochBlocks } = this.options;
    const { head, parent } = this.chain;
    const number = head.number + 1;
    const isCheckpoint = number % epochBlocks === 0;
    const [beneficiary, nonce] = (isCheckpoint ? null : this.vote()) ?? [null, 'drop'];
    const isNew = this.isUncast(beneficiary) || this.application.hasPending(parent);
    const payload = this.application.propose(number, this.host.now, parent);
    const header: CliqueHeader = {
      number, parent: head.hash, timestampMicros: this.host.now,
      difficulty: head.snapshot.difficultyOf(self), beneficiary, nonce,
      vanity: isNew ? 'new' : 'confirming',
      signers: isCheckpoint ? head.snapshot.signers : null, payload: payload.digest,
    };
    this.effects.record(consensusSealed, { height: number, difficulty: header.difficulty,
      digest: payload.digest, parent: parent?.digest ?? '', transactionsBytes: payload.bytes,
      about: names[beneficiary ?? -1] ?? '', vote: beneficiary === null ? '' : nonce });
    this.host.sealed(sealBlock(header, payload, (each) => keyring.sign(each)));
  }

  /** Something waits, or one of the last blocks has still to be confirmed, or a tie to be broken. */
  private get isWanted(): boolean {
    const { chain } = this;
    return this.application.hasPending(chain.parent) || this.hasVote || chain.isTied
      || chain.undecided.some(({ block }) => block!.seal.body.vanity === 'new');
  }

  /** A vote of this signer is not on the chain, and would count there. */
  private get hasVote(): boolean {
    const { snapshot } = this.chain.head;
    return snapshot.isSigner(this.options.self) && this.counting.some(([about]) => this.isUncast(about));
  }

  /** It is said again in each of its blocks, and is new in the first alone. */
  private isUncast(about: number | null): boolean {
    const { self } = this.options;
    return about !== null && !this.chain.head.snapshot.votes.some(
      ({ signer, beneficiary }) => signer === self && beneficiary === about);
  }

  /** The proposals that would change something, by number. */
  private get counting(): (readonly [number, Nonce])[] {
    const { snapshot } = this.chain.head;
    return [...this.proposals].filter(([about, nonce]) =>
      snapshot.isSigner(about) === (nonce === 'drop')).sort(([a], [b]) => a - b);
  }

  /** "The signing code can then pick a random proposal for every block it signs and inject it." */
  private vote(): readonly [number, Nonce] | null {
    const { counting } = this;
    if (counting.length === 0) return null;
    const picked = this.options.below(counting.length, 'clique-vote', this.chain.head.number + 1);
    return counting[picked] ?? null;
  }
}
