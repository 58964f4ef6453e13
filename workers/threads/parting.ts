import { partedAt } from '../contract.ts';
import type { OutcomeSaid, Parting } from '../contract.ts';
import type { OpenRun } from './open-run.ts';

/** Where two runs of this thread part, as src/share/parting.ts finds it of two in workers. */
export function partingOf(one: OpenRun, other: OpenRun): Parting {
  const sides = [one, other] as const;
  const search = partedAt([one.run.trace.outcomeCount, other.run.trace.outcomeCount]);
  let step = search.next();
  while (step.done !== true) {
    const { side, from, count } = step.value;
    step = search.next(sides[side].prints(from, count));
  }
  const { first, told } = step.value;
  const said = (side: 0 | 1, row: number): OutcomeSaid | null =>
    (row < 0 ? null : sides[side].outcome(row));
  return {
    same: first[0] < 0 && first[1] < 0,
    first: [said(0, first[0]), said(1, first[1])],
    told: [said(0, told[0]), said(1, told[1])],
  };
}
