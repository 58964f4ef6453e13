import { describe, expect, it } from 'vitest';
import { NONE, Trace } from '../kernel/trace.ts';
import { Flights } from './flight.ts';
import { Names } from './names.ts';

describe('Flights', () => {
  it('show a lost message going, then ended where it was lost, and gone when it would have arrived', () => {
    const trace = new Trace({ keepMessages: true });
    const row = trace.message('prepare', 1_000, 2_000, 0, 1, 111, NONE);
    trace.lose(row, 1_500);
    const at = (moment: number): number[][] =>
      new Flights(trace).at(moment, new Set(), new Names()).map(([, , progress = 0, , , held = 0]) =>
        [progress, held]);
    expect([at(1_250), at(1_500), at(1_900), at(2_000)]).toEqual([[[0.25, 0]], [[0.5, 2]], [[0.5, 2]], []]);
  });

  it('hold what a cut covers in its direction alone', () => {
    const trace = new Trace({ keepMessages: true });
    trace.message('prepare', 0, 1_000, 0, 1, 111, NONE);
    trace.message('prepare', 0, 1_000, 1, 0, 111, NONE);
    const rows = new Flights(trace).at(500, new Set(['0|1']), new Names());
    expect(rows.map(([from, , , , , held]) => [from, held])).toEqual([[1, 0], [0, 1]]);
  });
});
