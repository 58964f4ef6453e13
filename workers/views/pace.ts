import { log } from '../kernel/mathematics.ts';
import { MICROS_PER_MILLISECOND, MICROS_PER_SECOND } from '../kernel/micros.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import type { Mark } from '../contract.ts';

/** Seconds of playing that a quiet gap between two moments takes, however long it lasts. */
const GAP_SECONDS_MIN = 0.35;
const GAP_SECONDS_MAX = 2.4;
const SECONDS_PER_FOLD = 0.085;
/** While messages travel, so much virtual time passes in a second: an ocean takes about a second. */
const TRAVEL_MICROS_PER_SECOND = 45 * MICROS_PER_MILLISECOND;
const TRAVEL_SECONDS_MAX = 4;
/** A run takes no longer than this to play, however much happens in it. */
const PLAYING_SECONDS_MAX = 240;
/** A message that takes longer was held by a cut link: nobody wants to watch it wait. */
const FLIGHT_MICROS_MAX = 5 * MICROS_PER_SECOND;

/**
 * How a run is played so that it can be followed: while messages travel, time passes slowly enough
 * to see them; a gap of a millisecond and a gap of a day both get seconds, growing with the
 * logarithm of the gap. Presentation only: no outcome depends on it.
 */
export function paceOf(
  marks: readonly Mark[], messages: Trace['messages'], endsAt: Micros,
): [number, number][] {
  const busy = busyStretches(messages);
  const moments = [...marks.map((mark) => mark.at), ...busy.flat(), endsAt]
    .filter((at) => at <= endsAt).sort((a, b) => a - b);
  const knots: [number, number][] = [[0, 0]];
  let moment = 0;
  let seconds = 0;
  let stretch = 0;
  for (const at of moments) {
    if (at <= moment) continue;
    while (stretch < busy.length && (busy[stretch]?.[1] ?? 0) <= moment) stretch += 1;
    const isBusy = (busy[stretch]?.[0] ?? Infinity) <= moment;
    seconds += isBusy ? travelSeconds(at - moment) : gapSeconds(at - moment);
    moment = at;
    knots.push([moment, seconds]);
  }
  // Under a load messages travel all the time, and nobody watches for a quarter of an hour.
  const haste = Math.min(1, PLAYING_SECONDS_MAX / seconds);
  return haste < 1 ? knots.map(([at, played]) => [at, played * haste]) : knots;
}

/** Stretches in which at least one message is on its way, in order; they are kept as sent. */
function busyStretches(messages: Trace['messages']): [Micros, Micros][] {
  const busy: [Micros, Micros][] = [];
  for (let row = 0; row < messages.keptCount; row += 1) {
    const sentAt = messages.sentAt(row);
    const arrivesAt = messages.arrivesAt(row);
    if (arrivesAt - sentAt > FLIGHT_MICROS_MAX) continue;
    const last = busy[busy.length - 1];
    if (last !== undefined && sentAt <= last[1]) last[1] = Math.max(last[1], arrivesAt);
    else busy.push([sentAt, arrivesAt]);
  }
  return busy;
}

function travelSeconds(stretch: Micros): number {
  return Math.min(TRAVEL_SECONDS_MAX, stretch / TRAVEL_MICROS_PER_SECOND);
}

function gapSeconds(gap: Micros): number {
  const folds = log(1 + gap / MICROS_PER_MILLISECOND);
  return Math.min(GAP_SECONDS_MAX, GAP_SECONDS_MIN + SECONDS_PER_FOLD * folds);
}
