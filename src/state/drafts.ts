import { calm } from '../words/calm.ts';

/** What has been written and not thrown away, kept in this browser only. */
export interface Draft {
  readonly id: string;
  /** The scenario that it started from; null where it started from nothing or from a file. */
  readonly from: string | null;
  readonly text: string;
  /** As the user calls it; null: by its title. */
  readonly name: string | null;
  readonly begunAtMilliseconds: number;
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

/** As long as the names of branches. */
const DRAFT_NAME_LENGTH_MAX = 100;
const PREFIX = 'ledgerward.draft.';

/**
 * The drafts of this browser. A draft is never overwritten: one that was changed elsewhere since
 * this page last read or wrote it stays as it is, and what is saved here becomes a new one.
 */
export class Drafts {
  readonly #options: DraftsOptions;
  /** The text that this page last read or wrote of each draft, letter for letter. */
  readonly #known = new Map<string, string>();

  constructor(options: DraftsOptions) {
    this.#options = options;
  }

  /** Latest first. What cannot be read is left where it is and not listed. Listing one is not opening it. */
  list(): Draft[] {
    return this.#keys().flatMap((key) => {
      const draft = this.#draft(key.slice(PREFIX.length));
      return draft === null ? [] : [draft];
    }).sort((a, b) => b.savedAtMilliseconds - a.savedAtMilliseconds || (a.id < b.id ? -1 : 1));
  }

  /** To be written on: from here on this page may write over it, until another one has. */
  open(id: string): Draft | null {
    const draft = this.#draft(id);
    if (draft !== null) this.#known.set(id, draft.text);
    return draft;
  }

  /** The id under which the text is now kept; null where the browser keeps nothing more. */
  save(id: string | null, from: string | null, text: string): string | null {
    const { now, newId } = this.#options;
    const mine = id !== null && this.#isMine(id) ? id : newId();
    const before = this.#draft(mine);
    const at = now();
    const isKept = this.#write({
      id: mine, from, text, name: before?.name ?? null,
      begunAtMilliseconds: before?.begunAtMilliseconds ?? at, savedAtMilliseconds: at,
    });
    return isKept ? mine : null;
  }

  /** Another name for the text as it is kept now, whoever wrote it; an empty one gives back its title. */
  rename(id: string, name: string): boolean {
    const draft = this.#draft(id);
    const own = calm(name, DRAFT_NAME_LENGTH_MAX);
    // What this page knows of the text stays what it was: another tab's is still not its own.
    const known = this.#known.get(id);
    const isKept = draft !== null && this.#write({ ...draft, name: own === '' ? null : own });
    if (known !== undefined) this.#known.set(id, known);
    return isKept;
  }

  /** What went, as it was kept until now, though another tab may have changed it since it was listed. */
  remove(id: string): Draft | null {
    const draft = this.#draft(id);
    try {
      this.#options.shelf?.removeItem(PREFIX + id);
    } catch {
      // A browser that refuses to forget is no reason to stop.
    }
    return draft;
  }

  /** Back under its own id, unless something is kept there again. */
  restore(draft: Draft): boolean {
    const { id } = draft;
    return this.#write(this.#read(id) === null ? draft : { ...draft, id: this.#options.newId() });
  }

  #write({ id, ...parts }: Draft): boolean {
    const { shelf } = this.#options;
    try {
      shelf?.setItem(PREFIX + id, JSON.stringify({ version: 1, ...parts }));
    } catch {
      return false;
    }
    if (shelf !== null) this.#known.set(id, parts.text);
    return shelf !== null;
  }

  /** Whether the draft is still what this page knows of it, or has been thrown away meanwhile. */
  #isMine(id: string): boolean {
    return this.#read(id) === null || (this.#known.has(id) && this.#draft(id)?.text === this.#known.get(id));
  }

  #draft(id: string): Draft | null {
    const kept = this.#read(id);
    return kept === null ? null : draftIn(id, kept);
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

/**
 * What each draft is called in a list of them: its name, its title or `untitled`, and a number where that is
 * another's too, the one begun first without. No two are called alike.
 */
export function calledApart(drafts: readonly Draft[], untitled: string): ReadonlyMap<string, string> {
  const called = new Map<string, string>();
  const taken = new Set<string>();
  const inOrder = [...drafts].sort((a, b) =>
    a.begunAtMilliseconds - b.begunAtMilliseconds || (a.id < b.id ? -1 : 1));
  // A name that the user gave is kept as it is where it can be.
  for (const isNamed of [true, false]) {
    for (const { id, name, text } of inOrder) {
      if ((name !== null) !== isNamed) continue;
      const plain = name ?? titleOf(text) ?? untitled;
      let own = plain;
      for (let number = 2; taken.has(own); number += 1) own = `${plain} (${number})`;
      taken.add(own);
      called.set(id, own);
    }
  }
  return called;
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
  const { version, from, text, name, begunAtMilliseconds, savedAtMilliseconds } = given as Record<string, unknown>;
  if (version !== 1 || typeof text !== 'string') return null;
  const own = typeof name === 'string' ? calm(name, DRAFT_NAME_LENGTH_MAX) : '';
  const savedAt = momentIn(savedAtMilliseconds) ?? 0;
  return {
    id, text, from: typeof from === 'string' ? from : null, name: own === '' ? null : own,
    begunAtMilliseconds: momentIn(begunAtMilliseconds) ?? savedAt, savedAtMilliseconds: savedAt,
  };
}

function momentIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
