import type { EventPage, EventQuery, EventSort } from '../contract.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { rowsUpTo } from './folded.ts';
import { hasSentence, sentenceOf } from './sentence.ts';

/** More words than this are not a search but a paste. */
const WORDS_MAX = 8;
/** A page is what a screen lists, not an export. */
const PAGE_MAX = 500;

/** The outcomes of a finished run as a table. The last search is kept, for moments move more often. */
export class EventTable {
  private readonly trace: Trace;
  private found: { readonly key: string; readonly rows: readonly Row[] } | null = null;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  page(query: EventQuery): EventPage {
    const until = rowsUpTo(this.trace, query.atMicros);
    const rows = this.matching(query).filter((row) => row < until);
    if (query.descending) rows.reverse();
    const from = Math.max(0, Math.min(query.from, rows.length - 1));
    const events = rows.slice(from, from + Math.min(query.count, PAGE_MAX)).map((row) => ({
      row, at: this.trace.at(row), kind: this.trace.kind(row).name, entity: this.trace.entity(row),
      sentence: sentenceOf(this.trace, row),
    }));
    return { total: rows.length, from, events, families: this.families(until) };
  }

  /** Rows of the whole run that match, in ascending order of the sort. */
  private matching({ show, text, sort }: EventQuery): readonly Row[] {
    const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '').slice(0, WORDS_MAX);
    const key = [show, sort, ...words].join('\n');
    if (this.found?.key === key) return this.found.rows;
    const rows: Row[] = [];
    for (let row = 0; row < this.trace.outcomeCount; row += 1) {
      if (this.isShown(row, show) && this.hasWords(row, words)) rows.push(row);
    }
    if (sort !== 'at') {
      const name = (row: Row): string => this.nameFor(row, sort);
      rows.sort((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : a - b));
    }
    this.found = { key, rows };
    return rows;
  }

  private isShown(row: Row, show: string): boolean {
    if (show === 'all') return true;
    return show === 'told' ? hasSentence(this.trace, row) : familyOf(this.trace, row) === show;
  }

  private hasWords(row: Row, words: readonly string[]): boolean {
    if (words.length === 0) return true;
    const { trace } = this;
    const said = `${sentenceOf(trace, row)} ${trace.entity(row)} ${trace.kind(row).name}`.toLowerCase();
    return words.every((word) => said.includes(word));
  }

  private nameFor(row: Row, sort: Exclude<EventSort, 'at'>): string {
    return sort === 'kind' ? this.trace.kind(row).name : this.trace.entity(row);
  }

  private families(until: Row): [string, number][] {
    const counts = new Map<string, number>();
    for (let row = 0; row < until; row += 1) {
      const family = familyOf(this.trace, row);
      counts.set(family, (counts.get(family) ?? 0) + 1);
    }
    return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

/** `grant.submitted` is of the family grant. */
function familyOf(trace: Trace, row: Row): string {
  return trace.kind(row).name.split('.')[0] ?? '';
}
