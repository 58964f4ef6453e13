import {
  consensusAppended, consensusMined, consensusProposed, consensusProposedInView,
  consensusRoundChanged, consensusSealed, consensusViewChanged,
} from '../consensus/entries.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { blockAppended, blockReverted } from '../ledger/entries.ts';
import type { CastIndex } from './stage-cast.ts';
import { read } from './stage-readers.ts';
import type { StageState } from './stage-state.ts';

/** What blocks, and what is put forward to become one, do to the stage. */

read(blockAppended, (state, block, row, trace, index) => {
  const node = index.member(trace.entity(row));
  state.heights[node] = block.height;
  state.rounds[node] = 0;
  const known = state.blocks.find(block.hash);
  state.heads[node] = known >= 0 ? state.blocks.at(known).row : row;
  if (known < 0) {
    const proposed = state.proposals.find(block.hash);
    if (proposed >= 0) state.proposals.change(proposed, { held: true });
    state.included += block.transactions;
    state.blocks.push({
      height: block.height, at: trace.at(row), proposer: index.member(block.proposer),
      transactions: block.transactions, hash: block.hash, row, round: block.round, holders: 1,
      parent: rowOf(state, block.parent),
    });
    return;
  }
  const { holders } = state.blocks.at(known);
  if (holders === 0) state.included += block.transactions;
  state.blocks.change(known, { holders: holders + 1 });
});

/** From the head down, so that the last one leaves the member on the block that both chains have. */
read(blockReverted, (state, block, row, trace, index) => {
  const node = index.member(trace.entity(row));
  const known = state.blocks.find(block.hash);
  if (known < 0) return;
  const { holders, parent } = state.blocks.at(known);
  state.heights[node] = block.height - 1;
  state.heads[node] = parent;
  state.blocks.change(known, { holders: holders - 1 });
  if (holders === 1) state.included -= block.transactions;
});

read(consensusProposed, (state, block, row, trace, index) =>
  propose(state, block.round, block, row, trace, index));

read(consensusProposedInView, (state, block, row, trace, index) =>
  propose(state, block.view, block, row, trace, index));

read(consensusSealed, (state, block, row, trace, index) => propose(state, 0, block, row, trace, index));

read(consensusMined, (state, block, row, trace, index) => propose(state, 0, block, row, trace, index));

read(consensusAppended, (state, block, row, trace, index) =>
  propose(state, block.term, block, row, trace, index));

read(consensusRoundChanged, (state, change, row, trace, index) => {
  state.rounds[index.member(trace.entity(row))] = change.round;
});

read(consensusViewChanged, (state, change, row, trace, index) => {
  state.rounds[index.member(trace.entity(row))] = change.view;
});

/** The row that stands for a block: of who appended it first, or else of who put it forward. */
export function rowOf({ blocks, proposals }: StageState, hash: string): Row {
  const held = blocks.find(hash);
  if (held >= 0) return blocks.at(held).row;
  const proposed = proposals.find(hash);
  return proposed < 0 ? NONE : proposals.at(proposed).row;
}

/** A block put forward anew in a later round is the same block; the first time counts. */
function propose(
  state: StageState, round: number,
  block: { readonly height: number; readonly digest: string; readonly parent?: string },
  row: Row, trace: Trace, index: CastIndex,
): void {
  const { height, digest: hash, parent: under = '' } = block;
  if (state.blocks.find(hash) >= 0 || state.proposals.find(hash) >= 0) return;
  const proposer = index.member(trace.entity(row));
  state.proposals.push({
    height, at: trace.at(row), proposer, hash, row, round, under,
    parent: state.heads[proposer] ?? NONE, held: false,
  });
}
