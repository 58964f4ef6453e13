import {
  accessDecided, grantEnded, grantInForce, grantRevoking, grantSubmitted,
} from '../access/entries.ts';
import type { GrantPage, PageEvent } from '../contract.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { eventAt } from './page-events.ts';

/** One grant by a moment: signed, in force and ended node by node, and what rests on it. */
export interface GrantLife {
  /** The outcome of her signing it; NONE where there is none by that name. */
  readonly row: Row;
  readonly patient: string;
  readonly words: string;
  readonly denies: boolean;
  readonly transactions: readonly { readonly id: string; readonly what: 'given' | 'taken back' }[];
  readonly nodes: GrantPage['nodes'];
  readonly uses: readonly PageEvent[];
}

/** A fold of the trace; what was signed after the moment is found, and nothing else of it. */
export function grantLife(trace: Trace, grant: string, at: Micros): GrantLife {
  const nodes = new Map<string, { member: string; inForceAt: number | null; endedAt: number | null; how: string }>();
  const forces = new Set<Row>();
  const uses: PageEvent[] = [];
  const transactions: { id: string; what: 'given' | 'taken back' }[] = [];
  let found: Omit<GrantLife, 'transactions' | 'nodes' | 'uses'> = { row: NONE, patient: '', words: '', denies: false };
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, grantSubmitted) && trace.text(row, grantSubmitted, 'grant') === grant) {
      const { patient, words, type, transaction } = trace.get(row, grantSubmitted);
      found = { row, patient, words, denies: type === 'deny' };
      transactions.push({ id: transaction, what: 'given' });
    }
    if (trace.at(row) > at) continue;
    if (trace.is(row, grantRevoking) && trace.text(row, grantRevoking, 'grant') === grant) {
      transactions.push({ id: trace.text(row, grantRevoking, 'transaction'), what: 'taken back' });
    } else if (trace.is(row, grantInForce) && trace.text(row, grantInForce, 'grant') === grant) {
      const member = trace.text(row, grantInForce, 'node');
      forces.add(row);
      nodes.set(member, { member, inForceAt: trace.at(row), endedAt: null, how: '' });
    } else if (trace.is(row, grantEnded) && trace.text(row, grantEnded, 'grant') === grant) {
      const { node, how } = trace.get(row, grantEnded);
      const before = nodes.get(node);
      nodes.set(node, { member: node, inForceAt: before?.inForceAt ?? null, endedAt: trace.at(row), how });
    } else if (trace.is(row, accessDecided) && forces.has(trace.integer(row, accessDecided, 'enabledBy'))) {
      uses.push(eventAt(trace, row));
    }
  }
  return { ...found, transactions, nodes: [...nodes.values()], uses };
}

/** Every grant that was ever signed, in order. */
export function grantsSigned(trace: Trace): { readonly grant: string; readonly row: Row; readonly words: string }[] {
  const grants: { grant: string; row: Row; words: string }[] = [];
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (!trace.is(row, grantSubmitted)) continue;
    const { grant, words } = trace.get(row, grantSubmitted);
    grants.push({ grant, row, words });
  }
  return grants;
}
