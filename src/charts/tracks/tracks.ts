/** Branches as tracks under the timeline: where each begins, and what stands on it. */
import type { CheckResult, RunSummary } from '../../../workers/contract.ts';
import type { Track } from '../../state/branch-tree.ts';

export const TRACK_HEIGHT = 26;

export interface DrawnTrack {
  readonly y: number;
  /** Down from its parent where the two part, and on to its end. */
  readonly path: string;
  readonly leaks: readonly number[];
  readonly verdicts: readonly { readonly x: number; readonly verdict: CheckResult['verdict'] }[];
}

/** Room of a sign beside a mark. */
const SIGN = 16;

/** On which side of a place a sign is clear of the marks of a track: -1 left, 1 right. */
export function clearSide(x: number, { leaks, verdicts }: Pick<DrawnTrack, 'leaks' | 'verdicts'>): -1 | 1 {
  const isFree = (from: number, to: number): boolean =>
    ![...leaks, ...verdicts.map((each) => each.x)].some((mark) => mark > from - 6 && mark < to + 6);
  return !isFree(x - SIGN, x) && isFree(x, x + SIGN) ? 1 : -1;
}

/** Two marks closer than this are drawn as one. */
const APART = 7;
const CORNER = 5;

/** `xOf` from a moment to pixels, on the scale of the timeline above. */
export function drawTrack(
  track: Pick<Track, 'forkAtMicros' | 'rowsUp'>, row: number, run: RunSummary | null,
  endsAtMicros: number, xOf: (atMicros: number) => number,
): DrawnTrack {
  const y = (row + 0.5) * TRACK_HEIGHT;
  const [from, to] = [xOf(track.forkAtMicros), xOf(Math.min(run?.endsAtMicros ?? endsAtMicros, endsAtMicros))];
  const down = track.rowsUp * TRACK_HEIGHT;
  const path = down === 0 ? `M${px(from)} ${px(y)}H${px(to)}`
    : `M${px(from)} ${px(y - down)}V${px(y - CORNER)}q0 ${CORNER} ${CORNER} ${CORNER}H${px(Math.max(from + CORNER, to))}`;
  // Before it parts from its parent nothing is its own.
  const own = (at: number): boolean => at >= track.forkAtMicros || down === 0;
  const leaks = (run?.marks ?? []).filter((mark) => mark.kind === 'leak' && own(mark.at)).map(({ at }) => xOf(at));
  const verdicts = (run?.checks ?? []).flatMap(({ at, verdict }) =>
    (at === null || !own(at) ? [] : [{ x: xOf(at), verdict }]));
  return { y, path, leaks: thinned(leaks), verdicts: apart(verdicts) };
}

export interface Tally { readonly leaks: number; readonly holds: number; readonly broken: number }

/** What a run came to, in three numbers. */
export function tallyOf({ metrics, checks }: Pick<RunSummary, 'metrics' | 'checks'>): Tally {
  const of = (verdict: CheckResult['verdict']): number => checks.filter((check) => check.verdict === verdict).length;
  return { leaks: metrics['leaks.total'] ?? 0, holds: of('holds'), broken: of('broken') };
}

function thinned(xs: readonly number[]): number[] {
  return apart(xs.map((x) => ({ x }))).map(({ x }) => x);
}

function apart<T extends { readonly x: number }>(marks: readonly T[]): T[] {
  const kept: T[] = [];
  for (const mark of [...marks].sort((a, b) => a.x - b.x)) {
    const last = kept.at(-1);
    if (last === undefined || mark.x - last.x >= APART) kept.push(mark);
  }
  return kept;
}

function px(value: number): string {
  return value.toFixed(1);
}
