import { assert } from '../../kernel/assert.ts';

/**
 * What a test network runs on: events by time, and by when they were put down where that is the
 * same. Independent of the kernel, and as plain as can be, because it judges.
 */
export class EventLoop {
  now = 0;
  eventCount = 0;
  /** Latest first. */
  private readonly events: { at: number; run: () => void }[] = [];
  private readonly eventsMost: number;

  constructor(eventsMost: number) {
    this.eventsMost = eventsMost;
  }

  at(moment: number, run: () => void): void {
    assert(moment >= this.now, 'events lie ahead');
    let index = this.events.length;
    while (index > 0 && this.events[index - 1]!.at <= moment) index -= 1;
    this.events.splice(index, 0, { at: moment, run });
  }

  run(until: number, isDone: () => boolean = () => false): void {
    while (!isDone()) {
      const next = this.events.at(-1);
      if (next === undefined || next.at > until) break;
      this.events.pop();
      this.now = next.at;
      this.eventCount += 1;
      assert(this.eventCount < this.eventsMost, 'a test network comes to rest');
      next.run();
    }
    if (!isDone()) this.now = until;
  }
}

/** The timers of one node: of those set under a name the last one fires. */
export class NodeTimers {
  private readonly tickets = new Map<string, number>();
  private last = 0;

  /** Says when it fires whether it is still the one; once it is taken it is no more. */
  set(timer: string): { isSet: () => boolean; take: () => boolean } {
    this.last += 1;
    const ticket = this.last;
    this.tickets.set(timer, ticket);
    const isSet = (): boolean => this.tickets.get(timer) === ticket;
    return { isSet, take: () => isSet() && this.tickets.delete(timer) };
  }

  cancel(timer: string): void {
    this.tickets.delete(timer);
  }

  clear(): void {
    this.tickets.clear();
  }
}
