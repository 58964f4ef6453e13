import type { Cast } from '../../../workers/contract.ts';
import { cell, type Frame } from '../../bridge/frame.ts';
import { everybodyAt, waits } from './occupants.ts';

export interface Shown { readonly frame: Frame; readonly cast: Cast }

/** What differs between two runs at one moment, as the picture of one of them marks it. */
export interface Differing {
  /** By their keys, who is at another place or in another state, or not in the other run at all. */
  readonly occupants: ReadonlySet<string>;
  /** By name, who holds another number of blocks. */
  readonly members: ReadonlySet<string>;
}

export function differingOf(one: Shown, other: Shown): Differing {
  return {
    occupants: without(statesIn(one), statesIn(other)), members: without(heightsIn(one), heightsIn(other)),
  };
}

/** How long somebody has waited is not a state of theirs: it differs from frame to frame. */
function statesIn({ frame, cast }: Shown): Map<string, string> {
  const waiting = waits(frame);
  return new Map(cast.members.flatMap(({ name }, member) => {
    const { patients, others } = everybodyAt(frame, cast, member, waiting);
    return [...patients, ...others].map(({ key, form, stirring, session, note }) =>
      [key, [name, stirring, session, form === 'person' ? '' : note].join(' ')] as const);
  }));
}

function heightsIn({ frame, cast }: Shown): Map<string, number> {
  return new Map(cast.members.map(({ name }, index) => [name, cell(frame.members.height, index)]));
}

function without<V>(ours: ReadonlyMap<string, V>, theirs: ReadonlyMap<string, V>): ReadonlySet<string> {
  return new Set([...ours.keys()].filter((key) => ours.get(key) !== theirs.get(key)));
}
