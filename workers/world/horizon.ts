import type { Micros } from '../kernel/micros.ts';
import type { ActBody, Scenario } from '../script/scenario.ts';

/**
 * A run ends a while after its last act, so that what the act set off can play out. What waits for
 * a condition counts from the moment its wait begins: a run does not last until it comes true.
 */
export function endOf(scenario: Scenario, tailMicros: Micros): Micros {
  let last = 0;
  for (const act of scenario.story) last = Math.max(last, act.at + lastsOf(act));
  for (const { when, act } of scenario.conditionals) {
    last = Math.max(last, (when.from ?? 0) + lastsOf(act));
  }
  return last + tailMicros;
}

function lastsOf(act: ActBody): Micros {
  const lasts = act.verb === 'cuts' || act.verb === 'impairs' || act.verb === 'pauses'
    || act.verb === 'loads' || act.verb === 'holds' || act.verb === 'isolates'
    || act.verb === 'works-slower' || act.verb === 'carries' || act.verb === 'misbehaves';
  return lasts ? act.forMicros ?? 0 : 0;
}
