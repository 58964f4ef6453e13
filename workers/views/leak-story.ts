import { accessAsked, accessShown, exposureOpened, leakHappened } from '../access/entries.ts';
import type { PageEvent } from '../contract.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { eventAt } from './page-events.ts';

/** The leaks of one reading: same holder, kind, chart and request, the first of them first. */
export interface LeakStory {
  /** Each is a leak. */
  readonly rows: readonly Row[];
  readonly kind: string;
  readonly holder: string;
  readonly owner: string;
  readonly patient: string;
  /** What became known, each record once. */
  readonly records: readonly string[];
  /** The same by section. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
}

interface Growing extends LeakStory {
  readonly rows: Row[];
  readonly records: string[];
  readonly parts: Map<string, string[]>;
}

/** Every reading that leaked by a moment, in order, as far as it had then got. */
export function leakStories(trace: Trace, by: Micros = Infinity): LeakStory[] {
  const stories = new Map<string, Growing>();
  for (let row = 0; row < trace.outcomeCount && trace.at(row) <= by; row += 1) {
    if (!trace.is(row, leakHappened)) continue;
    const { kind, holder, owner, record, patient, section } = trace.get(row, leakHappened);
    const key = `${holder}>${patient}>${kind}>${requestRead(trace, row)}`;
    const story: Growing = stories.get(key)
      ?? { rows: [], kind, holder, owner, patient, records: [], parts: new Map() };
    story.rows.push(row);
    if (!story.records.includes(record)) {
      story.records.push(record);
      story.parts.set(section, [...story.parts.get(section) ?? [], record]);
    }
    stories.set(key, story);
  }
  return [...stories.values()];
}

/** The reading that a leak is of; null where the row is no leak. */
export function leakStoryOf(trace: Trace, row: Row): LeakStory | null {
  return leakStories(trace).find(({ rows }) => rows.includes(row)) ?? null;
}

/** The request whose answer was being read, found up the causes; empty where there was none. */
export function requestRead(trace: Trace, row: Row): string {
  for (let cause = row; cause !== NONE; cause = trace.cause(cause)) {
    if (trace.is(cause, accessShown)) return trace.text(cause, accessShown, 'request');
  }
  return '';
}

/**
 * The first moment at which the leak could have been stopped (ADR 0083): that of the outcome which
 * made it this kind of leak (a session left open, a withdrawal not yet final everywhere); where the
 * rules simply allowed it, that from which an ordinary request of its holder would have been let
 * through; else the asking itself.
 */
export function stoppableFrom(trace: Trace, { rows, holder, patient }: LeakStory): PageEvent | null {
  const row = rows[0] ?? NONE;
  if (row === NONE) return null;
  const enabler = trace.integer(row, leakHappened, 'enabledBy');
  if (enabler !== NONE) return eventAt(trace, enabler);
  let found = NONE;
  for (let earlier = 0; earlier < row; earlier += 1) {
    if (!trace.is(earlier, exposureOpened)) continue;
    const pair = trace.get(earlier, exposureOpened);
    if (pair.person === holder && pair.patient === patient) found = earlier;
  }
  for (let cause = trace.cause(row); found === NONE && cause !== NONE; cause = trace.cause(cause)) {
    if (trace.is(cause, accessAsked)) found = cause;
  }
  return found === NONE ? null : eventAt(trace, found);
}
