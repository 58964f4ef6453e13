/** What has been written and not thrown away, kept in this browser only. */
export interface Draft {
  readonly id: string;
  /** The scenario that it started from; null where it started from nothing or from a file. */
  readonly from: string | null;
  readonly text: string;
  readonly savedAtMilliseconds: number;
}

/** What a browser keeps by name: localStorage, or a test's own. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface DraftsOptions {
  /** Null where the browser keeps nothing. */
  readonly shelf: Shelf | null;
  readonly now: () => number;
  readonly newId: () => string;
}

const PREFIX = 'ledgerward.draft.';

/**
 * The drafts of this browser. A draft is never overwritten: one that was changed elsewhere since
 * this page last read or wrote it stays as it is, and what is saved here becomes a new one.
 */
export class Drafts {
  readonly #options: DraftsOptions;
  /** What this page last read or wrote of each draft, letter for letter. */
  readonly #known = new Map<string, string>();

  constructor(options: DraftsOptions) {
    this.#options = options;
  }

  /** Latest first. What cannot be read is left where it is and not listed. */
  list(): Draft[] {
    return this.#keys().flatMap((key) => {
      const draft = this.find(key.slice(PREFIX.length));
      return draft === null ? [] : [draft];
    }).sort((a, b) => b.savedAtMilliseconds - a.savedAtMilliseconds || (a.id < b.id ? -1 : 1));
  }

  find(id: string): Draft | null {
    const kept = this.#read(id);
    const draft = kept === null ? null : draftIn(id, kept);
    if (draft !== null && kept !== null) this.#known.set(id, kept);
    return draft;
  }

  /** The id under which the text is now kept; null where the browser keeps nothing more. */
  save(id: string | null, from: string | null, text: string): string | null {
    const { shelf, now, newId } = this.#options;
    if (shelf === null) return null;
    const mine = id !== null && this.#isMine(id) ? id : newId();
    const kept = JSON.stringify({ version: 1, from, text, savedAtMilliseconds: now() });
    try {
      shelf.setItem(PREFIX + mine, kept);
    } catch {
      return null;
    }
    this.#known.set(mine, kept);
    return mine;
  }

  remove(id: string): void {
    try {
      this.#options.shelf?.removeItem(PREFIX + id);
    } catch {
      // A browser that refuses to forget is no reason to stop.
    }
  }

  /** Whether the draft is still what this page knows of it, or has been thrown away meanwhile. */
  #isMine(id: string): boolean {
    const kept = this.#read(id);
    return kept === null || kept === this.#known.get(id);
  }

  #read(id: string): string | null {
    try {
      return this.#options.shelf?.getItem(PREFIX + id) ?? null;
    } catch {
      return null;
    }
  }

  #keys(): string[] {
    const { shelf } = this.#options;
    try {
      return Array.from({ length: shelf?.length ?? 0 }, (_, index) => shelf?.key(index) ?? '')
        .filter((key) => key.startsWith(PREFIX));
    } catch {
      return [];
    }
  }
}

/** The drafts that this browser keeps. */
export function browserDrafts(): Drafts {
  return new Drafts({ shelf: shelfOf(() => localStorage), now: () => Date.now(), newId });
}

/** Reading `localStorage` alone throws where a browser is told to keep nothing. */
export function shelfOf(find: () => Storage): Storage | null {
  try {
    return find();
  } catch {
    return null;
  }
}

/** A line that tells a draft from the others: its title, or else how it begins. */
export function titleOf(text: string): string | null {
  const title = /^\s*scenario\s+"([^"\n]{1,120})"/m.exec(text)?.[1] ?? text.trim().slice(0, 60);
  return title === '' ? null : title;
}

function newId(): string {
  return [...crypto.getRandomValues(new Uint32Array(3))].map((word) => word.toString(36)).join('');
}

/** Whatever stands there, by whomever: a draft only if it has a draft's shape. */
function draftIn(id: string, kept: string): Draft | null {
  let given: unknown;
  try {
    given = JSON.parse(kept);
  } catch {
    return null;
  }
  if (typeof given !== 'object' || given === null) return null;
  const { version, from, text, savedAtMilliseconds } = given as Record<string, unknown>;
  if (version !== 1 || typeof text !== 'string') return null;
  return {
    id, text, from: typeof from === 'string' ? from : null,
    savedAtMilliseconds: typeof savedAtMilliseconds === 'number' ? savedAtMilliseconds : 0,
  };
}
