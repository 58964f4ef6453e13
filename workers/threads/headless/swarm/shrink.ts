import type { SwarmCase, Trouble } from './case.ts';

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
  (one, place) => without(one, 'settings', place),
  withoutMember,
  (one, place) => (place > 0 || isInOnePlace(one) ? null
    : { ...one, members: one.members.map(({ name }) => ({ name, region: 'us-east' })) }),
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

/** With all that was to befall it. The patient's own place stays. */
function withoutMember(one: SwarmCase, place: number): SwarmCase | null {
  const member = one.members[place];
  if (member === undefined || one.members.length === 1) return null;
  if (member.name === one.home) return withoutMember(one, place + 1);
  return {
    ...one,
    members: one.members.filter(({ name }) => name !== member.name),
    faulty: one.faulty.filter((name) => name !== member.name),
    troubles: one.troubles.filter(({ names }) => !names.includes(member.name)),
  };
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
  if (index < 0) return null;
  return { ...one, troubles: one.troubles.map((each, at) =>
    (at === index ? { ...each, until: null } : each)) };
}

/** The plainest way to lie: voting twice is part of it. */
function plainly(one: SwarmCase, place: number): SwarmCase | null {
  const index = one.troubles.findIndex(({ begin }, at) => at >= place && begin.endsWith(' votes twice'));
  if (index < 0) return null;
  return { ...one, troubles: one.troubles.map((each, at) => (at !== index ? each
    : { ...each, begin: each.begin.replace(' votes twice', ' equivocates') })) };
}
