import type { Cast, Named } from './cast.ts';
import type { Filled } from './match.ts';
import { nearestWords } from './nearest.ts';
import { placeOf } from './place.ts';
import type { Place } from './place.ts';
import type { Explanation, Problems } from './problem.ts';
import { ANYONE } from './names.ts';
import { choiceExplanation, either, quote } from './sentence.ts';
import { isExplanation } from './slot.ts';
import type { NameKind } from './slot.ts';
import type { Statement } from './statement.ts';
import { REGION_WORDS } from './vocabulary.ts';

/** Gives every declared name its kind; a name can stand for one thing only. */
export function declareNames(
  statements: readonly Statement[], cast: Cast, problems: Problems,
): void {
  for (const { filled, line } of statements) {
    for (const { element, token } of filled) {
      const kind = element.is === 'word' ? undefined : element.type.declares;
      if (kind === undefined) continue;
      const earlier = cast.declare(token.text, kind, line.number);
      if (earlier !== null) problems.add(placeOf(token), () => takenName(token.text, earlier));
    }
  }
}

/** Complains about every name that is used and stands for nothing, or for something else. */
export function checkReferences(
  statements: readonly Statement[], cast: Cast, problems: Problems,
): void {
  for (const { filled, waiting } of statements) {
    for (const use of [...waiting?.filled ?? [], ...filled]) checkReference(use, cast, problems);
  }
}

function checkReference({ element, token }: Filled, cast: Cast, problems: Problems): void {
  if (element.is === 'word' || element.type.refers === undefined) return;
  const { refers } = element.type;
  const { kinds } = refers;
  const reading = element.type.read(token);
  const name = isExplanation(reading) ? null : refers.nameIn(reading.value);
  if (name === null) return;
  const named = cast.named(name);
  if (named !== undefined && kinds.includes(named.kind)) return;
  const explain = (): Explanation => named === undefined
    ? unknownName(name, kinds, cast) : wrongKind(name, named, kinds);
  problems.add(nameWithin(token, name), explain);
}

/** A name at the head of a path such as `ana/allergies` is only a part of its token. */
function nameWithin(token: Place & { readonly text: string }, name: string): Place {
  return { line: token.line, column: token.column, endColumn: token.column + name.length };
}

const NOUNS: Readonly<Record<NameKind, string>> = {
  region: 'region', member: 'member of the network', patient: 'patient', person: 'person',
  workstation: 'workstation',
};

const DECLARATIONS: Readonly<Record<NameKind, string>> = {
  region: '',
  member: 'Members are declared under `network`, for example `clinic NAME in us-west`.',
  patient: 'Patients are declared under `people`, for example '
    + '`patient NAME at PLACE, chart "synthea/NAME"`.',
  person: 'People are declared under `people`, for example `clinician NAME at PLACE`.',
  workstation: 'Workstations are declared under `people`, for example `workstation NAME at PLACE`.',
};

function takenName(name: string, earlier: Named): Explanation {
  const what = earlier.kind === 'region'
    ? 'is a region' : `is already a ${NOUNS[earlier.kind]}, on line ${earlier.line}`;
  return { sentence: `\`${name}\` ${what}. One name stands for one thing; choose another.` };
}

function unknownName(name: string, kinds: readonly NameKind[], cast: Cast): Explanation {
  const [kind = 'person'] = kinds;
  if (kind === 'region') return choiceExplanation(name, 'region', REGION_WORDS);
  const noun = either(kinds.map((each) => NOUNS[each]));
  if (name === ANYONE) {
    return { sentence: `\`anyone\` has no place here: it is for \`when asked\` and \`denies\`. Write the `
      + `name of a ${noun}.` };
  }
  const near = nearestWords(name, cast.names(kinds));
  const [only] = near;
  const unknown = `There is no ${noun} called \`${quote(name)}\`.`;
  if (only === undefined) return { sentence: `${unknown} ${DECLARATIONS[kind]}` };
  const sentence = `${unknown} Did you mean \`${near.join('` or `')}\`?`;
  return near.length === 1 ? { sentence, fix: only } : { sentence };
}

function wrongKind(name: string, named: Named, kinds: readonly NameKind[]): Explanation {
  const where = named.line === 0 ? '' : ` (line ${named.line})`;
  const wanted = either(kinds.map((kind) => `a ${NOUNS[kind]}`));
  return { sentence: `\`${name}\` is a ${NOUNS[named.kind]}${where}; here belongs ${wanted}.` };
}
