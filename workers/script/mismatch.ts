import type { ActEntry, Block } from './act.ts';
import { actsIn, FAULTS } from './acts.ts';
import { readDuration } from './duration.ts';
import { formText } from './form.ts';
import type { Token } from './line.ts';
import { match } from './match.ts';
import type { Match } from './match.ts';
import { nearestWords } from './nearest.ts';
import { placeFrom, placeOf } from './place.ts';
import type { Place } from './place.ts';
import type { Explanation } from './problem.ts';
import { rate } from './rate.ts';
import { either, plain, quote } from './sentence.ts';

export interface Mismatch {
  readonly place: Place;
  readonly explain: () => Explanation;
}

/** A line that follows no form to its end: where it leaves the nearest ones, and what to write. */
export function explainMismatch(
  tokens: readonly Token[], start: number, block: Block,
  candidates: readonly { readonly entry: ActEntry; readonly match: Match }[],
): Mismatch {
  const reached = candidates[0]?.match.reached ?? start;
  const token = tokens[reached];
  const gap: Gap = { tokens, start, block, candidates, reached };
  if (token === undefined) return { place: endOf(tokens), explain: () => tooShort(gap) };
  const apart = unitApart(tokens[reached - 1], token);
  if (apart !== null) return apart;
  return {
    place: placeOf(token),
    explain: () => misspelled(gap, token) ?? leftOut(gap, token) ?? tooLong(gap, token)
      ?? unexpected(gap, token),
  };
}

interface Gap {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly block: Block;
  readonly candidates: readonly { readonly entry: ActEntry; readonly match: Match }[];
  readonly reached: number;
}

/** `30 m` for `30m`, `1 Mbit/s` for `1Mbit/s`. */
function unitApart(before: Token | undefined, token: Token): Mismatch | null {
  if (before?.kind !== 'Numeral') return null;
  const fix = `${before.text}${token.text}`;
  const isRate = 'value' in rate.read({ ...before, text: fix });
  if (!isRate && (token.kind !== 'Word' || 'sentence' in readDuration(fix))) return null;
  const sentence = `A number and its unit are written together: ${fix}.`;
  return { place: placeFrom(before, token), explain: () => ({ sentence, fix }) };
}

/** Nothing wide: the place right after the last token. */
function endOf(tokens: readonly Token[]): Place {
  const last = tokens[tokens.length - 1];
  if (last === undefined) return { line: 1, column: 1, endColumn: 1 };
  return { line: last.line, column: last.endColumn, endColumn: last.endColumn };
}

function tooShort(gap: Gap): Explanation {
  const last = gap.tokens[gap.tokens.length - 1];
  if (gap.reached === gap.start) {
    return { sentence: `What happens then?${examples(gap)}` };
  }
  const after = last === undefined ? '' : ` after \`${quote(last.text)}\``;
  return {
    sentence: `The line stops too early: ${wanted(gap)} is missing${after}.${written(gap)}`,
  };
}

function misspelled(gap: Gap, token: Token): Explanation | null {
  const near = nearestWords(plain(token.text), wantedWords(gap));
  const [only] = near;
  if (only === undefined || only === token.text) return null;
  const sentence = `I do not know \`${quote(token.text)}\` here. Did you mean ${either(near)}?`;
  return near.length === 1 ? { sentence, fix: only } : { sentence };
}

/** One word was forgotten: with it the line is whole. */
function leftOut(gap: Gap, token: Token): Explanation | null {
  if (gap.reached === gap.start) return null;
  for (const { entry, match: found } of gap.candidates) {
    for (const element of found.wanted) {
      if (element.is !== 'word') continue;
      const inserted = { ...token, kind: 'Word' as const, text: element.word };
      const whole = gap.tokens.toSpliced(gap.reached, 0, inserted);
      if (!match(entry.form, whole, gap.start).complete) continue;
      return {
        sentence: `The word \`${element.word}\` is missing before \`${quote(token.text)}\`.`,
        fix: `${element.word} ${token.text}`,
      };
    }
  }
  return null;
}

/** The act is whole before this token. */
function tooLong(gap: Gap, token: Token): Explanation | null {
  const shorter = gap.tokens.slice(0, gap.reached);
  const whole = gap.candidates.some(
    ({ entry }) => match(entry.form, shorter, gap.start).complete);
  if (!whole) return null;
  return {
    sentence: `The line is complete before \`${quote(token.text)}\`, and I cannot tell what that `
      + `adds.${written(gap)}`,
  };
}

function unexpected(gap: Gap, token: Token): Explanation {
  const read = `I do not understand \`${quote(token.text)}\` here`;
  if (gap.reached === gap.start) return { sentence: `${read}.${examples(gap)}` };
  return { sentence: `${read}; what belongs here is ${wanted(gap)}.${written(gap)}` };
}

function wantedWords(gap: Gap): string[] {
  const words = gap.candidates.flatMap(({ match: found }) => found.wanted.flatMap(
    (element) => element.is === 'word' ? [element.word] : [...element.type.words ?? []]));
  return [...new Set(words)];
}

/** What could stand at the gap, in words. */
function wanted(gap: Gap): string {
  const options = gap.candidates.flatMap(({ match: found }) => found.wanted.map(
    (element) => element.is === 'word' ? `\`${element.word}\`` : element.type.noun));
  return either([...new Set(options)]);
}

/** How the nearest acts are written; of many, what they can go on with is already said. */
function written({ candidates }: Gap): string {
  if (candidates.length > 2) return '';
  return ` It is written: ${candidates.map(({ entry }) => formText(entry.form)).join(' or: ')}.`;
}

/** A sentence that lists more is not read. */
const EXAMPLES_MAX = 8;

/** What lines of this block look like. */
function examples({ block, start, tokens }: Gap): string {
  const isWaiting = block === 'story' && tokens[0]?.text === 'when';
  const acts = !isWaiting ? actsIn(block) : start === 2 ? actsIn('reaction') : FAULTS;
  const lines = acts.map((entry) => `\`${formText(entry.form)}\``);
  if (lines.length === 0) return '';
  const more = lines.length - EXAMPLES_MAX;
  const rest = more > 0 ? `; and ${more} more, in docs/SCRIPT.md` : '';
  return ` Here belongs one of: ${lines.slice(0, EXAMPLES_MAX).join('; ')}${rest}.`;
}
