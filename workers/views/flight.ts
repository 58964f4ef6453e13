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

/** Finds the messages under way at a moment of a run. */
export class Flights {
  private readonly trace: Trace;
  private readonly long: number[] = [];
  /** How much had happened when `long` was gathered; -1 before. */
  private gathered = -1;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  /** Rows of the frame's table: each message as it was known at the moment, not as it went on. */
  at(moment: Micros, names: Names): number[][] {
    const { messages } = this.trace;
    const sent = this.sentBy(moment);
    this.gather();
    const rows = this.long.filter((row) => row < sent && messages.arrivesAt(row) > moment);
    for (let row = sent - 1; row >= 0; row -= 1) {
      const age = moment - messages.sentAt(row);
      if (age > FLIGHT_MICROS_MAX || rows.length >= MESSAGES_SHOWN_MAX) break;
      const arrivesAt = messages.arrivesAt(row);
      if (arrivesAt > moment && arrivesAt - messages.sentAt(row) <= FLIGHT_MICROS_MAX) {
        rows.push(row);
      }
    }
    return rows.map((row) => this.columns(row, moment, names));
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

  /** Those that took long, once for a finished run. A cut is an outcome, so none is missed. */
  private gather(): void {
    const { messages, outcomeCount } = this.trace;
    const happened = outcomeCount + messages.keptCount;
    if (this.gathered === happened) return;
    this.gathered = happened;
    this.long.length = 0;
    for (let row = 0; row < messages.keptCount; row += 1) {
      if (messages.arrivesAt(row) - messages.sentAt(row) > FLIGHT_MICROS_MAX) this.long.push(row);
    }
  }

  private columns(row: number, moment: Micros, names: Names): number[] {
    const { messages } = this.trace;
    const { leftAt, reachesAt } = messages.passageAt(row, moment);
    const lostAt = messages.lostAt(row);
    const state = reachesAt === Infinity ? HELD : moment >= lostAt ? LOST : GOING;
    // A lost message stays where it ended until it would have arrived: long enough to be seen.
    const moved = (Math.min(moment, lostAt) - leftAt) / Math.max(1, reachesAt - leftAt);
    return [
      messages.from(row), messages.to(row), state === HELD ? HELD_AT : Math.min(1, moved),
      names.index(messages.kind(row)), row, state,
    ];
  }
}
