import { cell, type Frame } from '../../bridge/frame.ts';
import type { Picture } from '../../bridge/engine.svelte.ts';
import { familyOf, type Family } from '../../marks/message/family.ts';

/** How a message stands at the moment, as in the frame. */
export type Fate = 'going' | 'held' | 'lost' | 'arrived';
const FATES: readonly Fate[] = ['going', 'held', 'lost', 'arrived'];

/** One message as a line between two lanes. */
export interface Diagonal {
  readonly row: number;
  readonly family: Family;
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly fate: Fate;
  readonly sentAt: number;
  readonly endsAt: number;
  /** It waits in the sender's lane from `sentY` to `y1`, falls to (x2, y2), waits there to `endY`. */
  readonly x1: number;
  readonly sentY: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly endY: number;
}

/** A word of consensus beside the lane of whoever says it, once though it goes to everybody. */
export interface Spoken {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Words closer than this would be written over each other; beyond so many nobody reads any. */
const [WORD_APART, WORDS_MAX] = [13, 48];

/** What is put forward and voted, by name; none where there is so much that it would be a blur. */
export function spokenOf(lines: readonly Diagonal[], top: number): Spoken[] {
  const words: Spoken[] = [];
  const lowest = new Map<number, number>();
  const seen = new Set<string>();
  for (const line of sayingsOf(lines, top)) {
    const key = `${line.from} ${line.kind} ${line.sentAt}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (line.y1 - (lowest.get(line.from) ?? -WORD_APART) < WORD_APART) continue;
    lowest.set(line.from, line.y1);
    words.push({ key, text: line.kind, x: line.x1, y: line.y1 });
  }
  return words.length > WORDS_MAX ? [] : words;
}

/** Votes and proposals below `top`, from there down; of those that were sent at once the first. */
function sayingsOf(lines: readonly Diagonal[], top: number): Diagonal[] {
  let last: Diagonal | undefined;
  return lines.filter((line) => {
    if ((line.family !== 'vote' && line.family !== 'proposal') || line.y1 < top) return false;
    const isSaid = last?.from === line.from && last.kind === line.kind && last.sentAt === line.sentAt
      && last.y1 <= line.y1;
    if (!isSaid) last = line;
    return !isSaid;
  }).sort((a, b) => a.y1 - b.y1);
}

/** One block as a bar: a point in the lane of each node that appended it, from left to right. */
export interface Bar {
  readonly row: number;
  readonly height: number;
  readonly points: readonly { readonly member: number; readonly x: number; readonly y: number; readonly at: number }[];
}

/** Members from west to east, so that who is near stands near and a long way is seen as one. */
export function eastwards(members: readonly { readonly longitude: number }[]): number[] {
  return members.map((_, index) => index).sort((a, b) =>
    (members[a]?.longitude ?? 0) - (members[b]?.longitude ?? 0) || a - b);
}

/** Middles of so many lanes, evenly over a width: first those of `order`, then the others. */
export function laneMiddles(
  count: number, left: number, right: number, order: readonly number[] = [],
): number[] {
  const step = (right - left) / Math.max(1, count);
  const middles = Array.from({ length: count }, (_, index) => left + (index + 0.5) * step);
  return middles.map((middle, index) => {
    const rank = order.indexOf(index);
    return rank < 0 ? middle : middles[rank] ?? middle;
  });
}

const NONE: ReadonlyMap<number, Diagonal> = new Map();

/**
 * `x`: middle of each party's lane, members first; a party without one has none of its messages.
 * `arrived`: lines by the rows of messages that had arrived, from the same `x` and `y`.
 */
export function diagonalsOf(
  { frame, names }: Picture, x: readonly number[], y: (at: number) => number,
  arrived: ReadonlyMap<number, Diagonal> = NONE,
): Diagonal[] {
  const { flights } = frame;
  const lines: Diagonal[] = [];
  for (let index = 0; index < flights.count; index += 1) {
    const own = arrived.get(cell(flights.row, index));
    if (own !== undefined && FATES[cell(flights.state, index)] === 'arrived') {
      lines.push(own);
      continue;
    }
    const [from, to] = [cell(flights.from, index), cell(flights.to, index)];
    const [x1, far] = [x[from], x[to]];
    if (x1 === undefined || far === undefined) continue;
    const fate = FATES[cell(flights.state, index)] ?? 'going';
    const [sentAt, leftAt] = [cell(flights.sentAt, index), cell(flights.leftAt, index)];
    const [reachesAt, endsAt] = [cell(flights.reachesAt, index), cell(flights.endsAt, index)];
    const kind = names[cell(flights.kind, index)] ?? '';
    const isHeld = fate === 'held';
    const stopsAt = isHeld ? frame.atMicros : Math.min(endsAt, reachesAt);
    const share = isHeld ? 0 : Math.min(1, (stopsAt - leftAt) / Math.max(1, reachesAt - leftAt));
    lines.push({
      row: cell(flights.row, index), family: familyOf(kind), kind, from, to, fate, sentAt, endsAt,
      x1, sentY: y(sentAt), y1: y(isHeld ? stopsAt : leftAt),
      x2: x1 + share * (far - x1), y2: y(stopsAt), endY: y(isHeld ? stopsAt : endsAt),
    });
  }
  return lines;
}

/**
 * The same from picture to picture: a message that has arrived is the same line as before, as long
 * as `x` and `y` are the same functions and the names the same list.
 */
export function diagonalsKept(): typeof diagonalsOf {
  let known = new Map<number, Diagonal>();
  let made: readonly unknown[] = [];
  return (picture, x, y) => {
    const by = [picture.names, x, y];
    if (by.some((each, index) => each !== made[index])) known = new Map();
    made = by;
    const lines = diagonalsOf(picture, x, y, known);
    known = new Map(lines.filter(({ fate }) => fate === 'arrived').map((line) => [line.row, line]));
    return lines;
  };
}

export function barsOf(frame: Frame, x: readonly number[], y: (at: number) => number): Bar[] {
  const { appends } = frame;
  const bars = new Map<number, { row: number; height: number; points: Bar['points'][number][] }>();
  for (let index = 0; index < appends.count; index += 1) {
    const [row, member] = [cell(appends.block, index), cell(appends.member, index)];
    const middle = x[member];
    if (middle === undefined) continue;
    const bar = bars.get(row) ?? { row, height: cell(appends.height, index), points: [] };
    const at = cell(appends.at, index);
    bar.points.push({ member, x: middle, y: y(at), at });
    bars.set(row, bar);
  }
  return [...bars.values()].map((bar) => ({ ...bar, points: bar.points.sort((a, b) => a.x - b.x) }));
}

/** The message whose line passes nearest to a point, if near enough for a finger. */
export function diagonalAt(lines: readonly Diagonal[], x: number, y: number): Diagonal | null {
  let nearest: Diagonal | null = null;
  let nearestAway = 10;
  for (const line of lines) {
    const away = Math.min(
      awayFrom(line.x1, line.sentY, line.x1, line.y1, x, y),
      awayFrom(line.x1, line.y1, line.x2, line.y2, x, y),
    );
    if (away < nearestAway) [nearest, nearestAway] = [line, away];
  }
  return nearest;
}

function awayFrom(x1: number, y1: number, x2: number, y2: number, x: number, y: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x1 + share * dx - x, y1 + share * dy - y);
}
