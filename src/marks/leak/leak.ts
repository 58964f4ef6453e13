import type { Cast } from '../../../workers/contract.ts';
import { cell } from '../../bridge/frame.ts';
import type { Picture } from '../../bridge/engine.svelte.ts';

export interface LeakMark {
  readonly row: number;
  readonly atMicros: number;
  readonly holder: string;
  readonly kind: string;
  readonly records: number;
  readonly patient: string;
}

/** Leaks up to a frame's moment, the latest first. */
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
