import { bisector } from 'd3';

/**
 * How playing turns seconds at the screen into moments of the run. The story's pace follows knots
 * that the run brings along, so that quiet days pass quickly and messages are seen to travel; a
 * literal pace is a fixed number of microseconds a second.
 */
export type Pace =
  | { readonly id: string; readonly kind: 'story'; readonly factor: number }
  | { readonly id: string; readonly kind: 'literal'; readonly microsPerSecond: number };

/** [moment in µs, seconds of playing until it]; neither ever falls. */
export type Knots = readonly (readonly [number, number])[];

const SECOND = 1_000_000;

export const STORY_PACES: readonly Pace[] = [0.25, 0.5, 1, 2, 4].map((factor) => ({
  id: `story-${factor}`, kind: 'story' as const, factor,
}));

export const LITERAL_PACES: readonly Pace[] = [
  SECOND / 100, SECOND / 10, SECOND, 10 * SECOND, 60 * SECOND, 600 * SECOND, 3600 * SECOND,
].map((micros) => ({ id: `literal-${micros}`, kind: 'literal' as const, microsPerSecond: micros }));

export const PACES: readonly Pace[] = [...STORY_PACES, ...LITERAL_PACES];
export const STORY_PACE = 'story-1';

export function paceOf(id: string): Pace {
  const named = (wanted: string): Pace | undefined => PACES.find((pace) => pace.id === wanted);
  const found = named(id) ?? named(STORY_PACE);
  if (found === undefined) throw new Error('The story pace is missing from the list of paces.');
  return found;
}

/** The next faster (+1) or slower (−1) pace of the same kind; the last one stays. */
export function besides(id: string, step: 1 | -1): string {
  const row = LITERAL_PACES.some((pace) => pace.id === id) ? LITERAL_PACES : STORY_PACES;
  const index = row.findIndex((pace) => pace.id === id);
  return row[Math.min(row.length - 1, Math.max(0, index + step))]?.id ?? id;
}

/** A run without knots still plays: all of it in a minute. */
export function knotsOf(given: Knots, endsAtMicros: number): Knots {
  const last = given.at(-1);
  if (last === undefined || last[1] <= 0) return [[0, 0], [endsAtMicros, 60]];
  const first = given[0]?.[0] === 0 ? given : [[0, 0] as const, ...given];
  return last[0] >= endsAtMicros ? first : [...first, [endsAtMicros, last[1] + 1]];
}

/** Seconds of playing, at the story's own pace, from the start to a moment. */
export function secondsUntil(knots: Knots, atMicros: number): number {
  return interpolate(knots, atMicros, 0, 1);
}

/** The moment reached after so many seconds of playing; a whole number of microseconds. */
export function momentAfter(knots: Knots, seconds: number): number {
  return Math.round(interpolate(knots, seconds, 1, 0));
}

export function secondsInAll(knots: Knots): number {
  return knots.at(-1)?.[1] ?? 0;
}

/** Where playing stands: the moment, and the second of playing, which alone tells where it waits. */
export interface Position { readonly atMicros: number; readonly seconds: number }

/** Plays on for so many seconds at the screen; stops at the run's end. */
export function advance(
  knots: Knots, from: Position, pace: Pace, elapsedSeconds: number,
): Position {
  const endsAt = knots.at(-1)?.[0] ?? 0;
  if (pace.kind === 'story') {
    const seconds = Math.min(secondsInAll(knots), from.seconds + elapsedSeconds * pace.factor);
    return { atMicros: Math.max(from.atMicros, momentAfter(knots, seconds)), seconds };
  }
  const passed = Math.round(elapsedSeconds * pace.microsPerSecond);
  const atMicros = Math.min(endsAt, from.atMicros + passed);
  return { atMicros, seconds: secondsUntil(knots, atMicros) };
}

const left = [
  bisector((knot: readonly [number, number]) => knot[0]).left,
  bisector((knot: readonly [number, number]) => knot[1]).left,
] as const;

function interpolate(knots: Knots, value: number, from: 0 | 1, to: 0 | 1): number {
  const index = left[from](knots, value);
  const after = knots[Math.min(index, knots.length - 1)];
  const before = knots[index - 1];
  if (after === undefined) return 0;
  if (before === undefined || index >= knots.length) return after[to];
  const share = (value - before[from]) / (after[from] - before[from]);
  return before[to] + share * (after[to] - before[to]);
}
