import { accessDecided, accessShown, leakHappened } from '../access/entries.ts';
import type { Candidate, Prevention } from '../contract.ts';
import { leaksSaid } from '../contract/leaks.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { enablerOf } from './causes.ts';
import { consentCandidates } from './prevent-consents.ts';
import { networkCandidates } from './prevent-network.ts';
import { sessionCandidates } from './prevent-sessions.ts';
import type { PreventSources } from './preventing.ts';
import { leakStoryOf } from './leak-story.ts';

/**
 * What could have prevented the leaks of a reading: found by walking all that it came of, each with the cause that
 * it breaks. Whether it does, only a run of it says.
 */
export function preventionOf(sources: PreventSources, row: Row): Prevention | null {
  const { trace } = sources;
  const story = leakStoryOf(trace, row);
  if (story === null) return null;
  const { rows, kind, holder, owner, patient, records, parts } = story;
  const first = rows[0] ?? row;
  const leak = { holder, patient, records, sections: [...parts.keys()] };
  const { enabledBy } = trace.get(first, leakHappened);
  const preventing = {
    ...sources, leak, owner, enabledBy, at: trace.at(first), ancestors: ancestry(trace, rows),
  };
  const found = new Map<string, Candidate>();
  for (const candidate of [...sessionCandidates(preventing), ...networkCandidates(preventing),
    ...consentCandidates(preventing)]) {
    const { change } = candidate;
    const key = 'lines' in change ? change.lines.join('\n')
      : Object.entries(change.settings).map(([path, value]) => `${path}=${value}`).join('\n');
    if (!found.has(key)) found.set(key, candidate);
  }
  return { leak, sentence: leaksSaid(kind, holder, rows.length, patient), candidates: [...found.values()] };
}

/** All that outcomes came of and what made that possible, latest first. */
function ancestry(trace: Trace, rows: readonly Row[]): Row[] {
  const found = new Set<Row>();
  const open = [...rows];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === NONE || found.has(at)) continue;
    found.add(at);
    open.push(trace.cause(at), enablerOf(trace, at), permitOf(trace, at));
  }
  return [...found].sort((a, b) => b - a);
}

/** What stands on a screen was permitted when it came there, also where somebody else reads it now. */
function permitOf(trace: Trace, row: Row): Row {
  if (!trace.is(row, accessShown)) return NONE;
  const { request, section } = trace.get(row, accessShown);
  for (let before = row - 1; before >= 0; before -= 1) {
    if (!trace.is(before, accessDecided)) continue;
    const decided = trace.get(before, accessDecided);
    if (decided.request === request && decided.section === section && decided.permit === 1) return before;
  }
  return NONE;
}
