import type { Subject } from '../contract.ts';

/** What can be touched: all that has a life, the link between two sides, and a request. */
export type TouchSubject =
  | Subject
  /** Each side a member's or a region's name. */
  | { readonly kind: 'link'; readonly a: string; readonly b: string }
  /** The row of any outcome of the request. */
  | { readonly kind: 'request'; readonly row: number };

/** One act that can be said of what was touched, at the moment it was touched. */
export interface Touch {
  /** Names the branch that the act makes, e.g. "ward-3 is locked, and dr-rivas leaves". */
  readonly title: string;
  /** The act as a line of the story, e.g. "day 3 12:10 dr-rivas leaves ward-3 locked". */
  readonly line: string;
  /** The same in two parts: when, µs, and the line without its moment. */
  readonly atMicros: number;
  readonly act: string;
  /** What to look at in the branch, in one sentence. */
  readonly hint: string;
}

/** A scenario with one act more. */
export interface BranchText {
  readonly text: string;
  /** Where the act stands in it, from 1; 0 where it could not be placed. */
  readonly line: number;
  /** Why it could not be placed; null where it was. */
  readonly problem: string | null;
}
