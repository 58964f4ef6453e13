import { area, curveBasis, max, scaleLinear, scaleSqrt } from 'd3';
import type { Mark, MarkKind } from '../../../workers/contract.ts';
import { momentAfter, secondsInAll, secondsUntil, type Knots } from '../../state/pace.ts';

export type Lane = 'leak' | 'verdict' | 'grant' | 'access' | 'block' | 'other';
export const LANES: readonly Lane[] = ['leak', 'verdict', 'grant', 'access', 'block', 'other'];

export interface Spot {
  readonly x: number;
  readonly lane: Lane;
  readonly row: number;
  /** An access that was refused is drawn hollow, and a denial hollow and struck through. */
  readonly hollow: boolean;
}

export interface DayTick { readonly x: number; readonly day: number }

export interface Timeline {
  readonly density: string;
  readonly spots: readonly Spot[];
  readonly days: readonly DayTick[];
}

/** Half of the slider's thumb: the scale starts and ends where its middle does. */
export const INSET = 9;
/** The slider counts thousandths of a second of playing. */
export const SLIDER_STEPS_A_SECOND = 1000;

const BIN = 10;
const DAY = 86_400_000_000;
const DAY_LABEL = 46;

/** From seconds of playing to pixels: quiet stretches take as little room as they take time. */
export function scaleOf(knots: Knots, width: number): (seconds: number) => number {
  return scaleLinear([0, secondsInAll(knots)], [INSET, Math.max(INSET + 1, width - INSET)]);
}

/** Everything of the timeline that does not change while a run plays. */
export function drawTimeline(
  marks: readonly Mark[], knots: Knots, width: number, height: number,
): Timeline {
  const scale = scaleOf(knots, width);
  const xOf = (at: number): number => scale(secondsUntil(knots, at));
  return {
    density: densityPath(marks, xOf, width, height),
    spots: thinned(marks, xOf),
    days: dayTicks(knots, xOf),
  };
}

export function laneOf(kind: MarkKind): Lane {
  if (kind === 'refused') return 'access';
  if (kind === 'denial') return 'grant';
  return LANES.find((lane) => lane === kind) ?? 'other';
}

/** The moment a slider's value means; near a mark it is the mark's, so that a hand can meet it. */
export function momentAtSlider(
  value: number, marks: readonly Mark[], knots: Knots, width: number,
): number {
  const scale = scaleOf(knots, width);
  const seconds = value / SLIDER_STEPS_A_SECOND;
  const at = momentAfter(knots, seconds);
  const x = scale(seconds);
  let nearest = at;
  let away = 3;
  for (const mark of marks) {
    const off = Math.abs(scale(secondsUntil(knots, mark.at)) - x);
    if (off < away) [nearest, away] = [mark.at, off];
  }
  return nearest;
}

/** How much happens in each few pixels, as low hills; a square root keeps little visible. */
function densityPath(
  marks: readonly Mark[], xOf: (at: number) => number, width: number, height: number,
): string {
  const bins = new Array<number>(Math.ceil(width / BIN) + 1).fill(0);
  for (const mark of marks) {
    const bin = Math.floor(xOf(mark.at) / BIN);
    bins[bin] = (bins[bin] ?? 0) + mark.count;
  }
  const y = scaleSqrt([0, max(bins) ?? 1], [height, height * 0.2]);
  const hills = area<number>().x((_, index) => index * BIN).y0(height).y1((n) => y(n));
  return hills.curve(curveBasis)(bins) ?? '';
}

/** Marks of one lane that would cover each other are drawn once. */
function thinned(marks: readonly Mark[], xOf: (at: number) => number): Spot[] {
  const last = new Map<Lane, number>();
  const spots: Spot[] = [];
  for (const mark of marks) {
    const lane = laneOf(mark.kind);
    const x = xOf(mark.at);
    if (x - (last.get(lane) ?? Number.NEGATIVE_INFINITY) < (lane === 'other' ? 2 : 5)) continue;
    last.set(lane, x);
    spots.push({ x, lane, row: mark.row, hollow: mark.kind === 'refused' || mark.kind === 'denial' });
  }
  return spots;
}

function dayTicks(knots: Knots, xOf: (at: number) => number): DayTick[] {
  const ends = knots.at(-1)?.[0] ?? 0;
  const ticks: DayTick[] = [];
  for (let day = 0; day * DAY <= ends && day < 4000; day += 1) {
    const x = xOf(day * DAY);
    const before = ticks.at(-1);
    if (before === undefined || x - before.x >= DAY_LABEL) ticks.push({ x, day: day + 1 });
  }
  return ticks;
}
