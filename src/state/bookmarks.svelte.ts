import { BOOKMARKS_MAX, readBookmarks, withBookmarks, type Bookmark } from './bookmark.ts';

const KEY = 'ledgerward.bookmarks';

/** Moments of this run that the user has marked, kept in this browser where it may be. */
export class Bookmarks {
  list = $state.raw<readonly Bookmark[]>([]);
  #run = '';
  /** From a file whose run is not open yet. */
  #brought: { readonly fingerprint: string; readonly list: readonly Bookmark[] } | null = null;

  /** By the run's fingerprint: another run has other moments. How many a file brought that are not of it. */
  open(fingerprint: string): number {
    this.#run = fingerprint;
    this.list = readBookmarks(this.#stored()).get(fingerprint) ?? [];
    this.#take();
    const left = this.#brought?.list.length ?? 0;
    this.#brought = null;
    return left;
  }

  /** A file's, for the run whose fingerprint begins so: put to those that it has here, once it is open. */
  bring(fingerprint: string, list: readonly Bookmark[]): void {
    this.#brought = list.length === 0 ? null : { fingerprint, list };
    this.#take();
  }

  get full(): boolean {
    return this.list.length >= BOOKMARKS_MAX;
  }

  /** A moment is marked once; a new note takes the place of the old one. */
  add(bookmark: Bookmark): void {
    const others = this.list.filter(({ atMicros }) => atMicros !== bookmark.atMicros);
    if (others.length >= BOOKMARKS_MAX) return;
    this.#keep([...others, bookmark].sort((a, b) => a.atMicros - b.atMicros));
  }

  remove(atMicros: number): void {
    this.#keep(this.list.filter((bookmark) => bookmark.atMicros !== atMicros));
  }

  #take(): void {
    const brought = this.#brought;
    if (brought === null || !this.#run.startsWith(brought.fingerprint)) return;
    this.#brought = null;
    this.#keep(withBookmarks(this.list, brought.list));
  }

  #keep(list: readonly Bookmark[]): void {
    this.list = list;
    const runs = [...readBookmarks(this.#stored())].filter(([run]) => run !== this.#run);
    try {
      localStorage.setItem(KEY, JSON.stringify([...runs, [this.#run, list]]));
    } catch {
      // A browser that keeps nothing works as well; they last as long as the page.
    }
  }

  #stored(): string | null {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }
}
