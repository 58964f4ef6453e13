import type { Cast } from '../../../workers/contract.ts';
import type { Picture } from '../../bridge/engine.svelte.ts';
import { cell } from '../../bridge/frame.ts';
import { words } from '../../words/en.ts';
import { sayDuration } from '../../words/moment.ts';

/** What a grantee's name is of; the order is the frame's. */
export const GRANTEES = ['person', 'place', 'role', 'anyone', 'several'] as const;
export type Grantee = (typeof GRANTEES)[number];

export interface GrantMark {
  readonly row: number;
  readonly patient: string;
  /** Whom it is for, in words: `dr-rivas`, `anyone at tampa-general`. */
  readonly whom: string;
  readonly to: Grantee;
  readonly denies: boolean;
  /** Who signed it with the patient's phone; null where the patient did. */
  readonly forger: string | null;
  /** All that it says; empty while it is only asked for. */
  readonly sentence: string;
  /** 0 asked, 1 submitted, 2 in force, 3 expired, 4 revoked, 5 withdrawn and not yet final. */
  readonly state: number;
  /** How long it is still in force, in words; null where it is not or has no end. */
  readonly left: string | null;
  /** The share of its time that is left, 0 to 1, no finer than it is drawn. */
  readonly share: number;
}

/** Grants at a frame's moment: those in force and asked first, then those that ended. */
export function grantMarks({ frame, names }: Picture, cast: Cast): GrantMark[] {
  const { grants } = frame;
  const marks = Array.from({ length: grants.count }, (_, row): GrantMark => {
    const state = cell(grants.state, row);
    const [at, endsAt] = [cell(grants.at, row), cell(grants.endsAt, row)];
    const left = endsAt > frame.atMicros && state <= 2 && state >= 1 ? endsAt - frame.atMicros : null;
    const to = cell(grants.to, row);
    const grantee = names[cell(grants.grantee, row)] ?? '–';
    return {
      row: cell(grants.row, row),
      patient: cast.patients[cell(grants.patient, row)]?.name ?? '–',
      whom: words.grants.whom[to]?.(grantee) ?? grantee, to: GRANTEES[to] ?? 'several',
      denies: cell(grants.denies, row) === 1,
      forger: cast.people[cell(grants.forger, row)]?.name ?? null,
      sentence: names[cell(grants.words, row)] ?? '',
      state, left: left === null ? null : words.grants.left(sayDuration(left)),
      share: left === null || endsAt <= at ? 0 : Math.min(1, Math.round(200 * left / (endsAt - at)) / 200),
    };
  });
  const ended = (mark: GrantMark): number => (mark.state === 3 || mark.state === 4 ? 1 : 0);
  return marks.sort((a, b) => ended(a) - ended(b) || b.row - a.row);
}
