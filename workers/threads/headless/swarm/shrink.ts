import type { SwarmCase, Trouble } from './case.ts';

type Members = SwarmCase['members'];

/** Runs a failure may cost to make it small. */
export const SHRINKS_MAX = 400;

/**
 * The smallest case that still fails, as far as one change at a time leads: fewer faults, grants,
 * settings and members, one place, shorter and rounder times. `fails` says whether a case still
 * fails as the first one did; what it is asked of is always a whole case.
 */
export async function shrink(
  first: SwarmCase, fails: (one: SwarmCase) => Promise<boolean>,
): Promise<SwarmCase> {
  let best = first;
  let left = SHRINKS_MAX;
  for (;;) {
    const before = best;
    for (const change of CHANGES) {
      // What a change leaves of a list may be changed again at the same place.
      for (let place = 0; left > 0;) {
        const candidate = change(best, place);
        if (candidate === null) break;
        left -= 1;
        if (await fails(candidate)) best = candidate;
        else place += 1;
      }
    }
    if (best === before || left === 0) return best;
  }
}

/** One way to make a case smaller, at a place of a list; null when the list has ended. */
type Change = (one: SwarmCase, place: number) => SwarmCase | null;

const CHANGES: readonly Change[] = [
  (one, place) => without(one, 'troubles', place),
  (one, place) => without(one, 'grants', place),
  oneGrant,
  (one, place) => without(one, 'settings', place),
  withoutMember,
  (one, place) => (place > 0 || isInOnePlace(one) ? null
    : withMembers(one, one.members.map(({ name }) => ({ name, region: 'us-east' })))),
  atItsMoment,
  fromTheBeginning,
  (one, place) => (place > 2 ? null : scaled(one, [8, 4, 2][place]!)),
  (one, place) => (place > 0 || isRound(one) ? null : rounded(one)),
  forGood,
  plainly,
];

function without(
  one: SwarmCase, list: 'troubles' | 'grants' | 'settings', place: number,
): SwarmCase | null {
  if (place >= one[list].length || (list === 'grants' && one.grants.length === 1)) return null;
  return { ...one, [list]: one[list].filter((_, index) => index !== place) };
}

/**
 * The first alone, and all that befalls each member befalls the next one, or the one after it: who
 * proposes a block depends on its place in the row, and a later grant may stand for no more than that.
 */
function oneGrant(one: SwarmCase, place: number): SwarmCase | null {
  const names = one.members.map(({ name }) => name);
  if (one.grants.length === 1 || place >= names.length) return null;
  const moved = (text: string): string => text.replace(/\S+-clinic/g, (name) =>
    names[(names.indexOf(name) + place) % names.length] ?? name);
  return {
    ...one, grants: one.grants.slice(0, 1), home: moved(one.home), faulty: one.faulty.map(moved),
    troubles: one.troubles.map((each) => ({ ...each, begin: moved(each.begin), end: moved(each.end),
      names: each.names.map(moved), ...each.when === undefined ? {} : { when: moved(each.when) } })),
  };
}

/** With all that was to befall it. The patient's own place stays. */
function withoutMember(one: SwarmCase, place: number): SwarmCase | null {
  const member = one.members[place];
  if (member === undefined || one.members.length === 1) return null;
  if (member.name === one.home) return withoutMember(one, place + 1);
  const troubles = one.troubles.filter(({ names }) => !names.includes(member.name));
  return withMembers({ ...one, troubles, faulty: one.faulty.filter((name) => name !== member.name) },
    one.members.filter(({ name }) => name !== member.name));
}

/** A region that all or none of them are in can be cut off from nobody. */
function withMembers(one: SwarmCase, members: Members): SwarmCase {
  const isBetween = (region: string): boolean =>
    new Set(members.map((member) => member.region === region)).size === 2;
  return { ...one, members,
    troubles: one.troubles.filter(({ region }) => region === undefined || isBetween(region)) };
}

/** What waits for nothing is easier to follow. */
function atItsMoment(one: SwarmCase, place: number): SwarmCase | null {
  const index = one.troubles.findIndex(({ when }, at) => at >= place && when !== undefined);
  return index < 0 ? null : changed(one, index, ({ when: _, ...each }) => each);
}

function fromTheBeginning(one: SwarmCase, place: number): SwarmCase | null {
  const index = one.troubles.findIndex(({ when, at }, each) => each >= place && when !== undefined && at > 0);
  return index < 0 ? null : changed(one, index, (each) => ({ ...each, at: 0 }));
}

function changed(one: SwarmCase, index: number, to: (each: Trouble) => Trouble): SwarmCase {
  return { ...one, troubles: one.troubles.map((each, at) => (at === index ? to(each) : each)) };
}

function scaled(one: SwarmCase, by: number): SwarmCase | null {
  const healsAt = Math.floor(one.healsAt / by);
  if (healsAt < 1_000) return null;
  return times(one, (at) => Math.floor(at / by));
}

function rounded(one: SwarmCase): SwarmCase {
  return times(one, (at) => Math.round(at / 1_000) * 1_000);
}

function isRound(one: SwarmCase): boolean {
  return [...one.grants, ...one.troubles.flatMap(({ at, until }) => [at, until ?? 0])]
    .every((at) => at % 1_000 === 0);
}

function isInOnePlace({ members }: SwarmCase): boolean {
  return members.every(({ region }) => region === 'us-east');
}

function times(one: SwarmCase, of: (at: number) => number): SwarmCase {
  const moved = (each: Trouble): Trouble =>
    ({ ...each, at: of(each.at), until: each.until === null ? null : of(each.until) });
  return { ...one, healsAt: of(one.healsAt), grants: one.grants.map(of),
    troubles: one.troubles.map(moved) };
}

/** A faulty one that never mends is a line shorter. */
function forGood(one: SwarmCase, place: number): SwarmCase | null {
  const index = one.troubles.findIndex(({ until, names }, at) =>
    at >= place && until !== null && names.every((name) => one.faulty.includes(name)));
  return index < 0 ? null : changed(one, index, (each) => ({ ...each, until: null }));
}

/** The plainest way to lie: voting twice is part of it. */
function plainly(one: SwarmCase, place: number): SwarmCase | null {
  const index = one.troubles.findIndex(({ begin }, at) => at >= place && begin.endsWith(' votes twice'));
  return index < 0 ? null : changed(one, index, (each) =>
    ({ ...each, begin: each.begin.replace(' votes twice', ' equivocates') }));
}
