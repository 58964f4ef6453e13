import type { Micros } from '../kernel/micros.ts';
import { readDayAndTime } from './clock.ts';
import { readCondition } from './conditions.ts';
import type { Waiting } from './conditions.ts';
import type { Token } from './line.ts';
import { nearestWords } from './nearest.ts';
import { placeFrom, placeOf } from './place.ts';
import type { Place } from './place.ts';
import type { Explanation } from './problem.ts';
import { quote } from './sentence.ts';

/** What a line of the story begins with. `length` is how many tokens that takes. */
export type MomentReading =
  | { readonly is: 'moment'; readonly at: Micros; readonly length: number }
  | { readonly is: 'when asked'; readonly length: number }
  | { readonly is: 'condition'; readonly length: number } & Waiting
  | { readonly is: 'wrong'; readonly length: number; readonly place: Place } & Explanation
  | { readonly is: 'missing' };

/**
 * `day 3 09:00`, `when asked` or `when boise-clinic leads`. `day` before a word is a name, and so
 * is `when` before anything that no condition begins with: a patient may be called either.
 */
export function readMoment(tokens: readonly Token[]): MomentReading {
  const [first, second, third] = tokens;
  if (first?.text !== 'when') return readDayAndTime(tokens) ?? { is: 'missing' };
  if (second?.text === 'asked') return { is: 'when asked', length: 2 };
  return readCondition(tokens) ?? misspelled(first, second, third) ?? { is: 'missing' };
}

function misspelled(
  first: Token, second: Token | undefined, third: Token | undefined,
): MomentReading | null {
  if (second?.kind !== 'Word') return null;
  if (second.text.toLowerCase().startsWith('ask') && second.text !== 'asks') {
    const sentence = 'The story knows `when asked`: what a patient answers to a request.';
    return { is: 'wrong', length: 2, place: placeFrom(first, second), sentence, fix: 'when asked' };
  }
  if (third?.kind !== 'Word') return null;
  const [fix] = nearestWords(third.text, ['leads', 'proposes']);
  if (fix === undefined) return null;
  const sentence = `I do not know \`${quote(third.text)}\` here. Did you mean ${fix}?`;
  return { is: 'wrong', length: 3, place: placeOf(third), sentence, fix };
}
