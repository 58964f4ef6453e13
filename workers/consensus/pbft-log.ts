import type { Signed } from '../crypto/keys.ts';
import type { CommitBody, PrePrepareBody, PreparedProof, PrepareBody } from './pbft-messages.ts';
import type { Payload } from './protocol.ts';
import { VoteSet } from './vote-set.ts';

/** What a replica has heard and said about one sequence number in one view. */
export class ViewVotes {
  view = 0;
  prePrepare: Signed<PrePrepareBody> | null = null;
  /** It has accepted the PRE-PREPARE, and a backup has said PREPARE. */
  isAccepted = false;
  hasCommitted = false;
  readonly prepares: VoteSet<PrepareBody>;
  readonly commits: VoteSet<CommitBody>;

  constructor(members: number) {
    this.prepares = new VoteSet<PrepareBody>(members);
    this.commits = new VoteSet<CommitBody>(members);
  }

  clear(view: number): void {
    this.view = view;
    this.prePrepare = null;
    this.isAccepted = false;
    this.hasCommitted = false;
    this.prepares.clear();
    this.commits.clear();
  }
}

/** One sequence number of the log. The votes of its first view are kept when it is used again. */
export class Slot {
  sequence = 0;
  /** The proof of the highest view in which this replica has prepared it. */
  prepared: PreparedProof | null = null;
  private readonly payloads: Payload[] = [];
  private readonly first: ViewVotes;
  private later: Map<number, ViewVotes> | null = null;
  private readonly members: number;

  constructor(members: number) {
    this.members = members;
    this.first = new ViewVotes(members);
  }

  begin(sequence: number, view: number): void {
    this.sequence = sequence;
    this.prepared = null;
    this.payloads.length = 0;
    this.first.clear(view);
    this.later = null;
  }

  at(view: number): ViewVotes {
    if (view === this.first.view) return this.first;
    this.later ??= new Map<number, ViewVotes>();
    let votes = this.later.get(view);
    if (votes === undefined) {
      votes = new ViewVotes(this.members);
      votes.view = view;
      this.later.set(view, votes);
    }
    return votes;
  }

  findView(isSought: (votes: ViewVotes) => boolean): ViewVotes | undefined {
    if (isSought(this.first)) return this.first;
    if (this.later === null) return undefined;
    for (const votes of this.later.values()) if (isSought(votes)) return votes;
    return undefined;
  }

  payloadOf(digest: string): Payload | null {
    return this.payloads.find((payload) => payload.digest === digest) ?? null;
  }

  /** A wrong body under the right digest gives way to the next one heard. */
  keep(payload: Payload): void {
    if (this.payloadOf(payload.digest) === null) this.payloads.push(payload);
  }

  drop(payload: Payload): void {
    this.payloads.splice(this.payloads.indexOf(payload), 1);
  }
}

/** The message log of section 4: everything above the last stable checkpoint. */
export class Log {
  private readonly slots = new Map<number, Slot>();
  /** Looked for last, and as a rule next: most messages are about one block. */
  private recent: Slot | null = null;
  /** No slot is above it. */
  private highest = -1;
  private readonly idle: Slot[] = [];
  /** `prepared`, as long as it holds. */
  private proofs: PreparedProof[] | null = null;
  private readonly members: number;

  constructor(members: number) {
    this.members = members;
  }

  /** `view` is the view the replica is in, in which nearly all its votes will be. */
  slot(sequence: number, view: number): Slot {
    const found = this.find(sequence);
    if (found !== undefined) return found;
    const slot = this.idle.pop() ?? new Slot(this.members);
    slot.begin(sequence, view);
    this.slots.set(sequence, slot);
    this.highest = Math.max(this.highest, sequence);
    return slot;
  }

  find(sequence: number): Slot | undefined {
    if (sequence > this.highest) return undefined;
    if (this.recent?.sequence === sequence) return this.recent;
    const slot = this.slots.get(sequence);
    if (slot !== undefined) this.recent = slot;
    return slot;
  }

  /**
   * The P of a VIEW-CHANGE, by sequence number. To this list something may still be added, nothing
   * else: whoever keeps it keeps how long it was.
   */
  get prepared(): readonly PreparedProof[] {
    if (this.proofs === null) {
      const found: PreparedProof[] = [];
      for (const { prepared } of this.slots.values()) if (prepared !== null) found.push(prepared);
      this.proofs = found.sort((a, b) => a.prePrepare.body.sequence - b.prePrepare.body.sequence);
    }
    return this.proofs;
  }

  /** The block of the last proof in P, which a VIEW-CHANGE carries. */
  get lastPrepared(): Payload | null {
    const last = this.prepared.at(-1)?.prePrepare.body;
    return last === undefined ? null : this.find(last.sequence)?.payloadOf(last.digest) ?? null;
  }

  /** A slot has been prepared in a higher view than before. */
  notePrepared(slot: Slot, proof: PreparedProof): void {
    slot.prepared = proof;
    const last = this.proofs?.at(-1)?.prePrepare.body.sequence ?? -1;
    if (last < proof.prePrepare.body.sequence) this.proofs?.push(proof);
    else this.proofs = null;
  }

  /** Section 4.3: "discards all messages with sequence number less than or equal to n". */
  discardUpTo(sequence: number): void {
    this.proofs = null;
    this.recent = null;
    for (const [at, slot] of this.slots) {
      if (at > sequence) continue;
      this.slots.delete(at);
      this.idle.push(slot);
    }
  }
}
