import {
  accessEnded, accessRefused, accessShown, grantEnded, grantExtended, grantForged, grantInForce,
  grantSubmitted, grantWithdrawn, leakHappened,
} from '../access/entries.ts';
import {
  consensusAgreementBroken, consensusChangeEnded, consensusConfigurationAppended,
  consensusDeadlocked, consensusRuleBroken, consensusSignersChanged, consensusValidatorsChanged, consensusVoteCast,
} from '../consensus/entries.ts';
import { leaksSaid } from '../contract/leaks.ts';
import type { CheckResult, Mark, MarkKind } from '../contract.ts';
import {
  badgeLeft, chartClosed, needBegan, needMet, patientMoved, phoneFound, phoneLost, phoneReady,
  sessionBorrowed, sessionLeft,
  sessionLocked, sessionOpened, sessionTakenOver,
} from '../health/entries.ts';
import type { EntryKind, Row, Trace } from '../kernel/trace.ts';
import {
  blockAltered, blockAppended, blockFoundAltered, blockMended,
} from '../ledger/entries.ts';
import {
  netCut, netCutOneWay, netDropped, netHealed, netHealedOneWay, netHeld, netImpaired, netLimited,
  netReleased, netRestored, netStaysCut,
} from '../net/entries.ts';
import {
  nodeAsked, nodeClockSet, nodeCrashed, nodeLimited, nodeLimitEnded, nodePaused, nodeReformed, nodeRestarted,
  nodeResumed, nodeSlowed, nodeSpeedRestored, nodeTurned, nodeVoted,
} from '../world/entries.ts';
import { rowsUpTo } from './folded.ts';
import { requestRead } from './leak-story.ts';
import { sentenceOf } from './sentence.ts';

/** A reading that goes on for longer leaks anew, µs. */
const READING = 1_000_000;

const KINDS = new Map<EntryKind, MarkKind>([
  [blockAppended, 'block'], [grantSubmitted, 'grant'], [grantInForce, 'grant'],
  [grantWithdrawn, 'grant'], [grantEnded, 'grant'], [accessShown, 'access'],
  [accessRefused, 'refused'], [accessEnded, 'refused'], [leakHappened, 'leak'],
  [needBegan, 'need'], [needMet, 'need'], [phoneLost, 'grant'], [phoneFound, 'grant'],
  [phoneReady, 'grant'], [grantForged, 'grant'],
  [sessionOpened, 'session'], [sessionLeft, 'session'], [sessionTakenOver, 'session'],
  [sessionLocked, 'session'], [sessionBorrowed, 'session'], [badgeLeft, 'session'],
  [chartClosed, 'session'], [netCut, 'link'], [netHealed, 'link'], [netStaysCut, 'link'],
  [netCutOneWay, 'link'], [netHealedOneWay, 'link'], [netImpaired, 'link'], [netLimited, 'link'],
  [netRestored, 'link'], [netDropped, 'link'], [netHeld, 'link'], [netReleased, 'link'],
  [blockAltered, 'fault'], [blockFoundAltered, 'fault'], [blockMended, 'fault'],
  [grantExtended, 'grant'], [patientMoved, 'move'], [nodeCrashed, 'fault'], [nodeRestarted, 'fault'],
  [nodePaused, 'fault'], [nodeResumed, 'fault'], [nodeSlowed, 'fault'], [nodeSpeedRestored, 'fault'],
  [nodeLimited, 'fault'], [nodeLimitEnded, 'fault'],
  [nodeClockSet, 'fault'], [nodeTurned, 'fault'],
  [nodeReformed, 'fault'], [nodeVoted, 'fault'], [consensusDeadlocked, 'fault'],
  [nodeAsked, 'fault'], [consensusConfigurationAppended, 'fault'], [consensusChangeEnded, 'fault'],
  [consensusVoteCast, 'fault'], [consensusValidatorsChanged, 'fault'],
  [consensusSignersChanged, 'fault'], [consensusAgreementBroken, 'fault'], [consensusRuleBroken, 'fault'],
]);

/**
 * Moments worth stopping at. Outcomes of one kind and one entity at one moment are one mark; a block is marked
 * where the first node has it, a grant where the first node has it in force or ended. The leaks of one reading
 * are one mark where it begins, though its records arrive one after another.
 */
export function marksOf(trace: Trace): Mark[] {
  const marks: Mark[] = [];
  const firsts = new Set<string>();
  const denials = new Set<string>();
  const readings = new Map<string, number>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    const kind = isDenial(trace, row, denials) ? 'denial' : KINDS.get(trace.kind(row));
    if (kind === undefined || isRepeat(trace, row, firsts)) continue;
    const at = trace.at(row);
    const reading = kind === 'leak' ? readingOf(trace, row) : '';
    const place = readings.get(reading) ?? marks.length - 1;
    const last = marks[place];
    const isOne = last !== undefined && last.kind === kind && (kind === 'leak'
      ? readings.has(reading) && at - last.at <= READING : last.at === at && isAlike(trace, last.row, row));
    if (isOne) {
      const count = last.count + 1;
      marks[place] = { ...last, count, sentence: together(trace, last.row, kind, count) };
    } else {
      if (kind === 'leak') readings.set(reading, marks.length);
      marks.push({ at, row, kind, count: 1, sentence: sentenceOf(trace, row) });
    }
  }
  return marks;
}

/** The moments at which expectations were decided, put among the others in order of time. */
export function withVerdicts(
  trace: Trace, marks: readonly Mark[], checks: readonly CheckResult[],
): Mark[] {
  const verdicts = checks.flatMap(({ at, text, verdict, then }): Mark[] => (at === null ? [] : [{
    at, row: Math.max(0, rowsUpTo(trace, at) - 1), kind: 'verdict', count: 1,
    sentence: `Expected “${text}”: ${verdict}. ${then}`,
  }]));
  // Sorting is stable: of one moment, what happened comes before what it decides.
  return [...marks, ...verdicts].sort((a, b) => a.at - b.at);
}

/** A grant that denies, and what becomes of it; `denials` gathers their names on the way. */
function isDenial(trace: Trace, row: Row, denials: Set<string>): boolean {
  if (trace.is(row, grantSubmitted)) {
    const { grant, type } = trace.get(row, grantSubmitted);
    if (type === 'deny') denials.add(grant);
    return type === 'deny';
  }
  if (trace.is(row, grantWithdrawn)) return trace.text(row, grantWithdrawn, 'type') === 'deny';
  if (trace.is(row, grantInForce)) return denials.has(trace.text(row, grantInForce, 'grant'));
  return trace.is(row, grantEnded) && denials.has(trace.text(row, grantEnded, 'grant'));
}

function isAlike(trace: Trace, row: Row, other: Row): boolean {
  return trace.kind(row) === trace.kind(other) && trace.entity(row) === trace.entity(other);
}

/** What the leaks of one reading have in common. */
function readingOf(trace: Trace, row: Row): string {
  const { kind, holder, patient } = trace.get(row, leakHappened);
  return `${holder}>${patient}>${kind}>${requestRead(trace, row)}`;
}

function isRepeat(trace: Trace, row: Row, firsts: Set<string>): boolean {
  const key = firstKey(trace, row);
  if (key === null) return false;
  if (firsts.has(key)) return true;
  firsts.add(key);
  return false;
}

function firstKey(trace: Trace, row: Row): string | null {
  if (trace.is(row, blockAppended)) return `block ${trace.integer(row, blockAppended, 'height')}`;
  if (trace.is(row, grantInForce)) return `in force ${trace.text(row, grantInForce, 'grant')}`;
  if (trace.is(row, grantEnded)) return `ended ${trace.text(row, grantEnded, 'grant')}`;
  return null;
}

function together(trace: Trace, row: Row, kind: MarkKind, count: number): string {
  if (kind !== 'leak') return `${sentenceOf(trace, row)} And ${count - 1} more like it.`;
  const { kind: leak, holder, patient } = trace.get(row, leakHappened);
  return leaksSaid(leak, holder, count, patient);
}
