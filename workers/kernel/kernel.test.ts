import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Kernel } from './kernel.ts';
import { entryKind, NONE } from './trace.ts';

const happened = entryKind('test.happened', { a: 'integer' });

function newKernel(seed = 1): Kernel {
  return new Kernel({ seed, keepMessages: true });
}

/** A little world: each event records itself and schedules others at drawn delays. */
function play(slice: () => { until: number; eventsMax: number }): Kernel {
  const kernel = newKernel(7);
  kernel.on(0, (target, a) => {
    const row = kernel.record(happened, `entity-${target}`, { a });
    if (a > 400) return;
    kernel.within(row, () => {
      for (let k = 0; k < 2; k += 1) {
        const wait = kernel.draws.below(50, `entity-${target}`, 'wait', `${a}`, k);
        const next = (target + k) % 3;
        if (kernel.eventCount < 300) kernel.schedule(kernel.now + wait, 0, next, a + 1, undefined);
      }
    });
  });
  kernel.schedule(10, 0, 0, 0, undefined);
  for (;;) {
    const { until, eventsMax } = slice();
    if (kernel.advance(Math.max(until, kernel.now), eventsMax) === 'empty') return kernel;
  }
}

describe('Kernel', () => {
  it('handles events in order of time, and equal times in the order they were scheduled', () => {
    const kernel = newKernel();
    const seen: [number, number, unknown][] = [];
    kernel.on(0, (_, a, ref) => seen.push([kernel.now, a, ref]));
    kernel.schedule(20, 0, 0, 1, 'late');
    kernel.schedule(10, 0, 0, 2, undefined);
    kernel.post(10, 0, 0, 3, undefined);
    expect(kernel.advance(15, 100)).toBe('reached');
    expect(kernel.now).toBe(15);
    expect(kernel.advance(20, 100)).toBe('empty');
    expect(seen).toEqual([[10, 2, undefined], [10, 3, undefined], [20, 1, 'late']]);
    expect(kernel.eventCount).toBe(3);
  });

  it('tells why it stopped', () => {
    const kernel = newKernel();
    kernel.on(0, () => undefined);
    expect(kernel.advance(5, 1)).toBe('empty');
    for (let at = 1; at <= 3; at += 1) kernel.schedule(at, 0, 0, 0, undefined);
    expect(kernel.advance(9, 2)).toBe('budget');
    expect(kernel.now).toBe(2);
    expect(kernel.advance(2, 2)).toBe('reached');
    expect(kernel.advance(9, 2)).toBe('empty');
    expect(kernel.now).toBe(3);
  });

  it('gives the same outcomes whatever the slices', () => {
    const whole = play(() => ({ until: Infinity, eventsMax: 1e9 }));
    const fingerprint = whole.trace.fingerprint(sha256.create());
    expect(whole.trace.outcomeCount).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.infiniteStream(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 9 }))), (s) => {
        let at = 0;
        const kernel = play(() => {
          const [step, eventsMax] = s.next().value;
          at += step;
          return { until: at, eventsMax };
        });
        expect(kernel.trace.fingerprint(sha256.create())).toBe(fingerprint);
        expect(kernel.eventCount).toBe(whole.eventCount);
      }),
      { numRuns: 25 },
    );
  });

  it('passes cause and via on to what a handler records and schedules', () => {
    const kernel = newKernel();
    const rows: number[] = [];
    kernel.on(0, (_, a) => {
      rows.push(kernel.record(happened, 'x', { a }));
      if (a === 1) kernel.schedule(5, 0, 0, 2, undefined);
    });
    const cause = kernel.record(happened, 'x', { a: 0 });
    const message = kernel.trace.message('m', 0, 1, 0, 1, 1, cause);
    kernel.schedule(1, 0, 0, 1, undefined, cause, message);
    kernel.advance(9, 9);
    expect(rows.map((row) => [kernel.trace.cause(row), kernel.trace.via(row)])).toEqual([
      [cause, message],
      [cause, message],
    ]);
    expect([kernel.cause, kernel.via]).toEqual([NONE, NONE]);
  });

  it('gives all inside `within` its cause, and restores the outer one even on a throw', () => {
    const kernel = newKernel();
    const outer = kernel.record(happened, 'x', { a: 0 });
    const inner = kernel.within(outer, () => {
      const row = kernel.record(happened, 'x', { a: 1 });
      expect(() =>
        kernel.within(row, () => {
          throw new Error('stop');
        }),
      ).toThrow('stop');
      return kernel.record(happened, 'x', { a: 2 });
    });
    expect(kernel.trace.cause(inner)).toBe(outer);
    expect(kernel.cause).toBe(NONE);
    expect(kernel.trace.cause(kernel.record(happened, 'x', { a: 3 }))).toBe(NONE);
  });

  it('does not handle a cancelled event', () => {
    const kernel = newKernel();
    kernel.on(0, () => expect.unreachable());
    const ticket = kernel.schedule(1, 0, 0, 0, undefined);
    expect(kernel.pendingCount).toBe(1);
    expect(kernel.cancel(ticket)).toBe(true);
    expect(kernel.cancel(ticket)).toBe(false);
    expect(kernel.advance(9, 9)).toBe('empty');
  });

  it('hands out kinds that meet no chosen one', () => {
    const kernel = newKernel();
    const seen: string[] = [];
    kernel.on(0, () => seen.push('chosen'));
    const one = kernel.register(() => seen.push('one'));
    const two = kernel.register(() => seen.push('two'));
    for (const kind of [two, 0, one]) kernel.schedule(0, kind, 0, 0, undefined);
    kernel.advance(0, 9);
    expect(seen).toEqual(['two', 'chosen', 'one']);
  });

  it('refuses the past, a fraction, an unknown kind, a second handler, running backwards', () => {
    const kernel = newKernel();
    kernel.on(0, () => undefined);
    kernel.schedule(10, 0, 0, 0, undefined);
    kernel.schedule(20, 0, 0, 0, undefined);
    kernel.advance(10, 9);
    expect(() => kernel.schedule(9, 0, 0, 0, undefined)).toThrow('past');
    expect(() => kernel.schedule(10.5, 0, 0, 0, undefined)).toThrow('whole number');
    expect(() => kernel.schedule(11, 1, 0, 0, undefined)).toThrow('handler');
    expect(() => {
      kernel.on(0, () => undefined);
    }).toThrow('one handler');
    expect(() => kernel.advance(9, 9)).toThrow('forward');
  });
});
