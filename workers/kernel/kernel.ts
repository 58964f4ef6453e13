import { assert } from './assert.ts';
import { Draws } from './draw.ts';
import type { EntryKind, Values } from './entry.ts';
import { EVENT_KINDS_MAX } from './limits.ts';
import type { Micros } from './micros.ts';
import { EventQueue, type Ticket } from './queue.ts';
import { NONE, Trace, type MessageRow, type Row } from './trace.ts';

export type Handler = (target: number, a: number, ref: unknown) => void;
export type Progress = 'reached' | 'budget' | 'empty';

/**
 * Virtual time. Events are handled one by one in order of (time, insertion); a handler draws
 * luck, records outcomes and schedules more events, and nothing else happens in a run.
 *
 * `cause` and `via` are those of the event being handled, so that whatever a handler records
 * or schedules names its cause without saying so. Outside an event they are NONE.
 */
export class Kernel {
  readonly trace: Trace;
  readonly draws: Draws;
  now: Micros = 0;
  cause: Row = NONE;
  via: MessageRow = NONE;
  /** Events handled so far. */
  eventCount = 0;
  readonly #queue = new EventQueue();
  readonly #handlers: (Handler | undefined)[] = new Array<undefined>(EVENT_KINDS_MAX);
  #registered = EVENT_KINDS_MAX;
  #endsAt: Micros = Infinity;

  constructor({ seed, keepMessages }: { seed: number; keepMessages: boolean }) {
    this.trace = new Trace({ keepMessages });
    this.draws = new Draws(seed);
    this.#handlers.fill(undefined);
  }

  get pendingCount(): number {
    return this.#queue.size;
  }

  on(kind: number, handler: Handler): void {
    assert(Number.isInteger(kind), 'An event kind is a small integer.');
    assert(kind >= 0 && kind < EVENT_KINDS_MAX, 'An event kind is below EVENT_KINDS_MAX.');
    assert(this.#handlers[kind] === undefined, 'An event kind has one handler.');
    this.#handlers[kind] = handler;
  }

  /** `on` with a kind of the kernel's choice, taken from the top so that it meets no other. */
  register(handler: Handler): number {
    this.#registered -= 1;
    this.on(this.#registered, handler);
    return this.#registered;
  }

  schedule(
    at: Micros,
    kind: number,
    target: number,
    a: number,
    ref: unknown,
    cause: Row = this.cause,
    via: MessageRow = this.via,
  ): Ticket {
    this.post(at, kind, target, a, ref, cause, via);
    return this.ticket;
  }

  /** Of what was scheduled or posted last. */
  get ticket(): Ticket {
    return this.#queue.ticket;
  }

  /** `schedule` without a ticket: a double that a call returns is put on the heap, one for each message. */
  post(
    at: Micros,
    kind: number,
    target: number,
    a: number,
    ref: unknown,
    cause: Row = this.cause,
    via: MessageRow = this.via,
  ): void {
    assert(at >= this.now, 'An event is not scheduled in the past.');
    assert(Number.isInteger(at), 'An event has a whole number of microseconds.');
    assert(this.#handlers[kind] !== undefined, 'An event kind has a handler before it is used.');
    this.#queue.push(at, kind, target, a, ref, cause, via);
  }

  cancel(ticket: Ticket): boolean {
    return this.#queue.cancel(ticket);
  }

  /** An outcome, now, by the message that brought the event being handled. */
  record<K extends EntryKind>(
    kind: K,
    entity: string,
    values: Values<K>,
    cause: Row = this.cause,
  ): Row {
    return this.trace.record(kind, this.now, entity, cause, this.via, values);
  }

  /** Whatever `body` records or schedules is caused by `cause`. */
  within<T>(cause: Row, body: () => T): T {
    const outer = this.cause;
    this.cause = cause;
    try {
      return body();
    } finally {
      this.cause = outer;
    }
  }

  /** From here on nothing that comes after this moment is handled. */
  endAt(at: Micros): void {
    assert(at >= this.now, 'An end does not lie in the past.');
    this.#endsAt = at;
  }

  /**
   * Handles events up to and including `until`, at most `eventsMax` of them.
   * 'reached': none is left up to `until`, and it is `until` now. 'budget': there may be more;
   * call again. 'empty': none is left at all, and it is still the time of the last one.
   */
  advance(until: Micros, eventsMax: number): Progress {
    assert(until >= this.now, 'Time runs forward only.');
    assert(eventsMax >= 1, 'A slice handles at least one event.');
    const progress = this.#handleUpTo(until, eventsMax);
    if (progress === 'reached') this.now = Math.min(until, this.#endsAt);
    this.cause = NONE;
    this.via = NONE;
    return progress;
  }

  #handleUpTo(until: Micros, eventsMax: number): Progress {
    const queue = this.#queue;
    for (let handled = 0; handled < eventsMax; handled += 1) {
      const next = queue.peekAt();
      if (next === Infinity) return 'empty';
      if (next > until || next > this.#endsAt) return 'reached';
      queue.pop();
      this.now = next;
      this.cause = queue.cause;
      this.via = queue.via;
      this.eventCount += 1;
      this.#handlers[queue.kind]!(queue.target, queue.a, queue.ref);
    }
    return 'budget';
  }
}
