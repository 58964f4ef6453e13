import { grantEnded, grantInForce, grantRevoking } from '../access/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { transactionRefused } from '../ledger/entries.ts';

/** How long one withdrawn grant still opened the chart at one node. */
export interface Lag {
  readonly grant: string;
  readonly node: string;
  readonly withdrawnAt: Micros;
  /** When the withdrawal was final there; null where it was not before the run ended. */
  readonly endedAt: Micros | null;
}

/**
 * For every withdrawn grant and every node that ever had it in force: from the moment the patient
 * signed the withdrawal, which is when her wish counts, until that node decides by it.
 */
export function revocationLags(trace: Trace): Lag[] {
  const nodes = new Map<string, string[]>();
  const withdrawals: { grant: string; transaction: string; at: Micros }[] = [];
  const refused = new Set<string>();
  const ended = new Map<string, Micros>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, grantInForce)) {
      const { grant, node } = trace.get(row, grantInForce);
      // A node that lost its disk learns of the same grant twice.
      const known = nodes.get(grant) ?? [];
      if (!known.includes(node)) nodes.set(grant, [...known, node]);
    } else if (trace.is(row, grantRevoking)) {
      const { grant, transaction } = trace.get(row, grantRevoking);
      withdrawals.push({ grant, transaction, at: trace.at(row) });
    } else if (trace.is(row, transactionRefused)) {
      refused.add(trace.get(row, transactionRefused).transaction);
    } else if (trace.is(row, grantEnded)) {
      const { grant, node } = trace.get(row, grantEnded);
      // Expired or taken back: either way it opens nothing more there.
      ended.set(`${grant} ${node}`, trace.at(row));
    }
  }
  const withdrawn = new Map<string, Micros>();
  for (const { grant, transaction, at } of withdrawals) {
    // Somebody who may not decide for her has withdrawn nothing.
    if (!refused.has(transaction) && !withdrawn.has(grant)) withdrawn.set(grant, at);
  }
  return [...withdrawn].flatMap(([grant, withdrawnAt]) => (nodes.get(grant) ?? []).map((node) => {
    const at = ended.get(`${grant} ${node}`);
    // By a clock that is ahead it was over before she withdrew it: it opened nothing after that.
    const endedAt = at === undefined ? null : Math.max(at, withdrawnAt);
    return { grant, node, withdrawnAt, endedAt };
  }));
}
