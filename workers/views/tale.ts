import {
  accessAsked, accessDecided, accessOverridden, accessRefused, accessServed, accessShown,
  glassBroken, grantEnded, grantForged, grantInForce, grantSubmitted, leakHappened,
} from '../access/entries.ts';
import {
  consensusElectionStarted, consensusLeaderDoubted, consensusRoundChanged,
} from '../consensus/entries.ts';
import {
  needBegan, needEnded, needMet, recordWritten, sessionLeft, sessionOpened, sessionResumed,
} from '../health/entries.ts';
import { formatDuration, MICROS_PER_SECOND } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { EntryKind, Row, Trace } from '../kernel/trace.ts';
import { blockAppended } from '../ledger/entries.ts';
import { netCut, netHealed } from '../net/entries.ts';
import { storyAct, storyReaction } from '../world/entries.ts';
import type { ScriptLines } from './causes.ts';
import { hasSentence, sentenceOf } from './sentence.ts';
import { listed, TELLERS } from './tellers.ts';

/** One line of a run told as a story; `under` is what a reader may skip: why, and what it took. */
export interface TaleLine {
  readonly at: Micros;
  readonly row: Row;
  readonly sentence: string;
  readonly under: readonly string[];
}

/**
 * A run as a story: consequences, each once. What happens at many nodes, or section by section, is
 * one line where it first happens; blocks, votes and messages are the machinery beneath, left out.
 */
export function taleOf(trace: Trace, script: ScriptLines): TaleLine[] {
  const forged = forgedGrants(trace);
  const groups: Group[] = [];
  const latest = new Map<string, Group>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!isTold(trace, row, forged)) continue;
    const { key, span } = sameness(trace, row);
    const group = latest.get(key);
    if (group !== undefined && trace.at(row) - group.at <= span) group.rows.push(row);
    else {
      const begun = { at: trace.at(row), rows: [row] };
      groups.push(begun);
      latest.set(key, begun);
    }
  }
  const lines = groups.map(({ at, rows }) => {
    const row = rows[0] ?? NONE;
    const teller = TELLERS.get(trace.kind(row));
    const told = teller?.(trace, rows, script) ?? { sentence: sentenceOf(trace, row) };
    return { at, row, sentence: told.sentence, under: told.under ?? [] };
  });
  // A deadline that passes is no outcome of its own. Lines of one moment keep their order.
  return [...lines, ...overdue(trace)].sort((a, b) => a.at - b.at);
}

/** Where a need is not met in time: the moment from which someone acts without knowing. */
function overdue(trace: Trace): TaleLine[] {
  const open = new Map<string, TaleLine>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, needBegan)) {
      const { need, person, patient, sections, withinMicros } = trace.get(row, needBegan);
      open.set(need, { at: trace.at(row) + withinMicros, row, under: [],
        sentence: `TOO LATE: ${person} has waited ${formatDuration(withinMicros)} for ${patient}'s `
          + `${listed(sections.split(', '))}, and goes on without.` });
    } else if (trace.is(row, needMet)) {
      const need = trace.text(row, needMet, 'need');
      if (trace.at(row) <= (open.get(need)?.at ?? 0)) open.delete(need);
    }
  }
  const last = trace.outcomeCount - 1;
  return [...open.values()].filter(({ at }) => last >= 0 && at <= trace.at(last));
}

interface Group {
  readonly at: Micros;
  readonly rows: Row[];
}

/** What is told by another line, or is machinery. */
const LEFT_OUT: ReadonlySet<EntryKind> = new Set<EntryKind>([
  storyAct, storyReaction, accessDecided, accessServed, blockAppended, consensusLeaderDoubted,
  consensusElectionStarted, sessionResumed,
]);

function isTold(trace: Trace, row: Row, forged: ReadonlySet<string>): boolean {
  const kind = trace.kind(row);
  if (!hasSentence(trace, row) || LEFT_OUT.has(kind)) return false;
  // A grant that somebody else signed with her phone is told as that.
  if (kind === grantSubmitted) return !forged.has(trace.text(row, grantSubmitted, 'grant'));
  if (kind === accessAsked) return !isFrom(trace, row, glassBroken);
  if (kind === needEnded) return trace.integer(row, needEnded, 'met') === 0;
  if (kind === sessionOpened) return !isDevice(trace.text(row, sessionOpened, 'workstation'));
  // People who go home lock their screens: only what the story says of it is told.
  if (kind === sessionLeft) return trace.integer(row, sessionLeft, 'locked') === 0 || isFrom(trace, row, storyAct);
  return true;
}

function forgedGrants(trace: Trace): ReadonlySet<string> {
  const grants = new Set<string>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, grantForged)) grants.add(trace.text(row, grantForged, 'grant'));
  }
  return grants;
}

function isDevice(workstation: string): boolean {
  return workstation.endsWith('\u2019s device') || workstation.endsWith("'s device");
}

function isFrom(trace: Trace, row: Row, kind: EntryKind): boolean {
  const cause = trace.cause(row);
  return cause !== NONE && trace.is(cause, kind);
}

/** Rows of one key are one line, if they are no further apart than the span. */
function sameness(trace: Trace, row: Row): { key: string; span: Micros } {
  const kind = trace.kind(row);
  const one = (...parts: string[]): string => [kind.name, ...parts].join(' ');
  if (kind === accessShown) {
    const { request, person, patient } = trace.get(row, accessShown);
    return { key: one(request, person, patient), span: MICROS_PER_SECOND };
  }
  if (kind === leakHappened) {
    const { kind: leak, holder, owner, patient } = trace.get(row, leakHappened);
    return { key: one(leak, holder, owner, patient), span: MICROS_PER_SECOND };
  }
  if (kind === accessOverridden) {
    const { person, patient } = trace.get(row, accessOverridden);
    return { key: one(person, patient), span: MICROS_PER_SECOND };
  }
  if (kind === accessRefused) {
    return { key: one(trace.text(row, accessRefused, 'request')), span: MICROS_PER_SECOND };
  }
  if (kind === grantInForce) return { key: one(trace.text(row, grantInForce, 'grant')), span: Infinity };
  if (kind === grantEnded) return { key: one(trace.text(row, grantEnded, 'grant')), span: Infinity };
  if (kind === consensusRoundChanged) {
    return { key: one(`${trace.integer(row, consensusRoundChanged, 'height')}`), span: Infinity };
  }
  if (kind === recordWritten && trace.text(row, recordWritten, 'how') === 'copied') {
    const { person, patient } = trace.get(row, recordWritten);
    return { key: one(person, patient), span: 0 };
  }
  if (kind === netCut || kind === netHealed) return { key: one(), span: 0 };
  // What several nodes say in the same words, one after another, is said once.
  return { key: one(sentenceOf(trace, row)), span: MICROS_PER_SECOND };
}
