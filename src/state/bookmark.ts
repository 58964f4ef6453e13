import { calm } from '../words/calm.ts';
import { readMoment } from '../words/moment.ts';

/** A moment of a run with a note of one's own. */
export interface Bookmark {
  readonly atMicros: number;
  readonly note: string;
}

export const NOTE_LENGTH_MAX = 200;
export const BOOKMARKS_MAX = 40;
/** Runs whose bookmarks are kept; the oldest are forgotten first. */
const RUNS_MAX = 30;

/** Whatever was stored by whomever: each part is used only if it is one of ours. */
export function readBookmarks(text: string | null): Map<string, Bookmark[]> {
  let given: unknown;
  try {
    given = JSON.parse(text ?? '[]');
  } catch {
    return new Map();
  }
  if (!Array.isArray(given)) return new Map();
  const runs = given.flatMap((entry: unknown): [string, Bookmark[]][] => {
    if (!Array.isArray(entry)) return [];
    const [run, list] = entry as unknown[];
    if (typeof run !== 'string' || !Array.isArray(list)) return [];
    return [[run, list.flatMap(bookmarkIn)]];
  });
  return new Map(runs.slice(-RUNS_MAX));
}

/** As a run file has them; null where one of them is not as files have it. */
export function readBookmarkList(given: unknown): Bookmark[] | null {
  if (!Array.isArray(given) || given.length > BOOKMARKS_MAX) return null;
  const list = given.flatMap((each: unknown): Bookmark[] => {
    if (typeof each !== 'object' || each === null) return [];
    const { moment, note } = each as Record<string, unknown>;
    const atMicros = typeof moment === 'string' ? readMoment(moment) : null;
    return atMicros === null || typeof note !== 'string' ? [] : [{ atMicros, note: calm(note, NOTE_LENGTH_MAX) }];
  });
  return list.length === given.length ? list : null;
}

/** Each moment once, in order; what is there already keeps its note, and its place where there are too many. */
export function withBookmarks(list: readonly Bookmark[], more: readonly Bookmark[]): Bookmark[] {
  const kept = [...list];
  for (const bookmark of more) {
    const isThere = kept.some(({ atMicros }) => atMicros === bookmark.atMicros);
    if (!isThere && kept.length < BOOKMARKS_MAX) kept.push(bookmark);
  }
  return kept.sort((a, b) => a.atMicros - b.atMicros);
}

function bookmarkIn(value: unknown): Bookmark[] {
  if (typeof value !== 'object' || value === null) return [];
  const { atMicros, note } = value as Record<string, unknown>;
  if (!Number.isSafeInteger(atMicros) || typeof note !== 'string') return [];
  return [{ atMicros: atMicros as number, note: note.slice(0, NOTE_LENGTH_MAX) }];
}
