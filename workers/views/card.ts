import type { CheckResult } from '../contract.ts';

/** A mark in a card's small picture: thousandths of its width, in playing time, and its kind. */
export type CardMark = readonly [number, 'block' | 'grant' | 'leak'];

/** What the gallery shows of a scenario: a run of it as it comes, made when the app was built. */
export interface ScenarioCard {
  readonly name: string;
  readonly seed: number;
  readonly engine: string;
  readonly fingerprint: string;
  readonly endsAtMicros: number;
  /** How long it plays at the story's pace. */
  readonly seconds: number;
  readonly members: number;
  readonly patients: number;
  readonly marks: readonly CardMark[];
  /** How many people waited for a record, at most, in each of equal spans of playing time. */
  readonly waiting: readonly number[];
  /** The most person-chart pairs that could read at one moment. */
  readonly couldReadMost: number;
  readonly leaked: number;
  readonly blocks: number;
  readonly grants: number;
  readonly checks: readonly Pick<CheckResult, 'text' | 'verdict' | 'onPurpose'>[];
}
