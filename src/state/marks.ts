import { bisector } from 'd3';
import type { Mark, MarkKind } from '../../workers/contract.ts';

const byMoment = bisector((mark: Mark) => mark.at);

/** The marks after one moment, up to and including another; marks come in order of time. */
export function marksBetween(marks: readonly Mark[], after: number, upTo: number): readonly Mark[] {
  if (upTo <= after) return [];
  return marks.slice(byMoment.right(marks, after), byMoment.right(marks, upTo));
}

/** The first mark after a moment, of a kind if one is named. */
export function nextMark(marks: readonly Mark[], after: number, kind?: MarkKind): Mark | null {
  for (let index = byMoment.right(marks, after); index < marks.length; index += 1) {
    const mark = marks[index];
    if (mark !== undefined && isOf(mark, kind)) return mark;
  }
  return null;
}

/** The last mark before a moment, of a kind if one is named. */
export function markBefore(marks: readonly Mark[], before: number, kind?: MarkKind): Mark | null {
  for (let index = byMoment.left(marks, before) - 1; index >= 0; index -= 1) {
    const mark = marks[index];
    if (mark !== undefined && isOf(mark, kind)) return mark;
  }
  return null;
}

/** Whoever steps through grants meets denials too: both say who may read. */
function isOf(mark: Mark, kind: MarkKind | undefined): boolean {
  return kind === undefined || mark.kind === kind || (kind === 'grant' && mark.kind === 'denial');
}

/** The last few marks up to a moment, the latest first. */
export function latestMarks(marks: readonly Mark[], upTo: number, most: number): readonly Mark[] {
  const end = byMoment.right(marks, upTo);
  return marks.slice(Math.max(0, end - most), end).reverse();
}
