import { grantEnded, grantInForce, grantRevoking } from '../access/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';

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
  const withdrawn = new Map<string, Micros>();
  const ended = new Map<string, Micros>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, grantInForce)) {
      const { grant, node } = trace.get(row, grantInForce);
      // A node that lost its disk learns of the same grant twice.
      const known = nodes.get(grant) ?? [];
      if (!known.includes(node)) nodes.set(grant, [...known, node]);
    } else if (trace.is(row, grantRevoking)) {
      const { grant } = trace.get(row, grantRevoking);
      if (!withdrawn.has(grant)) withdrawn.set(grant, trace.at(row));
    } else if (trace.is(row, grantEnded)) {
      const { grant, node } = trace.get(row, grantEnded);
      // Expired or taken back: either way it opens nothing more there.
      ended.set(`${grant} ${node}`, trace.at(row));
    }
  }
  return [...withdrawn].flatMap(([grant, withdrawnAt]) => (nodes.get(grant) ?? []).map((node) => {
    const at = ended.get(`${grant} ${node}`);
    // By a clock that is ahead it was over before she withdrew it: it opened nothing after that.
    const endedAt = at === undefined ? null : Math.max(at, withdrawnAt);
    return { grant, node, withdrawnAt, endedAt };
  }));
}
