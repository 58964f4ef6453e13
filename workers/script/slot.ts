import type { Token } from './line.ts';
import type { Explanation } from './problem.ts';

/** Everything a name can stand for. Regions are given; the others are declared by the text. */
export type NameKind = 'region' | 'member' | 'patient' | 'person' | 'workstation';

/** What completion knows of the text and the machine. */
export interface Known {
  /** Declared names, regions included. */
  names(kinds: readonly NameKind[]): readonly string[];
  readonly charts: readonly string[];
}

export type Reading<T> = { readonly value: T } | Explanation;

/**
 * What may stand in one place of an act, and what it means. Values are plain data (strings,
 * integers, arrays and objects of them), so that they go into the JSON form as they are.
 */
export interface SlotType<T> {
  /** In capitals where a form is shown: `PATIENT moves to PLACE`. */
  readonly label: string;
  /** After "Here belongs": `a duration such as 30m`. */
  readonly noun: string;
  /** Could this token be meant to stand here? Decides which act a line is, not if it is right. */
  accepts(token: Token): boolean;
  read(token: Token): Reading<T>;
  /** The token's canonical text; `read` of it gives the value back. */
  write(value: T): string;
  /** Is this plain value one that `write` can take? The text it writes is still checked. */
  holds(value: unknown): value is T;
  /** Fixed words to choose from, for suggestions and completion. */
  readonly words?: readonly string[];
  /** What could be written here, if that depends on the text; prefix: what is typed so far. */
  offers?(known: Known, prefix: string): readonly string[];
  /** What a value means, for hover, where the name of the slot does not say it. */
  tells?(value: T): string | null;
  /** The name declared here becomes a name of this kind. */
  readonly declares?: NameKind;
  /** The name used here must be of one of these kinds. */
  readonly refers?: { readonly kinds: readonly NameKind[]; nameIn(value: T): string | null };
}

export function isExplanation<T>(reading: Reading<T>): reading is Explanation {
  return 'sentence' in reading;
}

/** A text that is one token wherever it is written: it cannot smuggle in a second word or line. */
export function isBareText(value: unknown): value is string {
  return typeof value === 'string' && /^[^\s,#"]+$/.test(value);
}

export function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
