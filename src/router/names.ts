/**
 * What the user calls a branch and those that it came of: `n=1.Cut+at+noon,,Another+luck`, one for each
 * step from the scenario as written, nothing where there is no name of its own. Names come from
 * anybody: each is one line of plain text, and is only ever shown as that.
 */
import { calm } from '../words/calm.ts';
import { decode, encode } from './text.ts';

/** In the order of the steps; the last one is the run's own. Empty: nothing has a name of its own. */
export type Names = readonly (string | null)[];

/** As long as the names that are proposed get. */
export const NAME_LENGTH_MAX = 100;
/** What names may take of a link; the run's own always fits, at nine letters to the longest character. */
export const NAMES_LENGTH_MAX = 1_200;
const VERSION = '1.';

/** A name as it is kept; null where nothing of it is left. */
export function nameIn(text: string): string | null {
  const own = calm(text, NAME_LENGTH_MAX);
  return own === '' ? null : own;
}

/** As many of them as a link has room for, the nearest first. */
export function namesFor(names: Names): Names {
  let room = NAMES_LENGTH_MAX - VERSION.length;
  const kept = [...names].reverse().map((name) => {
    const length = name === null ? 0 : written(name).length;
    room -= length + 1;
    return room < 0 ? null : name;
  }).reverse();
  return kept.every((name) => name === null) ? [] : kept;
}

export function writeNames(names: Names): string {
  return VERSION + names.map((name) => (name === null ? '' : written(name))).join(',');
}

/** As it stands in a link, for a run so many steps from what is written; null where it cannot be read. */
export function readNames(raw: string, steps: number): Names | null {
  if (!raw.startsWith(VERSION) || raw.length > 2 * NAMES_LENGTH_MAX) return null;
  const tokens = raw.slice(VERSION.length).split(',');
  if (tokens.length !== steps) return null;
  const texts = tokens.map((token) => decode(token.replace(/\+/g, ' ')));
  return texts.includes(null) ? null : namesFor(texts.map((text) => nameIn(text ?? '')));
}

export function sameNames(a: Names, b: Names): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

function written(name: string): string {
  return encode(name).replace(/%20/g, '+');
}
