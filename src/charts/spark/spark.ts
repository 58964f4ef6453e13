import { area, curveStepAfter, max, scaleLinear } from 'd3';
import type { CardMark, ScenarioCard } from '../../../workers/contract.ts';

/** Units of the picture; it is scaled as a whole, so that shapes keep their form. */
export const WIDTH = 280;
export const HEIGHT = 84;
const [LEFT, RIGHT] = [4, WIDTH - 4];
/** The curve above, the lanes below. */
const CURVE = { top: 14, bottom: 46 };
export const LANES = { leak: 57, grant: 67, block: 77 } as const;

export interface SparkDrawing {
  /** Who waited for a record, as a stepped area; its top is `most`. */
  readonly curve: string;
  readonly most: number;
  readonly marks: readonly { readonly x: number; readonly kind: CardMark[1] }[];
}

/** A whole run in the room of a stamp: who waited, and when there were leaks, grants, blocks. */
export function drawSpark({ waiting, marks }: Pick<ScenarioCard, 'waiting' | 'marks'>): SparkDrawing {
  const most = max(waiting) ?? 0;
  const x = scaleLinear([0, Math.max(1, waiting.length)], [LEFT, RIGHT]);
  const y = scaleLinear([0, Math.max(1, most)], [CURVE.bottom, CURVE.top]);
  const across = scaleLinear([0, 1000], [LEFT, RIGHT]);
  const steps = area<number>().x((_, index) => x(index)).y0(CURVE.bottom).y1((people) => y(people))
    .curve(curveStepAfter);
  return {
    // The last step is as wide as the others.
    curve: steps([...waiting, ...waiting.slice(-1)]) ?? '', most,
    marks: marks.map(([at, kind]) => ({ x: across(at), kind })),
  };
}
