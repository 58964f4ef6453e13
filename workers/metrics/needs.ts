import { needBegan, needMet } from '../health/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';

/** One need of the story, and when it was first met; null: never while it lasted. */
export interface StatedNeed {
  readonly person: string;
  readonly patient: string;
  readonly sections: readonly string[];
  readonly purpose: string;
  readonly at: Micros;
  readonly withinMicros: Micros;
  readonly metAt: Micros | null;
}

/** In the order in which they began. */
export function needsOf(trace: Trace): StatedNeed[] {
  const needs = new Map<string, StatedNeed>();
  for (let row = 0; row < trace.outcomeCount; row += 1) {
    const at = trace.at(row);
    if (trace.is(row, needBegan)) {
      const { need, person, patient, sections, purpose, withinMicros } = trace.get(row, needBegan);
      needs.set(need, { person, patient, sections: sections.split(', '), purpose, at, withinMicros,
        metAt: null });
    } else if (trace.is(row, needMet)) {
      const name = trace.text(row, needMet, 'need');
      const need = needs.get(name);
      if (need !== undefined && need.metAt === null) needs.set(name, { ...need, metAt: at });
    }
  }
  return [...needs.values()];
}
