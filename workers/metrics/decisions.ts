import {
  consensusAppended, consensusLeaderElected, consensusProposed, consensusProposedInView,
  consensusMined, consensusRoundChanged, consensusSealed, consensusViewChanged,
} from '../consensus/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { blockAppended, blockReverted } from '../ledger/entries.ts';

export interface Decisions {
  /** Times that the members turned to another leader because the one before had failed them. */
  readonly leaderChanges: number;
  /**
   * Blocks put forward, each once however often it was repeated, and of those the ones given up: a
   * block of their height or a later one is final, and they are not.
   */
  readonly proposed: number;
  readonly givenUp: number;
  /** From a block being put forward first until it was final, for each member that has it. */
  readonly waits: readonly Micros[];
}

/** What the trace says of how blocks were decided. */
export function decisionsIn(trace: Trace): Decisions {
  const proposals = new Map<string, { readonly at: Micros; readonly height: number }>();
  let highest = 0;
  const final = new Set<string>();
  const failed = new Set<string>();
  const waits: Micros[] = [];
  let elections = 0;
  const propose = (at: Micros, { digest, height }: { digest: string; height: number }): void => {
    if (!proposals.has(digest)) proposals.set(digest, { at, height });
  };
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    const at = trace.at(row);
    if (trace.is(row, consensusProposed)) propose(at, trace.get(row, consensusProposed));
    else if (trace.is(row, consensusAppended)) propose(at, trace.get(row, consensusAppended));
    else if (trace.is(row, consensusProposedInView)) {
      propose(at, trace.get(row, consensusProposedInView));
    } else if (trace.is(row, consensusSealed)) propose(at, trace.get(row, consensusSealed));
    else if (trace.is(row, consensusMined)) propose(at, trace.get(row, consensusMined));
    else if (trace.is(row, blockReverted)) final.delete(trace.get(row, blockReverted).hash);
    else if (trace.is(row, blockAppended)) {
      const { hash, height } = trace.get(row, blockAppended);
      final.add(hash);
      highest = Math.max(highest, height);
      const proposal = proposals.get(hash);
      if (proposal !== undefined) waits.push(at - proposal.at);
    } else if (trace.is(row, consensusLeaderElected)) elections += 1;
    else if (trace.is(row, consensusRoundChanged)) {
      const { height, round } = trace.get(row, consensusRoundChanged);
      failed.add(`${height}/${round}`);
    } else if (trace.is(row, consensusViewChanged)) {
      failed.add(`${trace.integer(row, consensusViewChanged, 'view')}`);
    }
  }
  // The first leader replaces nobody.
  const leaderChanges = failed.size + Math.max(0, elections - 1);
  const givenUp = [...proposals].filter(([digest, { height }]) =>
    !final.has(digest) && height <= highest).length;
  return { leaderChanges, proposed: proposals.size, givenUp, waits };
}
