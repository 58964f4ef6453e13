import type { Micros } from '../kernel/micros.ts';
import type { Scenario } from '../script/scenario.ts';

/** A run ends a while after its last act, so that what the act set off can play out. */
export function endOf(scenario: Scenario, tailMicros: Micros): Micros {
  let last = 0;
  for (const act of scenario.story) {
    const lasts = act.verb === 'cuts' || act.verb === 'impairs' || act.verb === 'pauses'
      || act.verb === 'loads' || act.verb === 'holds'
      ? act.forMicros ?? 0 : 0;
    last = Math.max(last, act.at + lasts);
  }
  return last + tailMicros;
}
