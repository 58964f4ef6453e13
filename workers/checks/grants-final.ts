import { grantEnded, grantInForce, grantSubmitted } from '../access/entries.ts';
import type { CheckResult } from '../contract.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { blockReverted, transactionRefused, transactionTurnedAway } from '../ledger/entries.ts';
import { nodeCrashed, nodeReformed, nodeRestarted, nodeTurned } from '../world/entries.ts';

/** Every grant that was signed is final wherever nobody is down or lies when the run ends. */
export function grantsFinal(
  trace: Trace, members: readonly string[], endsAt: Micros,
): Pick<CheckResult, 'verdict' | 'at' | 'sentence'> {
  const signed = new Map<string, string>();
  const settled = new Set<string>();
  /** By node and grant, the block that has it; of one that was over when it came no block is told. */
  const final = new Map<string, Map<string, number>>(members.map((name) => [name, new Map<string, number>()]));
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
    } else if (trace.is(row, grantInForce)) {
      const { grant, height } = trace.get(row, grantInForce);
      final.get(entity)?.set(grant, height);
    } else if (trace.is(row, grantEnded)) {
      const { grant, how } = trace.get(row, grantEnded);
      if (how !== 'reverted' && final.get(entity)?.has(grant) === false) final.get(entity)?.set(grant, 0);
    } else if (trace.is(row, blockReverted)) {
      const height = trace.integer(row, blockReverted, 'height');
      for (const [grant, at] of final.get(entity) ?? []) if (at >= height) final.get(entity)?.delete(grant);
    } else if (trace.is(row, nodeCrashed) || trace.is(row, nodeTurned)) absent.add(entity);
    else if (trace.is(row, nodeRestarted) || trace.is(row, nodeReformed)) absent.delete(entity);
  }
  if (signed.size === 0) return { verdict: 'undecided', at: null, sentence: 'None was signed.' };
  const there = members.filter((name) => !absent.has(name));
  for (const [grant, transaction] of signed) {
    if (settled.has(transaction)) continue;
    const missing = there.filter((name) => final.get(name)?.has(grant) !== true);
    if (missing.length > 0) {
      return { verdict: 'broken', at: endsAt,
        sentence: `${grant} is not final at ${missing.join(', ')}.` };
    }
  }
  return { verdict: 'holds', at: endsAt,
    sentence: signed.size === 1 ? 'There was one.' : `There were ${signed.size}.` };
}
