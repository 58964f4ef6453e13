import type { Candidate } from '../contract.ts';
import { badgeLeft, sessionBorrowed, sessionLeft, sessionTakenOver } from '../health/entries.ts';
import { formatDuration, MICROS_PER_MINUTE } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import { lineAt, setting, toTheSecond, type Preventing } from './preventing.ts';

/** As the register has it. */
const IDLE_LOCK = 'session.idleLockMinutes';
const IDLE_LOCK_MINUTES_MIN = 0.1;

/** Against a leak in somebody else's session: the screen that was open, or the badge, or the seat. */
export function sessionCandidates(preventing: Preventing): Candidate[] {
  const { trace, ancestors } = preventing;
  return ancestors.flatMap((row) => {
    if (trace.is(row, sessionTakenOver)) return takenOver(preventing, row);
    return trace.is(row, sessionBorrowed) ? borrowed(preventing, row) : [];
  });
}

function takenOver(preventing: Preventing, row: Row): Candidate[] {
  const { trace, settings, ownLocks } = preventing;
  const taken = trace.get(row, sessionTakenOver);
  const left = taken.enabledBy;
  if (left === NONE || !trace.is(left, sessionLeft)) return [];
  const { person: leaver, workstation } = trace.get(left, sessionLeft);
  const stood = trace.at(row) - trace.at(left);
  const found: Candidate[] = [lockedInstead(trace.at(left), leaver, workstation)];
  const minutes = shorterLock(stood);
  if (!ownLocks.has(workstation) && minutes < Number(settings[IDLE_LOCK])) {
    found.push(setting(IDLE_LOCK, minutes, `Screens lock after ${formatDuration(minutes * MICROS_PER_MINUTE)}`,
      `${workstation} stood open for ${formatDuration(stood)} before ${taken.person} sat down.`));
  }
  return found;
}

function lockedInstead(at: number, leaver: string, workstation: string): Candidate {
  return {
    title: `${leaver} turns back and locks ${workstation}`,
    why: `${leaver} left ${workstation} unlocked on ${toTheSecond(at)}, and the session stayed open.`,
    change: { lines: [
      lineAt(at, `${leaver} sits down at ${workstation}`),
      lineAt(at, `${leaver} leaves ${workstation} locked`),
    ] },
  };
}

/** Half the time that it stood open, in whole minutes where that is one, at least the register's. */
function shorterLock(stood: number): number {
  const half = stood / MICROS_PER_MINUTE / 2;
  return half >= 1 ? Math.floor(half) : Math.max(IDLE_LOCK_MINUTES_MIN, Math.floor(half * 10) / 10);
}

function borrowed(preventing: Preventing, row: Row): Candidate[] {
  const { trace } = preventing;
  const lent = trace.get(row, sessionBorrowed);
  if (lent.enabledBy !== NONE && trace.is(lent.enabledBy, badgeLeft)) {
    const { person, workstation } = trace.get(lent.enabledBy, badgeLeft);
    const at = trace.at(lent.enabledBy);
    return [{
      title: `${person} turns back for the badge`,
      why: `${person}\u2019s badge stayed in the reader of ${workstation} and let ${lent.person} in.`,
      change: { lines: [
        lineAt(at, `${person} sits down at ${workstation}`),
        lineAt(at, `${person} leaves ${workstation} locked`),
      ] },
    }];
  }
  return [{
    title: `${lent.owner} sits at ${lent.workstation} first`,
    why: `${lent.person} signed in there with ${lent.owner}\u2019s ${lent.means}; where somebody sits, nobody `
      + 'else does.',
    change: { lines: [lineAt(actsBefore(preventing, row), `${lent.owner} sits down at ${lent.workstation}`)] },
  }];
}

/** A minute before whatever led to it began: signing in takes its time. */
function actsBefore({ trace }: Preventing, row: Row): number {
  let root = row;
  while (trace.cause(root) !== NONE) root = trace.cause(root);
  return Math.max(0, trace.at(root) - MICROS_PER_MINUTE);
}
