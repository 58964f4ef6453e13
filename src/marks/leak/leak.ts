import type { Cast, LeakTally } from '../../../workers/contract.ts';
import { cell, type Frame } from '../../bridge/frame.ts';
import type { Picture } from '../../bridge/engine.svelte.ts';

/** One reading: each of its records leaked. */
export interface LeakMark {
  readonly row: number;
  readonly atMicros: number;
  readonly holder: string;
  readonly kind: string;
  readonly records: number;
  readonly patient: string;
}

/** How many leaks there are up to a frame's moment, of how many people and records. */
export function leakTally({ dials, leaks }: Frame): LeakTally {
  return {
    leaks: cell(dials.leaked, 0), records: cell(dials.leakedRecords, 0),
    people: new Set(leaks.holder).size,
  };
}

/** The readings that leaked up to a frame's moment, the latest first. */
export function leakMarks({ frame, names }: Picture, cast: Cast): LeakMark[] {
  const { leaks } = frame;
  return Array.from({ length: leaks.count }, (_, row): LeakMark => ({
    row: cell(leaks.row, row), atMicros: cell(leaks.at, row),
    holder: cast.people[cell(leaks.holder, row)]?.name ?? '–',
    kind: names[cell(leaks.kind, row)] ?? '–',
    records: cell(leaks.records, row),
    patient: cast.patients[cell(leaks.patient, row)]?.name ?? '–',
  })).reverse();
}
