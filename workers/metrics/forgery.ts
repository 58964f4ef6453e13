import { grantForged, grantInForce } from '../access/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { transactionRefused, transactionTurnedAway } from '../ledger/entries.ts';

/** A grant that somebody signed with a phone that was not theirs. */
export interface Forged {
  readonly at: Micros;
  readonly grant: string;
  readonly patient: string;
  readonly by: string;
  readonly grantee: string;
  readonly sections: string;
  /** The nodes that came to decide by it. */
  readonly inForceAt: readonly string[];
  /** Why it was refused; null where it was not. */
  readonly refusal: string | null;
}

/** What was granted with a lost phone, and how far it came; from the trace alone. */
export function forgeriesIn(trace: Trace): Forged[] {
  const found = new Map<string, Forged & { inForceAt: string[]; refusal: string | null }>();
  const byTransaction = new Map<string, string>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, grantForged)) {
      const { grant, patient, person, grantee, sections, transaction } = trace.get(row, grantForged);
      found.set(grant, { at: trace.at(row), grant, patient, by: person, grantee, sections,
        inForceAt: [], refusal: null });
      byTransaction.set(transaction, grant);
    } else if (trace.is(row, grantInForce)) {
      const { grant, node } = trace.get(row, grantInForce);
      found.get(grant)?.inForceAt.push(node);
    } else if (trace.is(row, transactionRefused) || trace.is(row, transactionTurnedAway)) {
      const { transaction, why } = trace.is(row, transactionRefused)
        ? trace.get(row, transactionRefused) : trace.get(row, transactionTurnedAway);
      const forged = found.get(byTransaction.get(transaction) ?? '');
      if (forged !== undefined) forged.refusal ??= why;
    }
  }
  return [...found.values()];
}
