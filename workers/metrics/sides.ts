import type { Micros } from '../kernel/micros.ts';
import type { Trace } from '../kernel/trace.ts';
import { netCut, netCutOneWay, netHealed, netHealedOneWay } from '../net/entries.ts';

export interface Placed {
  readonly name: string;
  readonly region: string;
}

/**
 * Which members could still reach each other at a moment, as `us-east eu-west | ap-tokyo`: a region
 * stands for all its members, where they are on one side. `whole` where nothing is cut; links that
 * are cut without parting anybody are counted.
 */
export function sidesAt(trace: Trace, members: readonly Placed[], moment: Micros): string {
  const { pairs, oneWay } = cutsAt(trace, moment);
  const sides = sidesOf(members, pairs);
  const cuts = pairs.length + oneWay;
  const label = sides.map((side) => spell(side, members)).join(' | ');
  if (sides.length > 1) return oneWay === 0 ? label : `${label}, and ${oneWay} one way`;
  return cuts === 0 ? 'whole' : `whole, ${cuts} cut`;
}

type Pair = readonly [string, string];

function cutsAt(trace: Trace, moment: Micros): { pairs: Pair[]; oneWay: number } {
  const cut = new Map<string, Pair>();
  const oneWay = new Set<string>();
  for (let row = 0; row < trace.outcomeCount && trace.at(row) <= moment; row += 1) {
    if (trace.is(row, netCut)) {
      const { a, b } = trace.get(row, netCut);
      cut.set(keyOf(a, b), [a, b]);
    } else if (trace.is(row, netHealed)) {
      const { a, b } = trace.get(row, netHealed);
      cut.delete(keyOf(a, b));
    } else if (trace.is(row, netCutOneWay)) {
      const { a, b } = trace.get(row, netCutOneWay);
      oneWay.add(`${a}>${b}`);
    } else if (trace.is(row, netHealedOneWay)) {
      const { a, b } = trace.get(row, netHealedOneWay);
      oneWay.delete(`${a}>${b}`);
    }
  }
  return { pairs: [...cut.values()], oneWay: oneWay.size };
}

function keyOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function sidesOf(members: readonly Placed[], cuts: readonly Pair[]): Placed[][] {
  const isAt = ({ name, region }: Placed, end: string): boolean => name === end || region === end;
  const isCut = (a: Placed, b: Placed): boolean => cuts.some(([from, to]) =>
    (isAt(a, from) && isAt(b, to)) || (isAt(a, to) && isAt(b, from)));
  const left = new Set(members);
  const sides: Placed[][] = [];
  for (const member of members) {
    if (!left.delete(member)) continue;
    const side = [member];
    for (const reached of side) {
      for (const other of left) {
        if (isCut(reached, other)) continue;
        left.delete(other);
        side.push(other);
      }
    }
    sides.push(side);
  }
  return sides;
}

function spell(side: readonly Placed[], members: readonly Placed[]): string {
  const isWhole = (region: string): boolean =>
    members.every((member) => member.region !== region || side.includes(member));
  return [...new Set(side.map(({ name, region }) => (isWhole(region) ? region : name)))].join(' ');
}
