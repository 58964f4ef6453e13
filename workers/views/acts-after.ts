import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { runEnded, storyAct } from '../world/entries.ts';
import { rowsUpTo } from './folded.ts';

/**
 * When an act takes effect that is to find what is seen at a moment. Acts of one moment come before
 * everything else that happens in it: where what is seen comes of more than acts, the act is a
 * microsecond later.
 */
export function actsAfter(trace: Trace, at: Micros): Micros {
  for (let row = rowsUpTo(trace, at) - 1; row >= 0 && trace.at(row) === at; row -= 1) {
    // A branch goes on where its parent ended.
    if (!trace.is(row, runEnded) && !isOfAnAct(trace, row)) return at + 1;
  }
  return at;
}

/** The same for what is to find one outcome. */
export function actsAfterRow(trace: Trace, row: Row): Micros {
  return isOfAnAct(trace, row) ? trace.at(row) : trace.at(row) + 1;
}

function isOfAnAct(trace: Trace, row: Row): boolean {
  let root = row;
  while (trace.cause(root) !== NONE && trace.at(trace.cause(root)) === trace.at(row)) root = trace.cause(root);
  return trace.is(root, storyAct);
}
