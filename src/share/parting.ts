import { partedAt } from '../../workers/contract.ts';
import type { OutcomePrints, OutcomeSaid, Parting } from '../../workers/contract.ts';

/** One of two runs that are compared, wherever it is: an engine's worker has these calls. */
export interface PartingSide {
  readonly outcomes: number;
  prints(from: number, count: number): Promise<OutcomePrints>;
  outcome(row: number): Promise<OutcomeSaid>;
}

/** Where two runs part: the first outcome of each that the other has not, with its sentence. */
export async function partingOf(one: PartingSide, other: PartingSide): Promise<Parting> {
  const sides = [one, other] as const;
  const search = partedAt([one.outcomes, other.outcomes]);
  let step = search.next();
  while (step.done !== true) {
    const { side, from, count } = step.value;
    step = search.next(await sides[side].prints(from, count));
  }
  const { first, told } = step.value;
  const said = (side: 0 | 1, row: number): Promise<OutcomeSaid> | null =>
    (row < 0 ? null : sides[side].outcome(row));
  return {
    same: first[0] < 0 && first[1] < 0,
    first: [await said(0, first[0]), await said(1, first[1])],
    told: [await said(0, told[0]), await said(1, told[1])],
  };
}
