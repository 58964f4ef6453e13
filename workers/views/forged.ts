import { grantForged, grantSubmitted } from '../access/entries.ts';
import type { Row, Trace } from '../kernel/trace.ts';

/**
 * A grant that somebody signed with a phone that is not theirs, told as that; null for every other
 * outcome. That it is forged is noted right after it is signed, in one and the same step.
 */
export function forgeryAt(trace: Trace, row: Row): string | null {
  const next = row + 1;
  if (!trace.is(row, grantSubmitted) || next >= trace.outcomeCount) return null;
  if (!trace.is(next, grantForged)) return null;
  const { grant, patient, words } = trace.get(row, grantSubmitted);
  const forged = trace.get(next, grantForged);
  return forged.grant !== grant ? null
    : `Forged: ${forged.person} signs ${grant} in ${patient}'s name. ${words}`;
}
