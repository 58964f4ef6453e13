import { QUOTE_LENGTH_MAX } from './limits.ts';
import { nearestWords } from './nearest.ts';
import type { Explanation } from './problem.ts';

/** Pieces of the sentences that problems are told in. */

/** What was typed, short enough to stand inside a sentence. */
export function quote(text: string): string {
  if (text.length <= QUOTE_LENGTH_MAX) return text;
  return `${[...text.slice(0, QUOTE_LENGTH_MAX)].slice(0, -1).join('')}\u2026`;
}

/** `a, b or c` */
export function either(words: readonly string[]): string {
  const last = words[words.length - 1] ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** A word that is not in its list: the nearest as a fix if there is just one, else the list. */
export function choiceExplanation(
  typed: string, noun: string, words: readonly string[],
): Explanation {
  const near = nearestWords(plain(typed), words);
  const [only, second] = near;
  const unknown = `I know no ${noun} \`${quote(typed)}\`.`;
  if (only !== undefined && second === undefined) {
    return { sentence: `${unknown} Did you mean \`${only}\`?${listed(words)}`, fix: only };
  }
  if (only !== undefined) return { sentence: `${unknown} Did you mean ${either(near)}?` };
  return { sentence: `${unknown}${listed(words)}` };
}

function listed(words: readonly string[]): string {
  if (words.length === 0) return '';
  return words.length === 1 ? ` The only one is ${words[0]}.` : ` There are ${words.join(', ')}.`;
}

/** Typographic dashes, quotes and full-width digits as their plain twins (Unicode NFKC). */
export function plain(text: string): string {
  return text.normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019]/g, '\'')
    .replace(/[\u201c\u201d\u201e]/g, '"');
}
