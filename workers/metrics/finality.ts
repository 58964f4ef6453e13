import { grantEnded, grantInForce, grantSubmitted } from '../access/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { blockAppended, transactionRefused, transactionTurnedAway } from '../ledger/entries.ts';

export interface Finality {
  /** Blocks after genesis that at least one node has final, and the transactions in them. */
  readonly heights: number;
  readonly transactions: number;
  /** From a grant's submission until each node decides by it; Infinity where that never came. */
  readonly waits: readonly Micros[];
}

/** A network that is cut must not look fast: what never became final is longer than all that did. */
export function finalityOf(trace: Trace, members: readonly string[]): Finality {
  const seen = new Set<number>();
  const submitted = new Map<string, { readonly at: Micros; readonly transaction: string }>();
  const final = new Map<string, Micros>();
  /** Signed by a key that is no longer hers, say: answered with no, and waiting for nothing. */
  const refused = new Set<string>();
  let transactions = 0;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, blockAppended)) {
      const block = trace.get(row, blockAppended);
      if (seen.has(block.height)) continue;
      seen.add(block.height);
      transactions += block.transactions;
    } else if (trace.is(row, grantSubmitted)) {
      const { grant, transaction } = trace.get(row, grantSubmitted);
      submitted.set(grant, { at: trace.at(row), transaction });
    } else if (trace.is(row, transactionRefused)) {
      refused.add(trace.text(row, transactionRefused, 'transaction'));
    } else if (trace.is(row, transactionTurnedAway)) {
      refused.add(trace.text(row, transactionTurnedAway, 'transaction'));
    } else if (trace.is(row, grantInForce)) {
      const { grant, node } = trace.get(row, grantInForce);
      final.set(`${grant} ${node}`, trace.at(row));
    } else if (trace.is(row, grantEnded)) {
      // Heard of when it was over already: final then.
      const { grant, node } = trace.get(row, grantEnded);
      if (!final.has(`${grant} ${node}`)) final.set(`${grant} ${node}`, trace.at(row));
    }
  }
  const waits = [...submitted].filter(([, { transaction }]) => !refused.has(transaction))
    .flatMap(([grant, { at }]) => members.map((node) =>
      (final.get(`${grant} ${node}`) ?? Infinity) - at));
  return { heights: seen.size, transactions, waits };
}
