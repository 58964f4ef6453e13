import { leakHappened } from '../access/entries.ts';
import type { Candidate, Prevention } from '../contract.ts';
import { sessionLeft } from '../health/entries.ts';
import { formatMoment } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { enablerOf } from './causes.ts';
import { leakAt } from './prove.ts';
import { sentenceOf } from './sentence.ts';

/**
 * What could have prevented a leak: found by walking all that it came of, each with the cause that
 * it breaks. Whether it does, only a run of it says.
 */
export function preventionOf(trace: Trace, row: Row): Prevention | null {
  const leak = leakAt(trace, row);
  if (leak === null) return null;
  const candidates: Candidate[] = [];
  for (const step of ancestry(trace, row)) {
    if (trace.is(step, sessionLeft)) candidates.push(...lockedInstead(trace, step));
  }
  const { patient, holder } = trace.get(row, leakHappened);
  candidates.push({
    title: `${patient} denies ${holder} from the start`,
    why: `${holder} may not read ${patient}\u2019s records, whatever else is granted.`,
    change: { lines: [`day 1 00:00 ${patient} denies ${holder}`] },
  });
  return { leak, sentence: sentenceOf(trace, row), candidates };
}

/** All that an outcome came of and what made that possible, latest first. */
export function ancestry(trace: Trace, row: Row): Row[] {
  const found = new Set<Row>();
  const open = [row];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === NONE || found.has(at)) continue;
    found.add(at);
    open.push(trace.cause(at), enablerOf(trace, at));
  }
  return [...found].sort((a, b) => b - a);
}

function lockedInstead(trace: Trace, row: Row): Candidate[] {
  const { person, workstation, locked } = trace.get(row, sessionLeft);
  if (locked === 1) return [];
  const moment = formatMoment(trace.at(row));
  return [{
    title: `${person} turns back and locks ${workstation}`,
    why: `${person} left ${workstation} unlocked on ${moment}, and the session stayed open.`,
    change: { lines: [
      `${moment} ${person} sits down at ${workstation}`,
      `${moment} ${person} leaves ${workstation} locked`,
    ] },
  }];
}
