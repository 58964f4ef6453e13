import { MESSAGES_SHOWN_MAX } from '../contract/frame.ts';
import { MICROS_PER_SECOND } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import type { Names } from './names.ts';

/** A message that takes longer was held by a cut link; those are listed apart. */
const FLIGHT_MICROS_MAX = 5 * MICROS_PER_SECOND;
/** Where a held message waits, as a share of its way. */
const HELD_AT = 0.4;

/** As in the frame's column `held`. */
const [GOING, HELD, LOST] = [0, 1, 2];

/** Finds the messages under way at a moment of a run. */
export class Flights {
  private readonly trace: Trace;
  /** Rows, ascending, that took long when they were looked at; a few may not any more. */
  private long: number[] = [];
  private messagesSeen = 0;
  private changesSeen = 0;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  /** Rows of the frame's table: each message as it was known at the moment, not as it went on. */
  at(moment: Micros, names: Names): number[][] {
    const { messages } = this.trace;
    const sent = this.sentBy(moment);
    this.gather();
    const rows = this.long.filter((row) =>
      row < sent && messages.arrivesAt(row) > moment && this.isLong(row));
    for (let row = sent - 1; row >= 0; row -= 1) {
      const age = moment - messages.sentAt(row);
      if (age > FLIGHT_MICROS_MAX || rows.length >= MESSAGES_SHOWN_MAX) break;
      if (messages.arrivesAt(row) > moment && !this.isLong(row)) rows.push(row);
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

  /** Takes in what was sent, and what was held or let go, since the last time. */
  gather(): void {
    const { messages } = this.trace;
    const { keptCount, rearrivedCount } = messages;
    const long: number[] = [];
    const look = (row: number): void => { if (this.isLong(row)) long.push(row); };
    // The newest of the last time is looked at again: its arrival may have changed uncounted.
    for (let row = Math.max(0, this.messagesSeen - 1); row < keptCount; row += 1) look(row);
    this.messagesSeen = keptCount;
    for (; this.changesSeen < rearrivedCount; this.changesSeen += 1) {
      look(messages.rearrived(this.changesSeen));
    }
    if (long.length > 0) this.long = [...new Set([...this.long, ...long])].sort((a, b) => a - b);
  }

  private isLong(row: number): boolean {
    const { messages } = this.trace;
    return messages.arrivesAt(row) - messages.sentAt(row) > FLIGHT_MICROS_MAX;
  }

  private columns(row: number, moment: Micros, names: Names): number[] {
    const { messages } = this.trace;
    const { leftAt, reachesAt } = messages.passageAt(row, moment);
    const lostAt = messages.lostAt(row);
    const state = moment >= lostAt ? LOST : reachesAt === Infinity ? HELD : GOING;
    // A lost message stays where it ended until it would have arrived: long enough to be seen.
    const moved = (Math.min(moment, lostAt) - leftAt) / Math.max(1, reachesAt - leftAt);
    return [
      messages.from(row), messages.to(row), state === HELD ? HELD_AT : Math.min(1, moved),
      names.index(messages.kind(row)), row, state,
    ];
  }
}
