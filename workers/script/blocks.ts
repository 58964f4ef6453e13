import { HEADINGS } from './act.ts';
import type { Block, Heading } from './act.ts';
import { actsIn } from './acts.ts';
import type { Line } from './line.ts';
import { match } from './match.ts';
import { readMoment } from './moment.ts';
import { nearestWords } from './nearest.ts';
import { placeFrom, placeOf } from './place.ts';
import type { Place } from './place.ts';
import type { Explanation } from './problem.ts';

/** Which block a line opens or belongs to. */
export interface Placing {
  /** The block from here on. */
  readonly block: Block;
  /** The block this line is read in; null for a heading, which is no act. */
  readonly readAs: Block | null;
  readonly problem?: { readonly place: Place; readonly explanation: Explanation };
}

/**
 * A forgotten or mistyped heading is told once, and reading goes on as if it were there: else
 * every line below it, and every name declared there, would be a problem of its own.
 */
export function placeLine(line: Line, block: Block): Placing {
  const heading = headingOf(line);
  if (heading !== null) return { block: heading, readAs: null };
  const timed = readMoment(line.tokens).is !== 'missing';
  if (fits(line, timed, block)) return { block, readAs: block };
  return mistypedHeading(line) ?? crowdedHeading(line) ?? forgottenHeading(line, timed, block)
    ?? { block, readAs: block };
}

/** The heading that a line consists of, or null. */
export function headingOf(line: Line): Heading | null {
  const [first, second] = line.tokens;
  if (first === undefined || second !== undefined) return null;
  return HEADINGS.find((heading) => heading === first.text) ?? null;
}

/** `timed`: it begins with a moment, which only lines of the story do. */
function fits({ tokens }: Line, timed: boolean, block: Block): boolean {
  if (timed) return block === 'story';
  return actsIn(block).some(({ form }) => match(form, tokens, 0).complete);
}

function mistypedHeading(line: Line): Placing | null {
  const [first, second] = line.tokens;
  if (first === undefined || second !== undefined) return null;
  const [only, other] = nearestWords(first.text, HEADINGS);
  const heading = HEADINGS.find((each) => each === only);
  if (heading === undefined || other !== undefined) return null;
  const sentence = `I do not know \`${first.text}\`. Did you mean the heading \`${heading}\`?`;
  const problem = { place: placeOf(first), explanation: { sentence, fix: heading } };
  return { block: heading, readAs: null, problem };
}

/** `network consensus qbft` on one line. */
function crowdedHeading(line: Line): Placing | null {
  const [first] = line.tokens;
  const heading = HEADINGS.find((each) => each === first?.text);
  if (first === undefined || heading === undefined) return null;
  const sentence = `\`${heading}\` stands on a line of its own; what it holds comes below it.`;
  const problem = { place: placeOf(first), explanation: { sentence } };
  return { block: heading, readAs: null, problem };
}

function forgottenHeading(line: Line, timed: boolean, block: Block): Placing | null {
  const others: readonly Block[] = ['story', 'network', 'people', 'expect', 'top'];
  const found = others.find((other) => other !== block && fits(line, timed, other));
  const [first] = line.tokens;
  const last = line.tokens[line.tokens.length - 1];
  if (found === undefined || first === undefined || last === undefined) return null;
  const place = placeFrom(first, last);
  if (found === 'top') {
    const sentence = 'This line belongs at the top, before the first block.';
    return { block, readAs: 'top', problem: { place, explanation: { sentence } } };
  }
  const sentence = `This line belongs under \`${found}\`; is that heading missing above it?`;
  return { block: found, readAs: found, problem: { place, explanation: { sentence } } };
}
