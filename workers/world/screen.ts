import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import type { Patient } from './cast.ts';
import type { Desk } from './desks.ts';
import type { Viewing } from './viewing.ts';

/** What one custodian keeps of a section, as an open session's screen shows it. */
export interface Shown {
  readonly request: string;
  readonly patient: Patient;
  readonly section: string;
  readonly custodian: string;
  readonly records: readonly string[];
  /** Read from a copy that outlived the permission for it. */
  readonly outlived: boolean;
}

/**
 * Puts a section on the session's screen, and before the eyes of whoever sits there. One chart is
 * open at a time: another patient's takes its place. At an empty desk it waits to be seen.
 */
export function putOnScreen(desk: Desk, shown: Shown, viewing: Viewing): void {
  const { session } = desk;
  if (session === null) return;
  session.screen = [
    ...session.screen.filter((other) =>
      other.patient === shown.patient
      && (other.section !== shown.section || other.custodian !== shown.custodian)),
    shown,
  ];
  if (desk.sitter !== null) see(desk, shown, viewing);
}

/** Someone sits down before a chart that was left open, or finds what arrived meanwhile. */
export function readScreen(desk: Desk, viewing: Viewing): void {
  for (const shown of desk.session?.screen ?? []) see(desk, shown, viewing);
}

function see(desk: Desk, shown: Shown, viewing: Viewing): void {
  const { session, sitter } = desk;
  if (session === null || sitter === null) return;
  const enabledBy: Row = sitter === session.owner ? NONE : desk.left;
  const others = session.screen.filter(({ section }) => section === shown.section)
    .map(({ custodian }) => custodian);
  viewing.show({ ...shown, viewer: sitter, principal: session.owner, onScreen: others, enabledBy });
}
