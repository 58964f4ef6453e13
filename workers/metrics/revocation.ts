import { grantEnded, grantInForce, grantRevoking } from '../access/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { transactionRefused } from '../ledger/entries.ts';

/** How long one withdrawn grant still opened the chart at one node. */
export interface Lag {
  readonly grant: string;
  readonly node: string;
  readonly withdrawnAt: Micros;
  /** For how long after that it was in force there; null where it still was when the run ended. */
  readonly openMicros: Micros | null;
}

/** When one grant was in force at one node: taken back and given again it is so more than once. */
interface Spans {
  readonly over: { readonly from: Micros; readonly to: Micros }[];
  /** Null: it is not in force. */
  since: Micros | null;
}

/**
 * For every withdrawn grant and every node that ever had it in force: from the moment the patient
 * signed the withdrawal, which is when her wish counts, until that node decides by it; and, where the
 * withdrawal is taken back with its block, from then until it is final anew.
 */
export function revocationLags(trace: Trace): Lag[] {
  const grants = new Map<string, Map<string, Spans>>();
  const withdrawals: { grant: string; transaction: string; at: Micros }[] = [];
  const refused = new Set<string>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, grantInForce)) {
      const { grant, node } = trace.get(row, grantInForce);
      const nodes = grants.get(grant) ?? new Map<string, Spans>();
      grants.set(grant, nodes);
      const spans = nodes.get(node) ?? { over: [], since: null };
      nodes.set(node, spans);
      // A node that lost its disk learns of the same grant twice.
      spans.since ??= trace.at(row);
    } else if (trace.is(row, grantRevoking)) {
      const { grant, transaction } = trace.get(row, grantRevoking);
      withdrawals.push({ grant, transaction, at: trace.at(row) });
    } else if (trace.is(row, transactionRefused)) {
      refused.add(trace.get(row, transactionRefused).transaction);
    } else if (trace.is(row, grantEnded)) {
      const { grant, node } = trace.get(row, grantEnded);
      const spans = grants.get(grant)?.get(node);
      // Expired or taken back: either way it opens nothing more there.
      if (spans === undefined || spans.since === null) continue;
      spans.over.push({ from: spans.since, to: trace.at(row) });
      spans.since = null;
    }
  }
  const withdrawn = new Map<string, Micros>();
  for (const { grant, transaction, at } of withdrawals) {
    // Somebody who may not decide for her has withdrawn nothing.
    if (!refused.has(transaction) && !withdrawn.has(grant)) withdrawn.set(grant, at);
  }
  return [...withdrawn].flatMap(([grant, withdrawnAt]) => [...grants.get(grant) ?? []].map(([node, spans]) =>
    ({ grant, node, withdrawnAt, openMicros: spans.since === null ? openSince(withdrawnAt, spans) : null })));
}

/** By a clock that is ahead it was over before she withdrew it: it opened nothing after that. */
function openSince(withdrawnAt: Micros, { over: [first, ...later] }: Spans): Micros {
  // It is on its way to a node that had not given it yet, and her wish counts there, too.
  let open = Math.max(0, (first?.to ?? withdrawnAt) - withdrawnAt);
  for (const { from, to } of later) open += Math.max(0, to - Math.max(from, withdrawnAt));
  return open;
}
