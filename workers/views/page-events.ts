import type { PageEvent } from '../contract.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { rowsUpTo } from './folded.ts';
import { hasSentence, sentenceOf } from './sentence.ts';

/** More than anyone reads on a page; the newest are kept. */
export const PAGE_EVENTS_MAX = 200;

/** What happened by a moment to whatever `isPart` tells, oldest first. */
export function eventsBy(trace: Trace, at: Micros, isPart: (row: Row) => boolean): PageEvent[] {
  const events: PageEvent[] = [];
  for (let row = rowsUpTo(trace, at) - 1; row >= 0 && events.length < PAGE_EVENTS_MAX; row -= 1) {
    if (hasSentence(trace, row) && isPart(row)) events.push(eventAt(trace, row));
  }
  return events.reverse();
}

export function eventAt(trace: Trace, row: Row): PageEvent {
  return { row, at: trace.at(row), sentence: sentenceOf(trace, row) };
}

/** Whether one of its fields is the name, or it is that entity's own. */
export function isAbout(trace: Trace, row: Row, name: string): boolean {
  return trace.entity(row) === name
    || trace.kind(row).fieldNames.some((_field, place) => trace.value(row, place) === name);
}
