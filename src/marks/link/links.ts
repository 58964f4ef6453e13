import type { Point } from '../../charts/network/ring.ts';
import { cell, type Frame } from '../../bridge/frame.ts';

export interface CutLink {
  readonly key: string;
  readonly a: number;
  readonly b: number;
  /** Only what `a` sends is held. */
  readonly oneWay: boolean;
  readonly path: string;
  readonly bars: string;
  readonly middle: Point;
}

const GAP = 15;
const BAR = 9;
/** Off the middle, where crossing links would put their gaps on top of each other. */
const CUT_AT = 0.36;

export interface WholeLink {
  readonly key: string;
  readonly a: number;
  readonly b: number;
  readonly path: string;
}

/** Every link that is not cut: members all talk to each other. */
export function wholeLinks(stands: readonly Point[], cut: readonly CutLink[]): WholeLink[] {
  const gone = new Set(cut.map((link) => link.key));
  return stands.flatMap((from, a) => stands.flatMap((to, b) => {
    const key = keyOf(a, b);
    return b > a && !gone.has(key) ? [{ key, a, b, path: line(from, to) }] : [];
  }));
}

/** A cut link: two stumps, a gap, and a bar before each end of the gap; one way, the one bar. */
export function cutLinks(frame: Frame, stands: readonly Point[]): CutLink[] {
  const links: CutLink[] = [];
  for (let row = 0; row < frame.cuts.count; row += 1) {
    const [a, b] = [cell(frame.cuts.a, row), cell(frame.cuts.b, row)];
    const [from, to] = [stands[a], stands[b]];
    if (from === undefined || to === undefined) continue;
    const span = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const [dx, dy] = [(to.x - from.x) / span, (to.y - from.y) / span];
    const middle = { x: from.x + (to.x - from.x) * CUT_AT, y: from.y + (to.y - from.y) * CUT_AT };
    const end = (side: number): Point =>
      ({ x: middle.x + side * dx * GAP, y: middle.y + side * dy * GAP });
    const bar = ({ x, y }: Point): string =>
      line({ x: x - dy * BAR, y: y + dx * BAR }, { x: x + dy * BAR, y: y - dx * BAR });
    const [near, far] = [end(-1), end(1)];
    const oneWay = cell(frame.cuts.oneWay, row) === 1;
    links.push({
      key: keyOf(a, b), a, b, oneWay, middle, bars: oneWay ? bar(near) : bar(near) + bar(far),
      path: line(from, near) + line(far, to),
    });
  }
  return links;
}

function keyOf(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

function line(from: Point, to: Point): string {
  return `M${round(from.x)} ${round(from.y)}L${round(to.x)} ${round(to.y)}`;
}

function round(value: number): string {
  return value.toFixed(1);
}
