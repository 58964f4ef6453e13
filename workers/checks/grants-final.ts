import { grantEnded, grantInForce, grantSubmitted } from '../access/entries.ts';
import type { CheckResult } from '../contract.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { transactionRefused, transactionTurnedAway } from '../ledger/entries.ts';
import { nodeCrashed, nodeReformed, nodeRestarted, nodeTurned } from '../world/entries.ts';

/** Every grant that was signed is final wherever nobody is down or lies when the run ends. */
export function grantsFinal(
  trace: Trace, members: readonly string[], endsAt: Micros,
): Pick<CheckResult, 'verdict' | 'at' | 'sentence'> {
  const signed = new Map<string, string>();
  const settled = new Set<string>();
  const final = new Set<string>();
  const absent = new Set<string>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    const entity = trace.entity(row);
    if (trace.is(row, grantSubmitted)) {
      const { grant, transaction } = trace.get(row, grantSubmitted);
      signed.set(grant, transaction);
    } else if (trace.is(row, transactionRefused)) {
      settled.add(trace.text(row, transactionRefused, 'transaction'));
    } else if (trace.is(row, transactionTurnedAway)) {
      settled.add(trace.text(row, transactionTurnedAway, 'transaction'));
    } else if (trace.is(row, grantInForce)) final.add(`${trace.get(row, grantInForce).grant} ${entity}`);
    else if (trace.is(row, grantEnded)) final.add(`${trace.get(row, grantEnded).grant} ${entity}`);
    else if (trace.is(row, nodeCrashed) || trace.is(row, nodeTurned)) absent.add(entity);
    else if (trace.is(row, nodeRestarted) || trace.is(row, nodeReformed)) absent.delete(entity);
  }
  if (signed.size === 0) return { verdict: 'undecided', at: null, sentence: 'None was signed.' };
  const there = members.filter((name) => !absent.has(name));
  for (const [grant, transaction] of signed) {
    if (settled.has(transaction)) continue;
    const missing = there.filter((name) => !final.has(`${grant} ${name}`));
    if (missing.length > 0) {
      return { verdict: 'broken', at: endsAt,
        sentence: `${grant} is not final at ${missing.join(', ')}.` };
    }
  }
  return { verdict: 'holds', at: endsAt,
    sentence: signed.size === 1 ? 'There was one.' : `There were ${signed.size}.` };
}
