import { assert, limit } from './assert.ts';
import { DoubleColumn, IntegerColumn } from './column.ts';
import { MESSAGES_KEPT_MAX } from './limits.ts';
import type { Micros } from './micros.ts';
import { NONE } from './none.ts';
import type { Texts } from './texts.ts';

/** A kept message, by its place; NONE where there is none or it was only counted. */
export type MessageRow = number;

/**
 * A message's way as it is known from `since` on. It leaves the sender at `leftAt`, is at the
 * receiver's end of the link at `reachesAt` and through the receiver's line at `arrivesAt`; both
 * are Infinity while a cut holds it.
 */
export interface Passage {
  readonly since: Micros;
  readonly leftAt: Micros;
  readonly reachesAt: Micros;
  readonly arrivesAt: Micros;
}

/** Messages of a run, in columns; when not kept, they are counted and their rows are NONE. */
export class MessageTable {
  readonly keep: boolean;
  /** Messages sent, kept or not. */
  count = 0;
  bytesSent = 0;
  /** Of those sent, the ones that never arrive. */
  lostCount = 0;
  readonly #texts: Texts;
  readonly #kind = new IntegerColumn();
  readonly #sentAt = new DoubleColumn();
  readonly #arrivesAt = new DoubleColumn();
  readonly #from = new IntegerColumn();
  readonly #to = new IntegerColumn();
  readonly #bytes = new IntegerColumn();
  readonly #cause = new IntegerColumn();
  /** By row; few messages are lost. */
  readonly #lostAt = new Map<MessageRow, Micros>();
  /** By row, oldest first; only of messages that a cut or a busy line has kept waiting. */
  readonly #passages = new Map<MessageRow, Passage[]>();
  /** Rows in the order in which their arrivals changed, each as often as it did. */
  readonly #rearrived: MessageRow[] = [];

  constructor(keep: boolean, texts: Texts) {
    this.keep = keep;
    this.#texts = texts;
  }

  get keptCount(): number {
    return this.#sentAt.length;
  }

  add(
    kind: string,
    sentAt: Micros,
    arrivesAt: Micros,
    from: number,
    to: number,
    bytes: number,
    cause: number,
  ): MessageRow {
    assert(arrivesAt >= sentAt, 'A message arrives after it is sent.');
    assert(bytes >= 0, 'A message has a size.');
    this.count += 1;
    this.bytesSent += bytes;
    if (!this.keep) return NONE;
    const row = this.#sentAt.length;
    if (row >= MESSAGES_KEPT_MAX) {
      limit(false, `A run keeps at most ${MESSAGES_KEPT_MAX} messages, to fit in memory: make it shorter, `
        + 'or its blocks rarer.');
    }
    this.#kind.push(this.#texts.id(kind));
    this.#sentAt.push(sentAt);
    this.#arrivesAt.push(arrivesAt);
    this.#from.push(from);
    this.#to.push(to);
    this.#bytes.push(bytes);
    this.#cause.push(cause);
    return row;
  }

  /** From `now` on it is known to arrive then. What was known before stays known of before. */
  rearrive(row: MessageRow, now: Micros, arrivesAt: Micros): void {
    assert(now >= this.#sentAt.get(row) && arrivesAt >= now, 'A message arrives after it is sent.');
    const past = this.#passages.get(row);
    const last = past?.at(-1) ?? this.#first(row);
    if (now > last.since) {
      const next = passageAfter(last, now, arrivesAt);
      if (past === undefined) this.#passages.set(row, [last, next]);
      else past.push(next);
    } else if (past !== undefined) {
      past[past.length - 1] = passageAfter(past.at(-2) ?? last, now, arrivesAt);
    }
    this.#arrivesAt.set(row, arrivesAt);
    // Most messages learn when they arrive as they are sent, and that is no change.
    if (row < this.keptCount - 1 || now > this.#sentAt.get(row)) this.#rearrived.push(row);
  }

  /**
   * How many times an arrival has changed, for who looks only at what is new. The newest message
   * is still new: its arrival may change in the moment it is sent without being counted.
   */
  get rearrivedCount(): number {
    return this.#rearrived.length;
  }

  rearrived(index: number): MessageRow {
    const row = this.#rearrived[index];
    assert(row !== undefined, 'A change of arrival has happened.');
    return row;
  }

  /** What was known of its way at a moment, whatever came later; not before it is sent. */
  passageAt(row: MessageRow, moment: Micros): Passage {
    const past = this.#passages.get(row);
    if (past === undefined) return this.#first(row);
    return past.findLast((passage) => passage.since <= moment) ?? past[0]!;
  }

  /** It ends on its way, at that time. `arrivesAt` stays what it would have been. */
  lose(row: MessageRow, at: Micros): void {
    this.lostCount += 1;
    if (row === NONE) return;
    assert(at >= this.#sentAt.get(row), 'A message is lost after it is sent.');
    this.#lostAt.set(row, at);
  }

  kind(row: MessageRow): string {
    return this.#texts.text(this.#kind.get(row));
  }

  sentAt(row: MessageRow): Micros {
    return this.#sentAt.get(row);
  }

  arrivesAt(row: MessageRow): Micros {
    return this.#arrivesAt.get(row);
  }

  /** Infinity for a message that is not lost. */
  lostAt(row: MessageRow): Micros {
    return this.#lostAt.get(row) ?? Infinity;
  }

  from(row: MessageRow): number {
    return this.#from.get(row);
  }

  to(row: MessageRow): number {
    return this.#to.get(row);
  }

  bytes(row: MessageRow): number {
    return this.#bytes.get(row);
  }

  cause(row: MessageRow): number {
    return this.#cause.get(row);
  }

  #first(row: MessageRow): Passage {
    const sentAt = this.#sentAt.get(row);
    const arrivesAt = this.#arrivesAt.get(row);
    return { since: sentAt, leftAt: sentAt, reachesAt: arrivesAt, arrivesAt };
  }
}

/** What a cut held leaves anew; what only waits at the receiver's line has left already. */
function passageAfter(last: Passage, now: Micros, arrivesAt: Micros): Passage {
  const isWaiting = arrivesAt !== Infinity && last.reachesAt !== Infinity;
  return isWaiting
    ? { since: now, leftAt: last.leftAt, reachesAt: last.reachesAt, arrivesAt }
    : { since: now, leftAt: now, reachesAt: arrivesAt, arrivesAt };
}
