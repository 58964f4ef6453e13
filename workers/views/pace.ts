import { log } from '../kernel/mathematics.ts';
import { MICROS_PER_MILLISECOND } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Mark } from '../contract.ts';

/** Seconds of playing that a gap between two moments takes, however long it lasts. */
const GAP_SECONDS_MIN = 0.35;
const GAP_SECONDS_MAX = 2.4;
const SECONDS_PER_FOLD = 0.085;

/**
 * How a run is played so that it can be followed: a gap of a millisecond and a gap of a day both
 * get seconds, growing with the logarithm of the gap. Presentation only: no outcome depends on it.
 */
export function paceOf(marks: readonly Mark[], endsAt: Micros): [number, number][] {
  const knots: [number, number][] = [[0, 0]];
  let moment = 0;
  let seconds = 0;
  for (const at of [...marks.map((mark) => mark.at), endsAt]) {
    if (at <= moment) continue;
    seconds += gapSeconds(at - moment);
    moment = at;
    knots.push([moment, seconds]);
  }
  return knots;
}

function gapSeconds(gap: Micros): number {
  const folds = log(1 + gap / MICROS_PER_MILLISECOND);
  return Math.min(GAP_SECONDS_MAX, GAP_SECONDS_MIN + SECONDS_PER_FOLD * folds);
}
