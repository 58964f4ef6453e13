import { assert, fail, limit } from './assert.ts';
import { DoubleColumn, IntegerColumn } from './column.ts';
import type { EntryKind, FieldsOf, Values } from './entry.ts';
import { fingerprint, type Hash } from './fingerprint.ts';
import { OUTCOMES_MAX } from './limits.ts';
import { MessageTable, type MessageRow } from './messages.ts';
import type { Micros } from './micros.ts';
import { NONE } from './none.ts';
import { Texts } from './texts.ts';

export { entryKind, type EntryKind, type Fields, type FieldType, type Values } from './entry.ts';
export type { Hash } from './fingerprint.ts';
export type { MessageRow } from './messages.ts';
export { NONE } from './none.ts';

/** An outcome, by its place in the trace, from 0; NONE where there is none. */
export type Row = number;

/**
 * All that happened in a run. Outcomes are kept, numbered from 1 within each entity, and
 * hashed; each names its `cause`, the nearest outcome before it. Messages are kept for the
 * stage or only counted for the lab; `via`, the message that brought an outcome about, is
 * therefore neither hashed nor numbered among the outcomes (DESIGN 3.5).
 */
export class Trace {
  readonly messages: MessageTable;
  readonly #texts = new Texts();
  readonly #kinds: EntryKind[] = [];
  readonly #kindIds = new Map<EntryKind, number>();
  readonly #kindNames = new Set<string>();
  readonly #at = new DoubleColumn();
  readonly #kind = new IntegerColumn();
  readonly #entity = new IntegerColumn();
  readonly #number = new IntegerColumn();
  readonly #cause = new IntegerColumn();
  readonly #via = new IntegerColumn();
  /** Where the row's values begin in `#values`; text is stored as its id. */
  readonly #first = new DoubleColumn();
  readonly #values = new DoubleColumn();
  readonly #outcomesOfEntity = new Map<number, number>();
  readonly #counted = new Map<string, number>();
  #latest: Micros = 0;

  constructor({ keepMessages }: { keepMessages: boolean }) {
    this.messages = new MessageTable(keepMessages, this.#texts);
  }

  record<K extends EntryKind>(
    kind: K,
    at: Micros,
    entity: string,
    cause: Row,
    via: MessageRow,
    values: Values<K>,
  ): Row {
    const row = this.#at.length;
    if (row >= OUTCOMES_MAX) {
      limit(false, `A run records at most ${OUTCOMES_MAX} outcomes, to fit in memory: make it shorter, `
        + 'or its blocks rarer.');
    }
    assert(Number.isSafeInteger(at), 'An outcome has a whole number of microseconds.');
    assert(at >= this.#latest, 'Outcomes are recorded in the order of time.');
    assert(cause >= NONE && cause < row, 'A cause comes before its effect.');
    // First what can be refused, so that a refused outcome leaves no half a row behind.
    const kindId = this.#kindId(kind);
    const first = this.#pushValues(kind, values);
    const entityId = this.#texts.id(entity);
    const number = (this.#outcomesOfEntity.get(entityId) ?? 0) + 1;
    this.#outcomesOfEntity.set(entityId, number);
    this.#latest = at;
    this.#at.push(at);
    this.#kind.push(kindId);
    this.#entity.push(entityId);
    this.#number.push(number);
    this.#cause.push(cause);
    this.#via.push(via);
    this.#first.push(first);
    return row;
  }

  /** `cause` is the outcome that made the sender send it. Returns NONE when only counted. */
  message(
    kind: string,
    sentAt: Micros,
    arrivesAt: Micros,
    from: number,
    to: number,
    bytes: number,
    cause: Row,
  ): MessageRow {
    return this.messages.add(kind, sentAt, arrivesAt, from, to, bytes, cause);
  }

  /** A held message's arrival becomes known at `now`; Infinity until then. */
  rearrive(message: MessageRow, now: Micros, arrivesAt: Micros): void {
    if (message !== NONE) this.messages.rearrive(message, now, arrivesAt);
  }

  /** It never arrives; it ends on its way at that time. */
  lose(message: MessageRow, at: Micros): void {
    this.messages.lose(message, at);
  }

  /** Counts what was advanced in closed form (DESIGN 3.7) or is too common to be an entry. */
  count(name: string, n = 1): void {
    assert(Number.isSafeInteger(n) && n >= 0, 'A count grows by a whole number.');
    this.#counted.set(name, (this.#counted.get(name) ?? 0) + n);
  }

  get counted(): ReadonlyMap<string, number> {
    return this.#counted;
  }

  get outcomeCount(): number {
    return this.#at.length;
  }

  /** All messages sent, kept or not. */
  get messageCount(): number {
    return this.messages.count;
  }

  get messageBytes(): number {
    return this.messages.bytesSent;
  }

  at(row: Row): Micros {
    return this.#at.get(row);
  }

  kind(row: Row): EntryKind {
    return this.#kinds[this.#kind.get(row)]!;
  }

  is(row: Row, kind: EntryKind): boolean {
    return this.kind(row) === kind;
  }

  entity(row: Row): string {
    return this.#texts.text(this.#entity.get(row));
  }

  /** From 1, within the entity. */
  number(row: Row): number {
    return this.#number.get(row);
  }

  cause(row: Row): Row {
    return this.#cause.get(row);
  }

  via(row: Row): MessageRow {
    return this.#via.get(row);
  }

  /** How links and sentences name an outcome: `ana#3`. */
  label(row: Row): string {
    return `${this.entity(row)}#${this.number(row)}`;
  }

  get<K extends EntryKind>(row: Row, kind: K): Values<K> {
    assert(this.is(row, kind), 'An entry is read as the kind it is.');
    const values: Record<string, number | string> = {};
    kind.fieldNames.forEach((field, index) => {
      values[field] = this.value(row, index);
    });
    // The one place where a row becomes typed: record() took exactly Values<K> for this kind.
    return values as Values<K>;
  }

  integer<K extends EntryKind>(row: Row, kind: K, field: FieldsOf<K, 'integer'>): number {
    return this.#values.get(this.#place(row, kind, field));
  }

  text<K extends EntryKind>(row: Row, kind: K, field: FieldsOf<K, 'text'>): string {
    return this.#texts.text(this.#values.get(this.#place(row, kind, field)));
  }

  /** A field by its place, whatever the kind; for the encoder and for tables of everything. */
  value(row: Row, index: number): number | string {
    const kind = this.kind(row);
    const field = kind.fieldNames[index];
    assert(field !== undefined, 'An entry has the fields of its kind.');
    const value = this.#values.get(this.#first.get(row) + index);
    return kind.fields[field] === 'text' ? this.#texts.text(value) : value;
  }

  messageKind(message: MessageRow): string {
    return this.messages.kind(message);
  }

  sentAt(message: MessageRow): Micros {
    return this.messages.sentAt(message);
  }

  /** Infinity while a cut link holds the message. */
  arrivesAt(message: MessageRow): Micros {
    return this.messages.arrivesAt(message);
  }

  from(message: MessageRow): number {
    return this.messages.from(message);
  }

  to(message: MessageRow): number {
    return this.messages.to(message);
  }

  bytes(message: MessageRow): number {
    return this.messages.bytes(message);
  }

  messageCause(message: MessageRow): Row {
    return this.messages.cause(message);
  }

  /** Lowercase hexadecimal digest of all outcomes in order; see fingerprint.ts for the bytes. */
  fingerprint(hash: Hash): string {
    return fingerprint(this, hash);
  }

  /** Returns where they begin. Values of a refused outcome stay behind, named by no row. */
  #pushValues(kind: EntryKind, values: Readonly<Record<string, number | string>>): number {
    const first = this.#values.length;
    for (const field of kind.fieldNames) {
      const value = values[field];
      if (kind.fields[field] === 'text') {
        if (typeof value !== 'string') fail(`${kind.name}.${field} is text.`);
        this.#values.push(this.#texts.id(value));
      } else {
        if (!Number.isSafeInteger(value)) fail(`${kind.name}.${field} is a safe integer.`);
        // + 0 turns −0 into 0, which would otherwise read differently after a round trip.
        this.#values.push((value as number) + 0);
      }
    }
    return first;
  }

  #kindId(kind: EntryKind): number {
    const known = this.#kindIds.get(kind);
    if (known !== undefined) return known;
    if (this.#kindNames.has(kind.name)) fail(`Two kinds are both named ${kind.name}.`);
    const id = this.#kinds.length;
    this.#kinds.push(kind);
    this.#kindIds.set(kind, id);
    this.#kindNames.add(kind.name);
    return id;
  }

  #place(row: Row, kind: EntryKind, field: string): number {
    assert(this.is(row, kind), 'An entry is read as the kind it is.');
    const index = kind.fieldNames.indexOf(field);
    assert(index >= 0, 'An entry has the fields of its kind.');
    return this.#first.get(row) + index;
  }
}
