import { consensusAgreementBroken, consensusRuleBroken } from '../consensus/entries.ts';
import type { CheckResult } from '../contract.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { blockAltered, blockAppended, blockMended } from '../ledger/entries.ts';
import { nodeCrashed } from '../world/entries.ts';

interface Known {
  readonly hash: string;
  readonly stateDigest: string;
}

/**
 * Every node has the same block and the same state at every height it has reached, and all reach
 * the same height. Undecided where some are still behind when the run ends.
 */
export function agreement(
  trace: Trace, members: number, endsAt: Micros,
): Pick<CheckResult, 'verdict' | 'at' | 'sentence'> {
  const first = new Map<number, Known>();
  const heights = new Map<string, number>();
  const altered = new Map<string, Pick<CheckResult, 'verdict' | 'at' | 'sentence'>>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, consensusAgreementBroken)) {
      const { height } = trace.get(row, consensusAgreementBroken);
      return { verdict: 'broken', at: trace.at(row),
        sentence: `${trace.entity(row)} decides another block ${height}.` };
    }
    if (trace.is(row, consensusRuleBroken)) {
      return { verdict: 'broken', at: trace.at(row), sentence: 'Consensus itself is broken.' };
    }
    noteStored(trace, row, altered);
    if (!trace.is(row, blockAppended)) continue;
    const block = trace.get(row, blockAppended);
    heights.set(trace.entity(row), block.height);
    const known = first.get(block.height);
    if (known === undefined) first.set(block.height, block);
    else if (known.hash !== block.hash || known.stateDigest !== block.stateDigest) {
      return { verdict: 'broken', at: trace.at(row),
        sentence: `${trace.entity(row)} has another block ${block.height}.` };
    }
  }
  const [stored] = altered.values();
  if (stored !== undefined) return stored;
  if (first.size === 0) return { verdict: 'holds', at: endsAt, sentence: 'There was no block.' };
  const top = Math.max(...heights.values());
  const behind = members - [...heights.values()].filter((height) => height === top).length;
  return behind === 0
    ? { verdict: 'holds', at: endsAt, sentence: `All ${members} hold the same ${top} blocks.` }
    : { verdict: 'undecided', at: null, sentence: `${behind} of ${members} were still behind.` };
}

/** Which stored blocks are not what the others hold, until they are mended or the disk is gone. */
function noteStored(
  trace: Trace, row: Row, altered: Map<string, Pick<CheckResult, 'verdict' | 'at' | 'sentence'>>,
): void {
  const node = trace.entity(row);
  if (trace.is(row, blockAltered)) {
    const { height, byte } = trace.get(row, blockAltered);
    if (byte < 0) return;
    altered.set(`${node}/${height}`, { verdict: 'broken', at: trace.at(row),
      sentence: `What ${node} stores of block ${height} is not what the others hold.` });
  } else if (trace.is(row, blockMended)) {
    altered.delete(`${node}/${trace.integer(row, blockMended, 'height')}`);
  } else if (trace.is(row, nodeCrashed) && trace.integer(row, nodeCrashed, 'lostDisk') === 1) {
    for (const key of [...altered.keys()]) if (key.startsWith(`${node}/`)) altered.delete(key);
  }
}
