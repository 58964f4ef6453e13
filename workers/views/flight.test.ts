import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NONE, Trace } from '../kernel/trace.ts';
import { Flights } from './flight.ts';
import { Names } from './names.ts';

/** [progress, held] of every message shown at a moment. */
function shown(trace: Trace, moment: number): number[][] {
  return new Flights(trace).at(moment, new Names())
    .map(([, , progress = 0, , , held = 0]) => [progress, held]);
}

describe('Flights', () => {
  it('show a lost message going, then ended where it was lost, and gone when it would have arrived', () => {
    const trace = new Trace({ keepMessages: true });
    const row = trace.message('prepare', 1_000, 2_000, 0, 1, 111, NONE);
    trace.lose(row, 1_500);
    expect([1_250, 1_500, 1_900, 2_000].map((moment) => shown(trace, moment)))
      .toEqual([[[0.25, 0]], [[0.5, 2]], [[0.5, 2]], []]);
  });

  it('know nothing of a cut before it holds a message, and see it leave anew when it is healed', () => {
    const trace = new Trace({ keepMessages: true });
    const row = trace.message('prepare', 0, 1_000, 0, 1, 111, NONE);
    trace.rearrive(row, 500, Infinity);
    trace.rearrive(row, 90_000_000, 90_001_000);
    expect([250, 499, 500, 89_999_999, 90_000_250, 90_001_000].map((moment) => shown(trace, moment)))
      .toEqual([[[0.25, 0]], [[0.499, 0]], [[0.4, 1]], [[0.4, 1]], [[0.25, 0]], []]);
  });

  it('show a message at its receiver while it waits for the line there', () => {
    const trace = new Trace({ keepMessages: true });
    const row = trace.message('records', 0, 1_000, 0, 1, 111, NONE);
    trace.rearrive(row, 1_000, 3_000);
    expect([500, 1_000, 2_999, 3_000].map((moment) => shown(trace, moment)))
      .toEqual([[[0.5, 0]], [[1, 0]], [[1, 0]], []]);
  });

  it('are the same however often somebody looked while the run went on', () => {
    const second = 1_000_000;
    const steps = fc.array(fc.record({
      wait: fc.nat(4), takes: fc.constantFrom(1, 3, 7, Infinity), changes: fc.nat(20),
      to: fc.constantFrom(1, 9, Infinity), looks: fc.boolean(),
    }), { maxLength: 30 });
    fc.assert(fc.property(steps, (list) => {
      const trace = new Trace({ keepMessages: true });
      const along = new Flights(trace);
      let now = 0;
      list.forEach(({ wait, takes, changes, to, looks }, sent) => {
        now += wait * second;
        trace.message('prepare', now, now + takes * second, 0, 1, 111, NONE);
        if (changes <= sent) trace.rearrive(changes, now, now + to * second);
        if (looks) along.gather();
      });
      for (let moment = 0; moment <= now + 10 * second; moment += second) {
        expect(along.at(moment, new Names())).toEqual(new Flights(trace).at(moment, new Names()));
      }
    }));
  });
});
