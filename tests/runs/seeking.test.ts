/** Seeking is folding from the beginning: the stage of a real week, at moments in any order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../workers/kernel/trace.ts';
import { Folded } from '../../workers/views/folded.ts';
import { CastIndex } from '../../workers/views/stage-cast.ts';
import { stageView } from '../../workers/views/stage.ts';
import type { StageState } from '../../workers/views/stage-state.ts';
import type { View } from '../../workers/views/view.ts';
import { openToEnd } from './open.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';

function viewOf({ run, input }: OpenRun): View<StageState> {
  const { members, cast } = run.world;
  return stageView(new CastIndex({
    members, people: cast.people.map(({ name }) => name),
    patients: cast.patients.map(({ name, home: at }) => ({ name, at })),
    workstations: input.scenario.workstations.map(({ name }) => name),
  }));
}

/** Lists and sets as arrays, so that what is in them is compared and not how it is kept. */
function plain(state: StageState): unknown {
  return Object.fromEntries(Object.entries(state).map(([name, part]) =>
    [name, typeof part === 'object' ? [...part as Iterable<unknown>] : part]));
}

/** The dumb twin: from nothing, outcome by outcome. */
function fromTheBeginning(view: View<StageState>, trace: Trace, rows: number): unknown {
  const state = view.initial();
  for (let row = 0; row < rows; row += 1) view.apply(state, trace, row);
  return plain(state);
}

describe('seeking in a real run', () => {
  it('shows what folding from the beginning shows, however few copies are kept', async () => {
    const open = await openToEnd('patient-relocation');
    const { trace } = open.run;
    const expected = Array.from({ length: trace.outcomeCount + 1 }, (_, rows) =>
      fromTheBeginning(viewOf(open), trace, rows));
    expect(new Set(expected.map((state) => JSON.stringify(state))).size).toBeGreaterThan(100);
    fc.assert(fc.property(
      fc.array(fc.nat(trace.outcomeCount), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 100 }), fc.integer({ min: 2, max: 20 }),
      (moments, spacing, copiesMax) => {
        const folded = new Folded(viewOf(open), trace, spacing, copiesMax);
        for (const rows of moments) expect(plain(folded.after(rows))).toEqual(expected[rows]);
      }), { numRuns: 30 });
  });
});
