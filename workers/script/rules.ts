import type { Cast } from './cast.ts';
import type { Said } from './draft.ts';
import { CHART_RULES } from './rules-charts.ts';
import { DECLARATION_RULES } from './rules-declarations.ts';
import { LINK_RULES } from './rules-links.ts';
import { MEMBERSHIP_RULES } from './rules-membership.ts';
import { STORY_RULES } from './rules-story.ts';
import type { Problems } from './problem.ts';

/** What a rule looks at: all that was said, who is in it, the charts there are (null: unknown). */
export interface Book {
  readonly said: readonly Said[];
  readonly cast: Cast;
  readonly charts: readonly string[] | null;
  /** A chart named like a .json file is the user's own; reading it will show whether it is there. */
  readonly ownCharts: boolean;
  /** Lines were left out because they are wrong: do not complain of what may be on them. */
  readonly partial: boolean;
}

/** One thing that must be true of a text as a whole. */
export type Rule = (book: Book, problems: Problems) => void;

export function checkRules(book: Book, problems: Problems): void {
  const rules = [
    ...DECLARATION_RULES, ...CHART_RULES, ...STORY_RULES, ...LINK_RULES, ...MEMBERSHIP_RULES];
  for (const rule of rules) rule(book, problems);
}
