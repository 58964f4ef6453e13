import { assert, limit } from './assert.ts';
import { DoubleColumn, IntegerColumn } from './column.ts';
import { MESSAGES_KEPT_MAX } from './limits.ts';
import type { Micros } from './micros.ts';
import { NONE } from './none.ts';
import type { Texts } from './texts.ts';

/** A kept message, by its place; NONE where there is none or it was only counted. */
export type MessageRow = number;

/** Messages of a run, in columns; when not kept, they are counted and their rows are NONE. */
export class MessageTable {
  readonly keep: boolean;
  /** Messages sent, kept or not. */
  count = 0;
  bytesSent = 0;
  readonly #texts: Texts;
  readonly #kind = new IntegerColumn();
  readonly #sentAt = new DoubleColumn();
  readonly #arrivesAt = new DoubleColumn();
  readonly #from = new IntegerColumn();
  readonly #to = new IntegerColumn();
  readonly #bytes = new IntegerColumn();
  readonly #cause = new IntegerColumn();

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

  rearrive(row: MessageRow, arrivesAt: Micros): void {
    assert(arrivesAt >= this.#sentAt.get(row), 'A message arrives after it is sent.');
    this.#arrivesAt.set(row, arrivesAt);
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
}
