import { MICROS_PER_SECOND } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import type { Names } from './names.ts';

/** A message that takes longer was held by a cut link; those are listed apart. */
const FLIGHT_MICROS_MAX = 5 * MICROS_PER_SECOND;
/** Beyond this many marks nobody sees one; the newest are shown. */
const MESSAGES_SHOWN_MAX = 2_000;
/** Where a held message waits, as a share of its way. */
const HELD_AT = 0.4;

/** As in the frame's column `held`. */
const [GOING, HELD, LOST] = [0, 1, 2];

/** Finds the messages under way at a moment of a finished run. */
export class Flights {
  private readonly trace: Trace;
  private readonly held: number[] = [];

  constructor(trace: Trace) {
    this.trace = trace;
    const { messages } = trace;
    for (let row = 0; row < messages.keptCount; row += 1) {
      if (messages.arrivesAt(row) - messages.sentAt(row) > FLIGHT_MICROS_MAX) this.held.push(row);
    }
  }

  /** Rows of the frame's table; `cuts` holds the cut ways as `from|to`. */
  at(moment: Micros, cuts: ReadonlySet<string>, names: Names): number[][] {
    const { messages } = this.trace;
    const sent = this.sentBy(moment);
    const rows = this.held.filter((row) => row < sent && messages.arrivesAt(row) > moment);
    for (let row = sent - 1; row >= 0; row -= 1) {
      const age = moment - messages.sentAt(row);
      if (age > FLIGHT_MICROS_MAX || rows.length >= MESSAGES_SHOWN_MAX) break;
      const arrivesAt = messages.arrivesAt(row);
      if (arrivesAt > moment && arrivesAt - messages.sentAt(row) <= FLIGHT_MICROS_MAX) {
        rows.push(row);
      }
    }
    return rows.map((row) => this.columns(row, moment, cuts, names));
  }

  /** How many messages were sent up to and including the moment; they are kept in that order. */
  sentBy(moment: Micros): number {
    const { messages } = this.trace;
    let low = 0;
    let high = messages.keptCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (messages.sentAt(middle) <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private columns(row: number, moment: Micros, cuts: ReadonlySet<string>, names: Names): number[] {
    const { messages } = this.trace;
    const from = messages.from(row);
    const to = messages.to(row);
    const flight = Math.max(1, messages.arrivesAt(row) - messages.sentAt(row));
    const lostAt = messages.lostAt(row);
    const state = cuts.has(`${from}|${to}`) ? HELD : moment >= lostAt ? LOST : GOING;
    // A lost message stays where it ended until it would have arrived: long enough to be seen.
    const moved = (Math.min(moment, lostAt) - messages.sentAt(row)) / flight;
    return [from, to, state === HELD ? HELD_AT : moved, names.index(messages.kind(row)), row, state];
  }
}
