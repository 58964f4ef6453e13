import type { Cast } from '../../../workers/contract.ts';
import { cell, type Frame } from '../../bridge/frame.ts';

export interface GrantMark {
  readonly row: number;
  readonly patient: string;
  readonly grantee: string;
  /** 0 asked, 1 submitted, 2 in force, 3 expired, 4 revoked, 5 withdrawn and not yet final. */
  readonly state: number;
  /** Time left, µs; null where it is not in force or has no end. */
  readonly leftMicros: number | null;
  /** The share of its time that is left, 0 to 1. */
  readonly share: number;
}

/** Grants at a frame's moment: those in force and asked first, then those that ended. */
export function grantMarks(frame: Frame, cast: Cast): GrantMark[] {
  const { grants } = frame;
  const marks = Array.from({ length: grants.count }, (_, row): GrantMark => {
    const state = cell(grants.state, row);
    const [at, endsAt] = [cell(grants.at, row), cell(grants.endsAt, row)];
    const left = endsAt > frame.atMicros && state <= 2 && state >= 1 ? endsAt - frame.atMicros : null;
    return {
      row: cell(grants.row, row),
      patient: cast.patients[cell(grants.patient, row)]?.name ?? '–',
      grantee: cast.people[cell(grants.grantee, row)]?.name ?? '–',
      state, leftMicros: left,
      share: left === null || endsAt <= at ? 0 : Math.min(1, left / (endsAt - at)),
    };
  });
  const ended = (mark: GrantMark): number => (mark.state === 3 || mark.state === 4 ? 1 : 0);
  return marks.sort((a, b) => ended(a) - ended(b) || b.row - a.row);
}
