import type { Datum, Trail, TrailStep } from '../../../workers/contract.ts';

/** How a mark shines while a datum is followed: by the lines of the ledger that are about it. */
export interface Light {
  /** The number of its first line in the ledger; null for the patient whose datum it is. */
  readonly order: number | null;
  readonly steps: readonly TrailStep[];
}

/** By name of member, person or patient; null while nothing is followed: then nothing fades. */
export function lightsOf(datum: Datum | null, trail: Trail | null): Map<string, Light> | null {
  if (datum === null || trail === null) return null;
  const lights = new Map<string, Light>([[datum.patient, { order: null, steps: [] }]]);
  trail.rows.forEach(({ holder, step }, index) => {
    const known = lights.get(holder);
    lights.set(holder, { order: known?.order ?? index + 1, steps: [...known?.steps ?? [], step] });
  });
  return lights;
}

export function isLeak(light: Light): boolean {
  return light.steps.includes('leak');
}
