import type { Cast, Datum, Trail, TrailStep } from '../../../workers/contract.ts';

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

/** What else shines: outcomes and messages about the datum, by their rows. */
export interface Concern {
  readonly outcomes: ReadonlySet<number>;
  readonly messages: ReadonlySet<number>;
}

export function concernOf(datum: Datum | null, trail: Trail | null): Concern | null {
  if (datum === null || trail === null) return null;
  return { outcomes: new Set(trail.outcomes), messages: new Set(trail.messages) };
}

/** How a line of a list shines: not at all, or by its number in the ledger, which tells what it is there. */
export interface Listed {
  readonly order: number;
  readonly step: TrailStep;
}

/**
 * How leaks and grants of the lists shine, by their rows; null while nothing is followed. A reading that
 * leaked may have begun with another section: it is found by who read.
 */
export function listedBy(
  datum: Datum | null, trail: Trail | null,
): ((row: number, leaker?: string) => Listed | null) | null {
  const concern = concernOf(datum, trail);
  if (concern === null || trail === null) return null;
  return (row, leaker) => {
    if (!concern.outcomes.has(row)) return null;
    const index = trail.rows.findIndex((line) => (leaker === undefined ? line.row === row
      : line.step === 'leak' && line.holder === leaker && line.row >= row));
    const line = trail.rows[index];
    return line === undefined ? null : { order: index + 1, step: line.step };
  };
}

/** Who shines at a member, itself first and then its people, by the number in the ledger. */
export function lightsAt(
  cast: Cast, member: number, lights: ReadonlyMap<string, Light>,
): { readonly name: string; readonly light: Light }[] {
  const names = [cast.members[member]?.name ?? '',
    ...cast.people.filter((person) => person.member === member).map(({ name }) => name)];
  return names.flatMap((name) => {
    const light = lights.get(name);
    return light === undefined ? [] : [{ name, light }];
  }).sort((a, b) => (a.light.order ?? 0) - (b.light.order ?? 0));
}
