import { grantInForce, grantSubmitted } from '../access/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { blockAppended } from '../ledger/entries.ts';

export interface Finality {
  /** Blocks after genesis that at least one node has final, and the transactions in them. */
  readonly heights: number;
  readonly transactions: number;
  /** From a grant's submission until it is in force at each node that came to know of it. */
  readonly waits: readonly Micros[];
}

export function finalityOf(trace: Trace): Finality {
  const seen = new Set<number>();
  const submitted = new Map<string, Micros>();
  const waits: Micros[] = [];
  let transactions = 0;
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, blockAppended)) {
      const block = trace.get(row, blockAppended);
      if (seen.has(block.height)) continue;
      seen.add(block.height);
      transactions += block.transactions;
    } else if (trace.is(row, grantSubmitted)) {
      submitted.set(trace.text(row, grantSubmitted, 'grant'), trace.at(row));
    } else if (trace.is(row, grantInForce)) {
      const at = submitted.get(trace.text(row, grantInForce, 'grant'));
      if (at !== undefined) waits.push(trace.at(row) - at);
    }
  }
  return { heights: seen.size, transactions, waits };
}

