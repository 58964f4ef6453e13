import { assert } from '../kernel/assert.ts';
import { RaftLog } from './raft-log.ts';
import type { LogEntry } from './raft-log.ts';

/** Persistent state of figure 2, and `applied`, since the chain itself is on the disk too. */
export interface PersistedRaft {
  readonly currentTerm: number;
  readonly votedFor: number | null;
  /** The node's own list, which it changes in place: a disk that keeps it must copy it. */
  readonly log: readonly LogEntry[];
  readonly applied: number;
  readonly learner: boolean;
}

/** What must be on the disk before a node answers (Ongaro & Ousterhout 2014, figure 2). */
export class Durable {
  currentTerm = 0;
  votedFor: number | null = null;
  /** The last entry whose block has been handed over. */
  applied = 0;
  readonly learner: boolean;
  readonly log: RaftLog;
  private readonly effects: { persist(state: PersistedRaft): void };

  constructor(
    start: { restored: PersistedRaft | null; learner: boolean; firstHeight: number; members: number },
    effects: { persist(state: PersistedRaft): void },
  ) {
    const { restored } = start;
    this.effects = effects;
    this.log = new RaftLog(restored?.log ?? [], start.firstHeight, start.members);
    this.learner = start.learner || (restored?.learner ?? false);
    if (restored === null) return;
    this.currentTerm = restored.currentTerm;
    this.votedFor = restored.votedFor;
    this.applied = restored.applied;
  }

  enterTerm(term: number): void {
    assert(term > this.currentTerm, 'terms only go up');
    this.currentTerm = term;
    this.votedFor = null;
    this.persist();
  }

  voteFor(candidate: number): void {
    assert(this.votedFor === null || this.votedFor === candidate, 'one vote a term');
    this.votedFor = candidate;
    this.persist();
  }

  append(entry: LogEntry): void {
    this.log.append(entry);
    this.persist();
  }

  /** Figure 2, AppendEntries, steps 3 and 4: drops what conflicts, adds what is new. */
  take(prevIndex: number, entries: readonly LogEntry[]): boolean {
    let changed = false;
    entries.forEach((entry, offset) => {
      const index = prevIndex + 1 + offset;
      if (this.log.termAt(index) === entry.term) return;
      if (index <= this.log.lastIndex) {
        assert(index > this.applied, 'what is committed is never taken back');
        this.log.truncate(index);
      }
      this.log.append(entry);
      changed = true;
    });
    if (changed) this.persist();
    return changed;
  }

  markApplied(index: number): void {
    this.applied = index;
    this.persist();
  }

  /** A disk that was lost is a learner's from the first moment on. */
  persist(): void {
    const { currentTerm, votedFor, applied, learner, log } = this;
    this.effects.persist({ currentTerm, votedFor, log: log.entries, applied, learner });
  }
}
