import type { Heading } from './act.ts';
import { headingOf } from './blocks.ts';
import type { Cast } from './cast.ts';
import { cursorAt } from './cursor.ts';
import { formText } from './form.ts';
import { spaced } from './line.ts';
import type { Line, Token } from './line.ts';
import type { Filled } from './match.ts';
import { isExplanation } from './slot.ts';
import { recognise } from './statement.ts';

export interface Hover {
  readonly from: number;
  readonly to: number;
  /** How the act is written, or the line that declares a name. */
  readonly title: string;
  readonly sentence: string;
}

/** What the word at an offset means; null where there is none or it means nothing. */
export function hover(text: string, offset: number): Hover | null {
  const cursor = cursorAt(text, offset);
  if (cursor === null) return null;
  const { line, block, within, base } = cursor;
  const token = line.tokens.find((each) => (
    each.column - 1 <= within && within < each.endColumn - 1));
  if (token === undefined) return null;
  const at = { from: base + token.column - 1, to: base + token.endColumn - 1 };
  const heading = headingOf(line);
  if (heading !== null) return { ...at, title: heading, sentence: HEADING_SENTENCES[heading] };
  const { moment, start, candidates } = recognise(line.tokens, block);
  const [candidate] = candidates;
  if (line.tokens.indexOf(token) < start) {
    if (moment?.is === 'condition') {
      const name = moment.filled.find((each) => each.token === token);
      return { ...at, ...(name === undefined ? null : nameHover(name, cursor.cast, cursor.lines))
        ?? { title: `${formText(moment.entry.form)} [from day N HH:MM]`, sentence: moment.entry.sentence } };
    }
    return { ...at, title: spaced(line.tokens.slice(0, start)), sentence: momentSentence(token) };
  }
  const filled = candidate?.match.filled.find((each) => each.token === token);
  if (candidate === undefined || filled === undefined) return null;
  const { entry } = candidate;
  return { ...at, ...nameHover(filled, cursor.cast, cursor.lines)
    ?? { title: formText(entry.form), sentence: valueSentence(filled) ?? entry.sentence } };
}

const HEADING_SENTENCES: Readonly<Record<Heading, string>> = {
  network: 'Who is in the network and by what rules.',
  people: 'Who is in the story, and the workstations they sit at.',
  story: 'What happens, in order of time.',
  expect: 'What the author thinks will be true; the run says whether it holds.',
};

function momentSentence(token: Token): string {
  return token.text === 'when' || token.text === 'asked'
    ? 'What a patient answers whenever somebody asks for her records.'
    : 'The moment by the scenario\u2019s clock, in UTC; day 1 is the first day.';
}

/** The line that declares a name is its best description. */
function nameHover(
  { element, token }: Filled, cast: Cast, lines: readonly Line[],
): { title: string; sentence: string } | null {
  if (element.is === 'word' || element.type.refers === undefined) return null;
  const reading = element.type.read(token);
  const name = isExplanation(reading) ? null : element.type.refers.nameIn(reading.value);
  const named = name === null ? undefined : cast.named(name);
  if (named === undefined) return null;
  const line = lines[named.line - 1];
  if (line === undefined) return { title: token.text, sentence: `A ${named.kind}.` };
  return { title: spaced(line.tokens), sentence: `Declared on line ${named.line}.` };
}

function valueSentence({ element, token }: Filled): string | null {
  if (element.is === 'word') return null;
  const reading = element.type.read(token);
  return isExplanation(reading) ? reading.sentence : element.type.tells?.(reading.value) ?? null;
}
