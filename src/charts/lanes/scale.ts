import { scaleLinear } from 'd3';
import { momentAfter, secondsUntil, type Knots } from '../../state/pace.ts';
import type { Stretch } from '../../state/stretch.svelte.ts';

/** Time downwards: the moment is at the bottom, whatever was before it further up. */
export interface TimeScale {
  readonly y: (atMicros: number) => number;
  readonly ticks: readonly { readonly y: number; readonly atMicros: number }[];
}

/** Room that the lanes have at most and at least, their names included. */
const [HIGH_MOST, HIGH_LEAST] = [440, 300];

/** How high the lanes are in such a room, so that their foot, which is the moment, is seen with their heads. */
export function lanesHigh(room: number): number {
  return Math.round(Math.min(HIGH_MOST, Math.max(HIGH_LEAST, room)));
}

/** Room for a label of a tick. */
const TICK = 56;

/**
 * By the story, as much room as the stretch takes when it is played, so that a message is seen to
 * travel and a quiet day takes little room; by the clock, in proportion to time.
 */
export function timeScale(
  stretch: Stretch, atMicros: number, knots: Knots, top: number, bottom: number,
): TimeScale {
  const isStory = stretch.kind === 'story';
  const now = isStory ? secondsUntil(knots, atMicros) : atMicros;
  const length = isStory ? stretch.seconds : stretch.micros;
  const scale = scaleLinear([now - length, now], [top, bottom]);
  const place = (at: number): number => (isStory ? secondsUntil(knots, at) : at);
  const count = Math.max(1, Math.floor((bottom - top) / TICK));
  const ticks = Array.from({ length: count }, (_, index) => top + (index + 0.5) * ((bottom - top) / count))
    .map((y) => ({ y, value: scale.invert(y) }))
    .filter(({ value }) => value >= 0)
    .map(({ y, value }) => ({ y, atMicros: isStory ? momentAfter(knots, value) : Math.round(value) }));
  return { y: (at) => scale(place(at)), ticks };
}

/** A roll is begun anew after so many pixels, so that no coordinate grows too large to be drawn exactly. */
const ROLL = 4096;

/**
 * As time passes all that is over moves up alike: on a roll of paper each thing stays in its place
 * (`placesOnRoll`), and the paper is moved. `y` of the scale is the place plus `drift`, pixels.
 */
export function rollAt(
  stretch: Stretch, atMicros: number, knots: Knots, top: number, bottom: number,
): { readonly turn: number; readonly drift: number } {
  const run = pixelsUntil(stretch, knots, bottom - top)(atMicros);
  const turn = Math.floor(run / ROLL);
  return { turn, drift: bottom - (run - turn * ROLL) };
}

export function placesOnRoll(
  stretch: Stretch, knots: Knots, high: number, turn: number,
): (atMicros: number) => number {
  const pixels = pixelsUntil(stretch, knots, high);
  return (at) => pixels(at) - turn * ROLL;
}

function pixelsUntil(stretch: Stretch, knots: Knots, high: number): (atMicros: number) => number {
  return stretch.kind === 'story'
    ? (at) => secondsUntil(knots, at) * high / stretch.seconds : (at) => at * high / stretch.micros;
}
