/** A build and what of it a browser keeps, as the page and the worker that keeps it speak of them. */

export interface BuildFile {
  /** Relative to the folder that the page is served from. */
  readonly path: string;
  readonly bytes: number;
  /** Of the file as it was built, in hex. */
  readonly sha256: string;
}

export interface BuildFiles {
  /** Changes when a file of it does, or the worker itself. */
  readonly version: string;
  readonly files: readonly BuildFile[];
}

/** What a page asks of the worker: to say what it keeps, or to take over from the version before. */
export type OfflineRequest = 'report' | 'take over';

export type OfflineReport =
  | { readonly kind: 'kept'; readonly files: number; readonly bytes: number }
  /** `changed`: other bytes came than were built. `refused`: the browser has no room, or keeps nothing. */
  | { readonly kind: 'not-kept'; readonly why: 'changed' | 'unreachable' | 'refused'; readonly path: string };
