import { fail } from '../kernel/assert.ts';
import type { LogEntry } from './raft-log.ts';
import type { RaftWitness } from './raft-options.ts';

/**
 * The five guarantees of Raft (Ongaro & Ousterhout 2014, figure 3) as far as they can be seen
 * from outside, checked as they happen. Leader append-only is the log's own assertion.
 */
export class RaftInvariants implements RaftWitness {
  private readonly leaders = new Map<number, number>();
  private readonly committedEntries: LogEntry[] = [];
  private latestTerm = 0;
  /** Who counts before any entry says so. */
  private readonly first: readonly number[];
  /** Each entry by (index, term), with the term of the entry before it. */
  private readonly histories = new Map<string, { entry: LogEntry; before: number }>();

  constructor(members: number) {
    this.first = [...Array(members).keys()];
  }

  /** Election safety, and leader completeness: a leader has all that was ever committed. */
  elected(node: number, term: number, log: readonly LogEntry[]): void {
    const earlier = this.leaders.get(term);
    if (earlier !== undefined && earlier !== node) {
      fail(`election safety: nodes ${earlier} and ${node} both lead in term ${term}`);
    }
    this.leaders.set(term, node);
    // Late votes may still elect a leader of a term that is over; it can do no harm.
    if (term < this.latestTerm) return;
    this.latestTerm = term;
    for (const [offset, entry] of this.committedEntries.entries()) {
      const own = log[offset];
      if (own === undefined || !isSame(own, entry)) {
        fail(`leader completeness: node ${node} leads in term ${term} without entry ${offset + 1}`);
      }
    }
  }

  /** Log matching: entries of one index and term are the same, and so are all before them. */
  appended(node: number, index: number, log: readonly LogEntry[]): void {
    for (let at = index; at >= 1; at -= 1) {
      const entry = log[at - 1]!;
      const before = at > 1 ? log[at - 2]!.term : 0;
      const key = `${at}/${entry.term}`;
      const known = this.histories.get(key);
      if (known === undefined) {
        this.checkConfiguration(node, at, log);
        this.histories.set(key, { entry, before });
      } else if (!isSame(known.entry, entry)) {
        fail(`log matching: node ${node} has another entry ${at} of term ${entry.term}`);
      } else if (known.before !== before) {
        fail(`log matching: node ${node} has another past before entry ${at}`);
      } else return;
    }
  }

  /** Thesis 4.1: only one server is added or removed at a time, or two majorities could be apart. */
  private checkConfiguration(node: number, index: number, log: readonly LogEntry[]): void {
    const { servers } = log[index - 1]!;
    if (servers === undefined) return;
    const old = log.slice(0, index - 1).findLast((entry) => entry.servers !== undefined)?.servers
      ?? this.first;
    const others = [...servers.filter((each) => !old.includes(each)),
      ...old.filter((each) => !servers.includes(each))];
    if (others.length !== 1 || servers.length === 0) {
      fail(`configuration: node ${node} has one of ${servers.join(', ')} in entry ${index}, `
        + `after one of ${old.join(', ')}`);
    }
  }

  /** State machine safety: nobody ever applies another entry at the same index. */
  committed(node: number, index: number, entry: LogEntry): void {
    const known = this.committedEntries[index - 1];
    if (known === undefined) {
      if (index !== this.committedEntries.length + 1) {
        fail(`state machine safety: node ${node} applies entry ${index} before those below it`);
      }
      this.committedEntries.push(entry);
    } else if (!isSame(known, entry)) {
      fail(`state machine safety: node ${node} applies another entry ${index}`);
    }
  }
}

function isSame(a: LogEntry, b: LogEntry): boolean {
  return a === b || (a.term === b.term && a.height === b.height
    && a.payload?.digest === b.payload?.digest && a.servers?.join() === b.servers?.join());
}
