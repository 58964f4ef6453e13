import { MESSAGES_SHOWN_MAX } from '../contract/frame.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { blockAppended } from '../ledger/entries.ts';
import { rowsUpTo } from './folded.ts';
import type { Names } from './names.ts';
import type { CastIndex } from './stage-cast.ts';
import type { StageState } from './stage-state.ts';

/** A message sent before the stretch is looked for this far back: longer ones were held. */
const LOOK_BACK_MAX = 20_000;

/** As in the frame's column `state`. */
const [GOING, HELD, LOST, ARRIVED] = [0, 1, 2, 3];

/** A stretch of time up to a moment, as lanes show it: what was sent, and who appended what. */
export interface Stretch {
  readonly since: Micros;
  readonly moment: Micros;
}

/** Rows of the frame's table `appends`. */
export function appendsIn(
  trace: Trace, { since, moment }: Stretch, state: StageState, index: CastIndex,
): number[][] {
  const rows: number[][] = [];
  if (since >= moment) return rows;
  // Looked up by hash: a fork has several blocks of one height.
  for (let row = rowsUpTo(trace, moment) - 1; row >= 0 && trace.at(row) >= since; row -= 1) {
    if (!trace.is(row, blockAppended)) continue;
    const { height, hash } = trace.get(row, blockAppended);
    const place = state.blocks.find(hash);
    const mark: Row = place < 0 ? row : state.blocks.at(place).row;
    rows.push([index.member(trace.entity(row)), height, trace.at(row), row, mark]);
  }
  return rows.reverse();
}

/** Rows of the frame's table `flights`, in the order of sending; `sent`: how many are by now. */
export function flightsIn(
  trace: Trace, { since, moment }: Stretch, sent: number, names: Names,
): number[][] {
  const { messages } = trace;
  const rows: number[][] = [];
  if (since >= moment) return rows;
  const first = Math.max(0, sent - LOOK_BACK_MAX);
  for (let row = sent - 1; row >= first && rows.length < MESSAGES_SHOWN_MAX; row -= 1) {
    const { leftAt, reachesAt, arrivesAt } = messages.passageAt(row, moment);
    if (arrivesAt < since) continue;
    const lostAt = messages.lostAt(row);
    const state = reachesAt === Infinity ? HELD
      : lostAt <= moment ? LOST : arrivesAt <= moment ? ARRIVED : GOING;
    rows.push([
      messages.from(row), messages.to(row), messages.sentAt(row), leftAt,
      reachesAt === Infinity ? -1 : reachesAt, state === LOST ? lostAt : Math.min(arrivesAt, moment),
      names.index(messages.kind(row)), row, state,
    ]);
  }
  return rows.reverse();
}
