import { assert } from '../kernel/assert.ts';
import type { Payload } from './protocol.ts';
import type { Configuration } from './raft-configuration.ts';

/** One entry of a Raft log. Entries count from 1; index 0 stands for genesis, in term 0. */
export interface LogEntry {
  readonly term: number;
  /** The leader of that term, whose word stands behind the entry. */
  readonly leader: number;
  /** The block's height; of an entry without a block, the height of the last block before it. */
  readonly height: number;
  /** Null: the entry a leader begins its term with, which carries no block (thesis 6.4). */
  readonly payload: Payload | null;
  /** Of an entry with a configuration: who counts from here on (thesis 4.1). It carries no block. */
  readonly servers?: readonly number[];
}

/** The replicated log of one node (Ongaro & Ousterhout 2014, section 5.3). */
export class RaftLog {
  readonly entries: LogEntry[];
  private readonly firstHeight: number;
  /** In order of index; the first is the one that the network began with. */
  private readonly configurations: Configuration[];

  constructor(entries: readonly LogEntry[], firstHeight: number, members: number) {
    this.entries = [...entries];
    this.firstHeight = firstHeight;
    this.configurations = [{ index: 0, servers: [...Array(members).keys()] }];
    this.entries.forEach((entry, offset) => { this.adopt(entry, offset + 1); });
  }

  /** "Each server always uses the latest configuration found in its log", committed or not (4.1). */
  get configuration(): Configuration {
    return this.configurations.at(-1)!;
  }

  get lastIndex(): number {
    return this.entries.length;
  }

  get lastTerm(): number {
    return this.entries.at(-1)?.term ?? 0;
  }

  get lastHeight(): number {
    return this.entries.at(-1)?.height ?? this.firstHeight - 1;
  }

  at(index: number): LogEntry {
    const entry = this.entries[index - 1];
    assert(entry !== undefined, 'an entry is read within the log');
    return entry;
  }

  /** 0 at genesis, -1 where this log has nothing. */
  termAt(index: number): number {
    if (index === 0) return 0;
    return this.entries[index - 1]?.term ?? -1;
  }

  append(entry: LogEntry): void {
    assert(entry.term >= this.lastTerm, 'terms do not go back in a log');
    this.entries.push(entry);
    this.adopt(entry, this.lastIndex);
  }

  /** Forgets an entry and all that follow it, and falls "back to the previous configuration" (4.1). */
  truncate(index: number): void {
    this.entries.length = index - 1;
    while (this.configuration.index >= index) this.configurations.pop();
  }

  from(index: number, most: number): LogEntry[] {
    return this.entries.slice(index - 1, index - 1 + most);
  }

  /** The last index at or before `until` of a term no later than `term`: where to try next. */
  lastUpToTerm(term: number, until: number): number {
    let index = Math.min(until, this.lastIndex);
    while (index > 0 && this.termAt(index) > term) index -= 1;
    return index;
  }

  /** Section 5.4.1: whether a candidate with such a last entry is as up to date as this log. */
  isUpToDate(lastTerm: number, lastIndex: number): boolean {
    return lastTerm > this.lastTerm || (lastTerm === this.lastTerm && lastIndex >= this.lastIndex);
  }

  private adopt({ servers }: LogEntry, index: number): void {
    if (servers !== undefined) this.configurations.push({ index, servers });
  }
}
