import type { Cast } from '../../../workers/contract.ts';
import { cell, type Frame } from '../../bridge/frame.ts';
import { words } from '../../words/en.ts';
import { waits } from './occupants.ts';

export interface Shown {
  readonly frame: Pick<Frame, 'atMicros' | 'dials' | 'members' | 'needs' | 'patients' | 'workstations'>;
  readonly cast: Cast;
}

/** What differs between two runs at one moment, as the picture of one of them marks it. */
export interface Differing {
  /** By their keys, who is at another place or in another state, or not in the other run at all. */
  readonly occupants: ReadonlySet<string>;
  /** By name, who holds another number of blocks. */
  readonly members: ReadonlySet<string>;
  /** The numbers above the picture that are others. */
  readonly dials: ReadonlySet<string>;
}

export function differingOf(one: Shown, other: Shown): Differing {
  return {
    occupants: without(statesIn(one), statesIn(other)), members: without(heightsIn(one), heightsIn(other)),
    dials: without(dialsIn(one), dialsIn(other)),
  };
}

/** How long somebody has waited is not a state of theirs: it differs from frame to frame. */
function statesIn({ frame, cast }: Shown): Map<string, string> {
  const waiting = waits(frame);
  const at = (member: number): string => cast.members[member]?.name ?? '';
  const named = (person: number): string => cast.people[person]?.name ?? '–';
  return new Map([
    ...cast.patients.map(({ name }, index) => [
      `patient ${name}`, `${at(cell(frame.patients.at, index))} ${cell(frame.patients.phoneWaiting, index) > 0}`,
    ] as const),
    ...cast.people.map(({ name, member }, index) =>
      [`person ${name}`, `${at(member)} ${waiting.has(index)}`] as const),
    ...cast.workstations.map(({ name, member }, index) => {
      const session = cell(frame.workstations.state, index);
      const sitting = words.network.sessionsShort[session]?.(
        named(cell(frame.workstations.owner, index)), named(cell(frame.workstations.sitter, index)));
      return [`workstation ${name}`, `${at(member)} ${session} ${sitting ?? ''}`] as const;
    }),
  ]);
}

function heightsIn({ frame, cast }: Shown): Map<string, number> {
  return new Map(cast.members.map(({ name }, index) => [name, cell(frame.members.height, index)]));
}

/**
 * The same as before, where nothing else differs now: what is drawn of it is then left alone. While two runs play
 * one picture may be there a little before the other: until both are of one moment nothing new is told either.
 */
export function differingOn(before: Differing | undefined, one: Shown, other: Shown): Differing {
  if (before !== undefined && one.frame.atMicros !== other.frame.atMicros) return before;
  const now = differingOf(one, other);
  return before !== undefined && areSame(before.occupants, now.occupants)
    && areSame(before.members, now.members) && areSame(before.dials, now.dials) ? before : now;
}

function areSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((name) => other.has(name));
}

const DIALS = ['waiting', 'couldRead', 'didRead', 'leaked', 'height'] as const;

function dialsIn({ frame: { dials } }: Shown): Map<string, number> {
  return new Map(DIALS.map((key) => [key, dials.count === 0 ? 0 : cell(dials[key], 0)]));
}

function without<V>(ours: ReadonlyMap<string, V>, theirs: ReadonlyMap<string, V>): ReadonlySet<string> {
  return new Set([...ours.keys()].filter((key) => ours.get(key) !== theirs.get(key)));
}
