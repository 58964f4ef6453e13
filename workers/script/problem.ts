import type { Place } from './place.ts';

/** Something wrong with a text, placed where an editor can underline it. */
export interface Problem extends Place {
  /** One or two plain sentences: what is wrong and what would be right. */
  readonly sentence: string;
  /** What to write from `column` to `endColumn` instead; present only where it is certain. */
  readonly fix?: string;
}

export interface Explanation {
  readonly sentence: string;
  readonly fix?: string;
}

/** Beyond a hundred nobody reads on, and an editor that draws thousands stutters. */
export const PROBLEMS_MAX = 100;

/**
 * Collects problems in any order, and keeps only those that will be shown. Explanations are made
 * at the end: looking for the nearest name is the costly part, and a generated text can be wrong
 * in every one of a hundred thousand lines.
 */
export class Problems {
  /** In order of place; one more than is shown, which is where the last line goes. */
  readonly #kept: { readonly place: Place; readonly explain: () => Explanation }[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(place: Place, explain: Explanation | (() => Explanation)): void {
    this.#count += 1;
    let index = this.#kept.length;
    while (index > 0 && isBefore(place, this.#kept[index - 1]?.place)) index -= 1;
    if (index > PROBLEMS_MAX) return;
    const made = typeof explain === 'function' ? explain : () => explain;
    this.#kept.splice(index, 0, { place, explain: made });
    if (this.#kept.length > PROBLEMS_MAX + 1) this.#kept.pop();
  }

  /** In order of place; beyond the limit one last problem says how many more there are. */
  list(): Problem[] {
    const shown = this.#kept.slice(0, PROBLEMS_MAX)
      .map(({ place, explain }) => problemAt(place, explain()));
    const omitted = this.#kept[PROBLEMS_MAX];
    if (omitted === undefined) return shown;
    const more = this.#count - PROBLEMS_MAX;
    const sentence = more === 1
      ? 'There is 1 more problem from here on.'
      : `There are ${more} more problems from here on.`;
    return [...shown, problemAt(omitted.place, { sentence })];
  }
}

export function problemAt({ line, column, endColumn }: Place, explanation: Explanation): Problem {
  return { line, column, endColumn, ...explanation };
}

function isBefore(a: Place, b: Place | undefined): boolean {
  if (b === undefined) return false;
  return a.line !== b.line ? a.line < b.line : a.column < b.column;
}
