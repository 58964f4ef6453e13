import { describe, expect, it } from 'vitest';
import type { Cast, RunSummary } from '../../../workers/contract.ts';
import type { Frame } from '../../bridge/frame.ts';
import { differingOf, differingOn } from './differing.ts';
import { occupantsOf } from './occupants.ts';

const STAFF = 12;
const PATIENTS = 5;

const cast = {
  members: [{ name: 'tampa-general', kind: 'hospital' }, { name: 'boise-clinic', kind: 'clinic' }],
  people: Array.from({ length: STAFF }, (_, index) => ({ name: `dr-${index}`, role: 'nurse', member: 0 })),
  patients: Array.from({ length: PATIENTS }, (_, index) => ({ name: `patient-${index}`, at: 0 })),
  workstations: [{ name: 'ward-3', member: 0 }],
} as unknown as Cast;

/** As much of a frame as occupants are made from: where patients are, and what a workstation is in. */
function frameOf(at: readonly number[], state: number, heights = [7, 7]): Frame {
  return {
    atMicros: 0, needs: { count: 0 }, members: { height: heights },
    patients: { at: [...at], phoneWaiting: at.map(() => 0) },
    workstations: { owner: [0], sitter: [1], state: [state] },
    dials: { count: 1, waiting: [0], couldRead: [7], didRead: [5], leaked: [state], height: [heights[0]] },
  } as unknown as Frame;
}

const here = Array.from({ length: PATIENTS }, () => 0);
const ours = frameOf(here, 4);
const theirs = frameOf(here.with(2, 1), 0, [7, 6]);
const differing = differingOf({ frame: ours, cast }, { frame: theirs, cast });

describe('one row for all at a member', () => {
  it('is whoever stirs, or how many are here', () => {
    const labels = (state: number): string[] | undefined =>
      occupantsOf(frameOf(here, state), { cast } as RunSummary, 1)[0]?.map(({ label }) => label);
    expect(labels(3)).toEqual(['ward-3']);
    expect(labels(4)).toEqual([`${STAFF + PATIENTS + 1} here`]);
  });
});

describe('who differs between two runs', () => {
  it('is whoever is at another place or in another state, and nobody else', () => {
    expect([...differing.occupants].sort()).toEqual(['patient patient-2', 'workstation ward-3']);
    expect(differing.members).toEqual(new Set(['boise-clinic']));
    const same = differingOf({ frame: ours, cast }, { frame: ours, cast });
    expect([same.occupants.size, same.members.size]).toEqual([0, 0]);
  });

  it('is the same object from picture to picture until another differs', () => {
    const [one, other] = [{ frame: ours, cast }, { frame: theirs, cast }];
    expect(differingOn(differing, one, other)).toBe(differing);
    const moved = { frame: frameOf(here.with(1, 1).with(2, 1), 0, [7, 6]), cast };
    expect(differingOn(differing, one, moved)).toEqual(differingOf(one, moved));
    expect(differingOn(differing, one, moved)).not.toBe(differing);
  });

  it('is told of one moment only: until both pictures have come to it, as before', () => {
    const at = (frame: Frame, atMicros: number): { frame: Frame; cast: Cast } =>
      ({ frame: { ...frame, atMicros }, cast });
    expect(differing.dials).toEqual(new Set(['leaked']));
    expect(differingOn(differing, at(theirs, 9), at(theirs, 0))).toBe(differing);
    expect(differingOn(differing, at(theirs, 9), at(theirs, 9)).occupants.size).toBe(0);
  });

  it('is whoever the other run has not', () => {
    const fewer = { ...cast, people: cast.people.slice(1) } as Cast;
    const { occupants } = differingOf({ frame: ours, cast }, { frame: ours, cast: fewer });
    expect(occupants).toEqual(new Set(['person dr-0']));
  });

  it('is never among those that are folded away', () => {
    const shown = (never?: ReadonlySet<string>): string[] =>
      occupantsOf(ours, { cast } as RunSummary, 6, never)[0]?.map(({ key }) => key) ?? [];
    expect(shown()).not.toContain('workstation ward-3');
    expect(shown()).not.toContain('patient patient-2');
    const kept = shown(differing.occupants);
    expect(kept).toEqual(expect.arrayContaining([...differing.occupants]));
    expect(kept).toHaveLength(6);
  });
});
