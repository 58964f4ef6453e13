import { needBegan, needMet } from '../health/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';

export interface Waits {
  readonly needs: number;
  /** Met at all, and of those the ones met after their deadline. */
  readonly met: number;
  readonly late: number;
  /** Never met before their window, or the run, was over. */
  readonly missed: number;
  /** How long each met need waited. */
  readonly waits: readonly Micros[];
}

/** Each need once: its first meeting counts, whatever came after. */
export function waitsOf(trace: Trace): Waits {
  const deadlines = new Map<string, Micros>();
  const waits = new Map<string, Micros>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    if (trace.is(row, needBegan)) {
      const { need, withinMicros } = trace.get(row, needBegan);
      deadlines.set(need, withinMicros);
    } else if (trace.is(row, needMet)) {
      const { need, waitMicros } = trace.get(row, needMet);
      if (!waits.has(need)) waits.set(need, waitMicros);
    }
  }
  const late = [...waits].filter(([need, wait]) => wait > (deadlines.get(need) ?? 0)).length;
  return {
    needs: deadlines.size, met: waits.size, late, missed: deadlines.size - waits.size,
    waits: [...waits.values()],
  };
}
