import { chartClosed } from '../health/entries.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row } from '../kernel/trace.ts';
import type { Ask } from './ask.ts';
import type { Patient, Person } from './cast.ts';
import type { Desk } from './desk.ts';
import type { Viewing } from './viewing.ts';

/** What one custodian keeps of a section, as an open session's screen shows it. */
export interface Shown {
  readonly request: string;
  /** What it answers: by this it is decided anew. */
  readonly ask: Ask;
  readonly patient: Patient;
  readonly section: string;
  readonly custodian: string;
  readonly records: readonly string[];
  /** How many its custodian kept back. */
  readonly withheld: number;
  /** Read from a copy that outlived the permission for it. */
  readonly outlived: boolean;
}

/**
 * Puts a section on the session's screen, and before the eyes of whoever sits there. One chart is
 * open at a time: another patient's takes its place. At an empty desk it waits to be seen.
 */
export function putOnScreen(desk: Desk, shown: Shown, viewing: Viewing): void {
  const { session, sitter } = desk;
  if (session === null) return;
  session.screen = [
    ...session.screen.filter((other) =>
      other.patient === shown.patient
      && (other.section !== shown.section || other.custodian !== shown.custodian)),
    shown,
  ];
  if (sitter !== null) see(desk, shown, sitter, viewing);
}

/** What stands on the screen is before somebody's eyes. */
export function see(desk: Desk, shown: Shown, viewer: Person, viewing: Viewing): void {
  const { session } = desk;
  if (session === null) return;
  const enabledBy: Row = viewer === session.owner ? NONE : desk.left;
  const others = session.screen.filter(({ section }) => section === shown.section)
    .map(({ custodian }) => custodian);
  viewing.show({ ...shown, viewer, principal: session.owner, onScreen: others, enabledBy });
}

/** Takes a patient's chart off the screen. False where it is not open there. */
export function closeChart(kernel: Kernel, desk: Desk, person: Person, patient: Patient): boolean {
  const { session } = desk;
  if (session === null) return false;
  const left = session.screen.filter((shown) => shown.patient !== patient);
  const sections = session.screen.length - left.length;
  if (sections === 0) return false;
  session.screen = left;
  kernel.record(chartClosed, desk.name, {
    session: session.id, person: person.name, patient: patient.name, workstation: desk.name,
    sections,
  });
  return true;
}
