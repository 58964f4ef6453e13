import { cell, type Frame } from '../../bridge/frame.ts';

/**
 * A stretch of a lane in which something was so of the member, that its node was down or that it was
 * outside: from y1 to y2, open where it still is.
 */
export interface Span {
  readonly key: string;
  readonly member: number;
  readonly fromMicros: number;
  /** -1 while it is so. */
  readonly toMicros: number;
  readonly x: number;
  readonly y1: number;
  readonly y2: number;
}

/** Whose node is down at the moment. */
export function downAt({ downs }: Pick<Frame, 'downs'>): ReadonlySet<number> {
  const rows = Array.from({ length: downs.count }, (_, row) => row);
  return new Set(rows.filter((row) => cell(downs.to, row) < 0).map((row) => cell(downs.member, row)));
}

/** Those seen between `top` and `bottom`, where the moment is. */
export function spansIn(
  spans: Frame['downs'], x: readonly number[], y: (at: number) => number, top: number, bottom: number,
): Span[] {
  const seen: Span[] = [];
  for (let row = 0; row < spans.count; row += 1) {
    const [member, fromMicros, toMicros] = [cell(spans.member, row), cell(spans.from, row), cell(spans.to, row)];
    const middle = x[member];
    const y2 = toMicros < 0 ? bottom : y(toMicros);
    if (middle === undefined || y2 <= top) continue;
    const y1 = Math.max(top, y(fromMicros));
    seen.push({ key: `${member} ${fromMicros}`, member, fromMicros, toMicros, x: middle, y1, y2 });
  }
  return seen;
}
