import type { SettingValue } from '../settings/register.ts';

/** Which reading, each record of which leaked: the same in every run of the story in which it happens. */
export interface LeakIdentity {
  readonly holder: string;
  readonly patient: string;
  /** What became known, each record and each section once. */
  readonly records: readonly string[];
  readonly sections: readonly string[];
}

/** What is changed: settings, or lines put into the story, each with its moment. */
export type PreventionChange =
  | { readonly settings: Readonly<Record<string, SettingValue>> }
  | { readonly lines: readonly string[] };

/** What could have prevented the leaks of a reading. Nothing is claimed of it before it has been run. */
export interface Candidate {
  readonly title: string;
  /** Which cause of the leak it breaks, in one sentence. */
  readonly why: string;
  readonly change: PreventionChange;
}

export interface Prevention {
  readonly leak: LeakIdentity;
  /** What happened, as a sentence. */
  readonly sentence: string;
  readonly candidates: readonly Candidate[];
}

/** A number before the change and after it; null where there is none. */
export interface Compared {
  readonly before: number | null;
  readonly after: number | null;
}

/** What a run of the candidate shows. */
export interface LeakProof {
  /** That holder comes to know none of those records without need in it. */
  readonly prevented: boolean;
  /** How many of them he still does. */
  readonly left: number;
  /** How they stand in it, as a sentence. */
  readonly sentence: string;
  readonly leaks: Compared;
  readonly couldRead: Compared;
  readonly needsMet: Compared;
  readonly needsMissed: Compared;
  readonly waitSecondsP50: Compared;
  readonly waitSecondsP95: Compared;
}
