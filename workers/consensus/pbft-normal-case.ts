import type { Signed } from '../crypto/keys.ts';
import type { Checkpoints } from './pbft-checkpoints.ts';
import type { Log, Slot, ViewVotes } from './pbft-log.ts';
import { commit, prepare, prePrepare } from './pbft-messages.ts';
import type { Commit, CommitBody, PbftMessage, PrePrepare, PrePrepareBody, Prepare, PrepareBody }
  from './pbft-messages.ts';
import { primaryOf } from './pbft-proofs.ts';
import type { Application, Effects, Payload } from './protocol.ts';
import type { SealedCertificate } from './seals.ts';
import type { SigningKey, Validators } from './validators.ts';

/** Views further from ours than this are first heard of by VIEW-CHANGE; bounds what we keep. */
export const VIEWS_AWAY_MAX = 8;

/** What surrounds the normal case: the view the replica is in, and what it has executed. */
export interface NormalCaseHost {
  readonly view: number;
  /** It has left a view and accepts nothing until the next one begins (section 4.4). */
  readonly isChanging: boolean;
  readonly executed: number;
  digestAt(sequence: number): string | null;
  persist(): void;
  /** A request of this view is in its hands: it waits for it to be executed. */
  working(): void;
  /** A commit certificate is there, and the block itself is not. */
  lacks(sequence: number, view: number): void;
  execute(payload: Payload, certificate: SealedCertificate<CommitBody>): void;
}

/** Section 4.2, normal-case operation: PRE-PREPARE, PREPARE, COMMIT, execution in order. */
export class NormalCase {
  private readonly self: number;
  private readonly validators: Validators;
  private readonly log: Log;
  private readonly checkpoints: Checkpoints;
  private readonly keyring: SigningKey;
  private readonly application: Application;
  private readonly effects: Effects<PbftMessage>;
  private readonly host: NormalCaseHost;
  /** Last found valid, so that a block is not executed again to be judged. */
  private validPayload: Payload | null = null;

  constructor(
    place: { self: number; validators: Validators },
    parts: {
      log: Log; checkpoints: Checkpoints; keyring: SigningKey; application: Application;
      effects: Effects<PbftMessage>;
    },
    host: NormalCaseHost,
  ) {
    this.self = place.self;
    this.validators = place.validators;
    this.log = parts.log;
    this.checkpoints = parts.checkpoints;
    this.keyring = parts.keyring;
    this.application = parts.application;
    this.effects = parts.effects;
    this.host = host;
  }

  /** "The primary assigns a sequence number and multicasts a pre-prepare message." */
  propose(payload: Payload): void {
    const { view, executed } = this.host;
    this.validPayload = payload;
    const message = prePrepare(this.keyring.sign<PrePrepareBody>({
      kind: 'pre-prepare', view, sequence: executed + 1, digest: payload.digest,
    }), payload);
    const slot = this.log.slot(executed + 1, view);
    const votes = slot.at(view);
    votes.prePrepare = message.signed;
    votes.isAccepted = true;
    slot.keep(payload);
    this.host.persist();
    this.effects.broadcast(message);
    this.uponPrepared(slot, votes);
  }

  receivePrePrepare(author: number, message: PrePrepare): void {
    const { view, sequence, digest } = message.signed.body;
    if (author !== this.primary(view) || message.payload.digest !== digest) return;
    const slot = this.slotFor(sequence, view);
    if (slot === null) return;
    const votes = slot.at(view);
    if (votes.prePrepare !== null) {
      if (votes.prePrepare.body.digest !== digest) this.countEquivocation();
      return;
    }
    votes.prePrepare = message.signed;
    slot.keep(message.payload);
    this.accept(slot, votes);
    this.executeCommitted();
  }

  receivePrepare(author: number, message: Prepare): void {
    const { view, sequence } = message.signed.body;
    // "2f prepares from different backups": the primary's PRE-PREPARE is its PREPARE.
    if (author === this.primary(view)) return;
    const slot = this.slotFor(sequence, view);
    if (slot === null) return;
    const votes = slot.at(view);
    const outcome = votes.prepares.add(author, message.signed);
    if (outcome === 'counted') this.uponPrepared(slot, votes);
    else if (outcome === 'equivocated') this.countEquivocation();
  }

  receiveCommit(author: number, message: Commit): void {
    const { view, sequence, digest } = message.signed.body;
    const slot = this.slotFor(sequence, view);
    if (slot === null) return;
    const { commits } = slot.at(view);
    const outcome = commits.add(author, message.signed);
    if (outcome === 'equivocated') this.countEquivocation();
    if (outcome === 'counted' && commits.count(digest) >= this.validators.quorum) {
      this.executeCommitted();
    }
  }

  /** Section 4.4: O is added to the log, and every backup multicasts a PREPARE for each. */
  proposedAgain(prePrepares: readonly Signed<PrePrepareBody>[], payload: Payload | null): void {
    const slots: Slot[] = [];
    for (const signed of prePrepares) {
      const { view, sequence, digest } = signed.body;
      const slot = this.slotFor(sequence, view);
      if (slot === null) continue;
      if (payload?.digest === digest) slot.keep(payload);
      const decided = this.host.digestAt(sequence);
      // Only more than f liars can ask for another block than the one that was executed.
      if (decided !== null && decided !== digest) continue;
      const votes = slot.at(view);
      votes.prePrepare = signed;
      votes.isAccepted = true;
      slots.push(slot);
    }
    if (slots.length > 0) this.host.persist();
    for (const slot of slots) this.sayPrepare(slot, slot.at(this.host.view));
    this.proceed();
  }

  /** Something below has been executed, or a view has begun: what was heard early counts now. */
  proceed(): void {
    const slot = this.log.find(this.host.executed + 1);
    if (slot !== undefined) this.accept(slot, slot.at(this.host.view));
    this.executeCommitted();
  }

  /** The block being decided in this view, or nothing yet. */
  get isWorking(): boolean {
    const slot = this.log.find(this.host.executed + 1);
    return slot !== undefined && slot.at(this.host.view).isAccepted;
  }

  /** The external validity of protocol.ts, once for each payload. */
  isValid(payload: Payload): boolean {
    if (payload === this.validPayload) return true;
    if (!this.application.accept(this.host.executed + 1, payload)) return false;
    this.validPayload = payload;
    return true;
  }

  /**
   * "A backup accepts the pre-prepare message provided …": here also that the block is valid,
   * which can be told once the block before it has been executed.
   */
  private accept(slot: Slot, votes: ViewVotes): void {
    const { host } = this;
    if (votes.isAccepted || votes.prePrepare === null || !this.isIn(votes.view)) return;
    if (slot.sequence !== host.executed + 1) return;
    const payload = slot.payloadOf(votes.prePrepare.body.digest);
    if (payload === null || !this.isValid(payload)) return;
    votes.isAccepted = true;
    host.working();
    host.persist();
    this.sayPrepare(slot, votes);
  }

  private sayPrepare(slot: Slot, votes: ViewVotes): void {
    if (this.primary(votes.view) !== this.self) {
      const { view, sequence, digest } = votes.prePrepare!.body;
      const message = prepare(
        this.keyring.sign<PrepareBody>({ kind: 'prepare', view, sequence, digest }));
      this.effects.broadcast(message);
      votes.prepares.add(this.self, message.signed);
    }
    this.uponPrepared(slot, votes);
  }

  /** prepared(m, v, n, i) */
  private isPrepared({ prePrepare: first, prepares }: ViewVotes): boolean {
    return first !== null && prepares.count(first.body.digest) >= this.validators.quorum - 1;
  }

  /** "Replica i multicasts a commit to the other replicas when prepared(m, v, n, i) becomes true." */
  private uponPrepared(slot: Slot, votes: ViewVotes): void {
    if (!votes.isAccepted || votes.hasCommitted || !this.isIn(votes.view)) return;
    if (!this.isPrepared(votes)) return;
    const { prePrepare: first, prepares } = votes;
    const { view, sequence, digest } = first!.body;
    this.log.notePrepared(slot, { prePrepare: first!, prepares: prepares.votesFor(digest) });
    votes.hasCommitted = true;
    this.host.persist();
    const message = commit(
      this.keyring.sign<CommitBody>({ kind: 'commit', view, sequence, digest }));
    this.effects.broadcast(message);
    this.receiveCommit(this.self, message);
  }

  /** "… executes the operation requested by m after committed-local(m, v, n, i) is true and i's
   * state reflects the sequential execution of all requests with lower sequence numbers." */
  private executeCommitted(): void {
    for (;;) {
      const slot = this.log.find(this.host.executed + 1);
      const votes = slot && this.committedIn(slot);
      if (slot === undefined || votes === undefined) return;
      const digest = votes.commits.digestWith(this.validators.quorum)!;
      const payload = slot.payloadOf(digest);
      if (payload === null || !this.isValid(payload)) {
        if (payload !== null) slot.drop(payload);
        this.host.lacks(slot.sequence, votes.view);
        return;
      }
      const { sequence: height } = slot;
      const signers = votes.commits.votersFor(digest);
      const seals = votes.commits.votesFor(digest);
      this.host.execute(payload, { height, round: votes.view, digest, signers, seals });
      const next = this.log.find(this.host.executed + 1);
      if (next !== undefined) this.accept(next, next.at(this.host.view));
    }
  }

  /**
   * committed-local(m, v, n, i): prepared, and 2f + 1 COMMITs. For a view it is not in, the COMMITs
   * alone convince it, as they convince anyone who was away.
   */
  private committedIn(slot: Slot): ViewVotes | undefined {
    return slot.findView((votes) => {
      const digest = votes.commits.digestWith(this.validators.quorum);
      if (digest === null) return false;
      return !this.isIn(votes.view)
        || (this.isPrepared(votes) && votes.prePrepare!.body.digest === digest);
    });
  }

  /** Between the watermarks, and of a view near enough to ours. */
  private slotFor(sequence: number, view: number): Slot | null {
    const { low, high } = this.checkpoints;
    if (sequence <= low || sequence > high) return null;
    if (Math.abs(view - this.host.view) > VIEWS_AWAY_MAX) return null;
    return this.log.slot(sequence, this.host.view);
  }

  private isIn(view: number): boolean {
    return view === this.host.view && !this.host.isChanging;
  }

  private primary(view: number): number {
    return primaryOf(view, this.validators.members);
  }

  private countEquivocation(): void {
    this.effects.count('consensus.equivocations', 1);
  }
}
