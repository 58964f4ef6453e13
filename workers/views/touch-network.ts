import type { Row } from '../kernel/trace.ts';
import { blockAppended } from '../ledger/entries.ts';
import type { StandingCut } from './standing.ts';
import { isThere, type Offer, type Touching } from './touching.ts';

/** Other members that a member may be cut off from, of very many; a link itself has its own. */
const LINKS_OFFERED_MAX = 8;
const CUT_FOR = '15m';
const SLOW_FOR = '1h';
const SLOW_TIMES = 10;

/** A link whose cut is not over, whole again; else cut. Each side is a member or a region. */
export function linkActs(touching: Touching, a: string, b: string): Offer[] {
  if (a === b || !isSide(touching, a) || !isSide(touching, b)) return [];
  const cuts = [...touching.standing.cuts.values()].filter((cut) => covers(touching, cut, a, b));
  return cuts.length > 0 ? cuts.map((cut) => healing(cut, touching)) : [cutting(a, b)];
}

/** A block is altered where it is stored: first at whose block it is, then at the others that hold it. */
export function blockActs(touching: Touching, row: Row): Offer[] {
  const { trace, standing: { heights } } = touching;
  if (!isThere(touching, row) || !trace.is(row, blockAppended)) return [];
  const { height } = trace.get(row, blockAppended);
  const names = namedMembers(touching).map(({ name }) => name)
    .filter((name) => (heights.get(name) ?? 0) >= height);
  const own = trace.entity(row);
  return [...names.filter((name) => name === own), ...names.filter((name) => name !== own)]
    .slice(0, LINKS_OFFERED_MAX).map((name) => altering(name, height));
}

/** A member's node and its links. */
export function memberActs(touching: Touching, name: string): Offer[] {
  const { standing: { down, cuts } } = touching;
  const members = namedMembers(touching);
  if (!members.some((member) => member.name === name)) return [];
  const node: Offer = down.has(name)
    ? { title: `${name} is back`, act: `${name} restarts`,
      hint: 'Its node runs again, catches up with the others, and deals with what waited for it.' }
    : { title: `${name} crashes`, act: `${name} crashes`,
      hint: 'Whoever needs its records waits, and the others decide without it, if they can.' };
  const cutOff = [...cuts.values()].filter((cut) => sidesOf(touching, cut.a).includes(name)
    || sidesOf(touching, cut.b).includes(name));
  const whole = members.filter((other) => other.name !== name
    && !cutOff.some((cut) => covers(touching, cut, name, other.name))).slice(0, LINKS_OFFERED_MAX);
  const height = touching.standing.heights.get(name) ?? 0;
  return [
    node, ...down.has(name) ? [] : [slowing(name)], ...height > 0 ? [altering(name, height)] : [],
    ...cutOff.map((cut) => healing(cut, touching)),
    ...whole.map((other) => cutting(name, other.name)),
    ...cutOff.length === 0 && members.length > 2 ? [isolating(name)] : [],
  ];
}

function slowing(name: string): Offer {
  return {
    title: `${name} works ${SLOW_TIMES} times slower`, act: `${name} works ${SLOW_TIMES} times slower for ${SLOW_FOR}`,
    hint: `For ${SLOW_FOR} all that its node checks, hashes and signs takes longer, for whoever waits for it.`,
  };
}

function isolating(name: string): Offer {
  return {
    title: `${name} is cut off from all others`, act: `${name} is cut from all for ${CUT_FOR}`,
    hint: `For ${CUT_FOR} messages wait on both sides, those of its own people's phones too.`,
  };
}

function altering(name: string, height: number): Offer {
  return {
    title: `Block ${height} is altered at ${name}`, act: `block ${height} is altered at ${name}`,
    hint: 'One bit flips on its disk: nothing decides differently, and whoever recomputes the chain sees it.',
  };
}

function cutting(a: string, b: string): Offer {
  return {
    title: `${a} and ${b} are cut off from each other`, act: `link ${a} ${b} is cut for ${CUT_FOR}`,
    hint: `For ${CUT_FOR} messages wait on both sides: see who decides by what is no longer so.`,
  };
}

function healing({ a, b, oneWay, since }: StandingCut, { at }: Touching): Offer {
  const way = oneWay ? `${a} to ${b}` : `${a} ${b}`;
  return {
    title: since === at ? `${a} to ${b} stays whole` : `${a} to ${b} is whole again`,
    act: `link ${way} is healed`,
    hint: 'What waited arrives at once, in the order in which it was sent.',
  };
}

/** Whether a cut lies between two sides, whichever way. */
function covers(touching: Touching, cut: StandingCut, a: string, b: string): boolean {
  const [ones, others] = [sidesOf(touching, cut.a), sidesOf(touching, cut.b)];
  const within = (names: readonly string[], side: string): boolean =>
    sidesOf(touching, side).every((name) => names.includes(name));
  return (within(ones, a) && within(others, b)) || (within(ones, b) && within(others, a));
}

/** The members that a side stands for; a region without one stands for itself. */
function sidesOf({ cast }: Touching, side: string): string[] {
  const names = cast.members.filter(({ name, region }) => name === side || region === side)
    .map(({ name }) => name);
  return names.length === 0 ? [side] : names;
}

/** Anonymous validators cannot be spoken of. */
export function namedMembers({ cast }: Touching): Touching['cast']['members'] {
  return cast.members.filter(({ kind }) => kind !== 'validator');
}

function isSide(touching: Touching, side: string): boolean {
  return namedMembers(touching).some(({ name }) => name === side)
    || touching.cast.members.some(({ region }) => region === side);
}
