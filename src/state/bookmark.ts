/** A moment of a run with a note of one's own. */
export interface Bookmark {
  readonly atMicros: number;
  readonly note: string;
}

export const NOTE_LENGTH_MAX = 200;
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

function bookmarkIn(value: unknown): Bookmark[] {
  if (typeof value !== 'object' || value === null) return [];
  const { atMicros, note } = value as Record<string, unknown>;
  if (!Number.isSafeInteger(atMicros) || typeof note !== 'string') return [];
  return [{ atMicros: atMicros as number, note: note.slice(0, NOTE_LENGTH_MAX) }];
}
