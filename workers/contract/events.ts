export interface EventQuery {
  readonly atMicros: number;
  /** `told`: what a reader of the story would be told; `all`; or the first part of a kind's name. */
  readonly show: string;
  /** Words that must all occur in a row; case is ignored. */
  readonly text: string;
  readonly sort: EventSort;
  readonly descending: boolean;
  /** The first row of the page, from 0, and how many rows it has at most. */
  readonly from: number;
  readonly count: number;
}

export type EventSort = 'at' | 'kind' | 'entity';

export interface EventPage {
  /** How many rows match, by the moment; the page holds those from `from` on. */
  readonly total: number;
  readonly from: number;
  readonly events: readonly EventRow[];
  /** What `show` may be besides `told` and `all`, with how many outcomes there are by the moment. */
  readonly families: readonly (readonly [string, number])[];
}

export interface EventRow {
  readonly row: number;
  readonly at: number;
  /** The kind of the trace entry, e.g. grant.submitted. */
  readonly kind: string;
  readonly entity: string;
  readonly sentence: string;
}
