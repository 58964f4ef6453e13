import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue, type Ticket } from './queue.ts';

interface Pending {
  readonly at: number;
  readonly a: number;
  readonly ref: unknown;
  readonly ticket: Ticket;
}

/** A list kept in order by a stable sort after each push: slow and plainly right. */
class SortedList {
  readonly list: Pending[] = [];

  push(pending: Pending): void {
    this.list.push(pending);
    this.list.sort((one, other) => one.at - other.at);
  }

  cancel(ticket: Ticket): boolean {
    const index = this.list.findIndex((pending) => pending.ticket === ticket);
    if (index >= 0) this.list.splice(index, 1);
    return index >= 0;
  }
}

type Step = { push: number } | { cancel: number } | { pop: true };

const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ push: fc.nat(20) }), weight: 4 },
  { arbitrary: fc.record({ cancel: fc.nat() }), weight: 3 },
  { arbitrary: fc.constant({ pop: true as const }), weight: 2 },
);

function play(steps: readonly Step[]): void {
  const queue = new EventQueue();
  const twin = new SortedList();
  const tickets: Ticket[] = [];
  for (const [index, each] of steps.entries()) {
    if ('push' in each) {
      const ref = index % 3 === 0 ? undefined : { index };
      queue.push(each.push, index % 256, index, index, ref, index - 1, -1);
      const { ticket } = queue;
      expect(tickets).not.toContain(ticket);
      tickets.push(ticket);
      twin.push({ at: each.push, a: index, ref, ticket });
    } else if ('cancel' in each && tickets.length > 0) {
      const ticket = tickets[each.cancel % tickets.length]!;
      expect(queue.cancel(ticket)).toBe(twin.cancel(ticket));
    } else {
      expectSamePop(queue, twin);
    }
    expect(queue.size).toBe(twin.list.length);
    expect(queue.peekAt()).toBe(twin.list[0]?.at ?? Infinity);
  }
  while (twin.list.length > 0) expectSamePop(queue, twin);
  expect(queue.pop()).toBe(false);
}

function expectSamePop(queue: EventQueue, twin: SortedList): void {
  const expected = twin.list.shift();
  expect(queue.pop()).toBe(expected !== undefined);
  if (expected === undefined) return;
  expect([queue.at, queue.a, queue.target]).toEqual([expected.at, expected.a, expected.a]);
  expect([queue.cause, queue.via, queue.kind]).toEqual([expected.a - 1, -1, expected.a % 256]);
  expect(queue.ref).toBe(expected.ref);
}

describe('EventQueue', () => {
  it('does what a sorted list does, under any pushes, pops and cancels', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 120 }), play), { numRuns: 400 });
  });

  it('does so too when it grows and when most of it is cancelled', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1_000, maxLength: 2_000, size: 'max' }), play),
      { numRuns: 5 },
    );
    const pushes = Array.from({ length: 700 }, (_, index) => ({ push: (index * 7919) % 50 }));
    const cancels = Array.from({ length: 600 }, (_, index) => ({ cancel: index }));
    play([...pushes, ...cancels, ...pushes]);
  });

  it('does so with thousands pending that come as time runs, near, far and at the same time', () => {
    const ahead = fc.oneof(fc.nat(3), fc.nat(300_000), fc.constant(250_000), fc.nat(60_000_000));
    const turn = fc.record({ pops: fc.nat(400), pushes: fc.array(ahead, { maxLength: 500 }),
      cancels: fc.array(fc.nat(), { maxLength: 200 }) });
    fc.assert(fc.property(fc.array(turn, { maxLength: 12, size: 'max' }), (turns) => {
      const queue = new EventQueue();
      const twin = new SortedList();
      for (const { pops, pushes, cancels } of turns) {
        for (const each of pushes) {
          const [at, a] = [queue.at + each, each % 256];
          queue.push(at, a, a, a, each, a - 1, -1);
          twin.list.push({ at, a, ref: each, ticket: queue.ticket });
        }
        twin.list.sort((one, other) => one.at - other.at);
        for (const each of cancels) {
          const ticket = twin.list[each % Math.max(1, twin.list.length)]?.ticket;
          if (ticket !== undefined) expect(queue.cancel(ticket)).toBe(twin.cancel(ticket));
        }
        expect(queue.size).toBe(twin.list.length);
        for (let pop = 0; pop < pops && twin.list.length > 0; pop += 1) expectSamePop(queue, twin);
      }
      while (twin.list.length > 0) expectSamePop(queue, twin);
      expect(queue.pop()).toBe(false);
    }), { numRuns: 20 });
  });

  it('does so where many come between few, as the answers to a broadcast do', () => {
    fc.assert(fc.property(fc.integer({ min: 65, max: 300 }), fc.integer({ min: 2, max: 20 }), (few, each) => {
      const queue = new EventQueue();
      const twin = new SortedList();
      const push = (at: number, a: number): void => {
        queue.push(at, a % 256, a, a, a, a - 1, -1);
        twin.list.push({ at, a, ref: a, ticket: queue.ticket });
      };
      for (let a = 0; a < few; a += 1) push(1_000 + (a * 7919) % 500, a);
      twin.list.sort((one, other) => one.at - other.at);
      for (let turn = 0; turn < few / 2; turn += 1) {
        expectSamePop(queue, twin);
        for (let a = 0; a < each; a += 1) push(queue.at + (a * 104_729 + turn) % 1_200, few + a);
        twin.list.sort((one, other) => one.at - other.at);
      }
      while (twin.list.length > 0) expectSamePop(queue, twin);
      expect(queue.pop()).toBe(false);
    }), { numRuns: 30 });
  });

  it('gives equal times back in the order they came', () => {
    const queue = new EventQueue();
    for (let a = 0; a < 1_000; a += 1) queue.push(a % 3, 0, 0, a, undefined, -1, -1);
    const order: number[] = [];
    while (queue.pop()) order.push(queue.a);
    const expected = [0, 1, 2].flatMap((at) =>
      Array.from({ length: 1_000 }, (_, a) => a).filter((a) => a % 3 === at),
    );
    expect(order).toEqual(expected);
  });

  it('carries integers beyond 32 bits in `a`', () => {
    const queue = new EventQueue();
    queue.push(1, 0, 0, Number.MAX_SAFE_INTEGER, undefined, -1, -1);
    queue.pop();
    expect(queue.a).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('does not cancel twice, nor what has happened, nor what took its place', () => {
    const queue = new EventQueue();
    queue.push(1, 0, 0, 0, undefined, -1, -1);
    const first = queue.ticket;
    expect(queue.cancel(first)).toBe(true);
    expect(queue.cancel(first)).toBe(false);
    expect(queue.pop()).toBe(false);
    queue.push(2, 0, 0, 0, undefined, -1, -1);
    const second = queue.ticket;
    expect(queue.cancel(first)).toBe(false);
    queue.pop();
    expect(queue.cancel(second)).toBe(false);
  });

  it('refuses a time that is not a number or before the start', () => {
    const queue = new EventQueue();
    expect(() => queue.push(NaN, 0, 0, 0, undefined, -1, -1)).toThrow('has a time');
    expect(() => queue.push(-1, 0, 0, 0, undefined, -1, -1)).toThrow('has a time');
  });
});
