/** The names in a sentence that have a page, so that every mention is a link. */
import type { PageLink, RunSummary } from '../../../workers/contract.ts';

export type Names = ReadonlyMap<string, PageLink>;
export const NO_NAMES: Names = new Map();
export type Piece = string | PageLink;

/** Everybody and everything that a script or a run names. A person has the page of the place of work. */
export function namesOf(cast: RunSummary['cast'], grants: readonly PageLink[]): Names {
  const memberOf = (index: number, label: string): PageLink =>
    ({ kind: 'member', id: cast.members[index]?.name ?? '', label });
  return new Map<string, PageLink>([
    ...cast.workstations.map(({ name, member }) => [name, memberOf(member, name)] as const),
    ...cast.people.map(({ name, member }) => [name, memberOf(member, name)] as const),
    ...cast.members.map(({ name }, index) => [name, memberOf(index, name)] as const),
    ...cast.patients.map(({ name }) => [name, { kind: 'chart', id: name, label: name }] as const),
    ...grants.map((link) => [link.label, link] as const),
  ]);
}

/** A sentence cut where it names something; joined again it is the sentence. */
export function piecesOf(sentence: string, names: Names): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const put = (at: number, link: PageLink): void => {
    if (at > from) pieces.push(sentence.slice(from, at));
    pieces.push(link);
    from = at + link.label.length;
  };
  // A name may hold dots and hyphens but does not end with one: "ana." is ana at the end of a sentence.
  for (const found of sentence.matchAll(/\bblock (\d+)|\bvalidator \d+|[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?/gu)) {
    const [text, height] = found;
    const named = names.get(text);
    if (height !== undefined) put(found.index, { kind: 'block', id: height, label: text });
    else if (named !== undefined) put(found.index, { ...named, label: text });
  }
  if (from < sentence.length) pieces.push(sentence.slice(from));
  return pieces;
}
