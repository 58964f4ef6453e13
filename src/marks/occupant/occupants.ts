import type { Cast, RunSummary } from '../../../workers/contract.ts';
import { cell, type Frame } from '../../bridge/frame.ts';
import type { Chosen } from '../../router/chosen.ts';
import { words } from '../../words/en.ts';
import { sayDuration } from '../../words/moment.ts';

export type OccupantForm = 'patient' | 'person' | 'workstation' | 'several';

/** Whoever or whatever is found at a member: one row of its words. */
export interface Occupant {
  readonly key: string;
  readonly form: OccupantForm;
  readonly label: string;
  /** What is worth saying of it now, beside its name; empty where nothing is. */
  readonly note: string;
  /** The note where there is little room: what its sign does not say already. */
  readonly brief: string;
  /** Whether the note is about somebody who waits, is asked, or sits where they should not. */
  readonly stirring: boolean;
  /** A workstation's session, as in the frame: 0 closed … 4 locked. */
  readonly session: number;
  readonly said: string;
  readonly chosen: Chosen | null;
}

/** Side by side nobody is folded away who may differ. */
export const ROWS_BESIDE_MAX = 16;
/** Rows kept for each member, so that nobody jumps when a patient moves in. */
export const ROWS_MAX = 9;
export const ROWS_NARROW_MAX = 6;
const PATIENT_ROWS_MAX = 3;
const NOBODY: ReadonlySet<string> = new Set();
const PROVIDERS = ['clinic', 'hospital'];

/** How many rows each member's words need at most during the whole run. */
export function rowsReserved(cast: Cast, most: number): number[] {
  return cast.members.map((member, index) => {
    const staff = cast.people.filter((person) => person.member === index).length;
    const desks = cast.workstations.filter((workstation) => workstation.member === index).length;
    const here = cast.patients.filter((patient) => patient.at === index).length;
    const visitors = PROVIDERS.includes(member.kind) ? cast.patients.length : here;
    return Math.min(most, Math.min(PATIENT_ROWS_MAX, visitors) + staff + desks);
  });
}

/** Everybody and every workstation at each member, at a frame's moment; whom `never` names is never folded away. */
export function occupantsOf(
  frame: Frame, { cast }: RunSummary, most: number, never: ReadonlySet<string> = NOBODY,
): Occupant[][] {
  const waiting = waits(frame);
  return cast.members.map(({ name }, member) => {
    const { patients, others } = everybodyAt(frame, cast, member, waiting);
    return gathered(patients, others, name, most, never);
  });
}

/** All of them, patients apart from staff and workstations. */
function everybodyAt(
  frame: Frame, cast: Cast, member: number, waiting: ReadonlyMap<number, number>,
): { patients: Occupant[]; others: Occupant[] } {
  const patients = cast.patients
    .map((_, index) => index)
    .filter((index) => cell(frame.patients.at, index) === member)
    .map((index) => patientAt(frame, cast, index));
  const staff = cast.people.flatMap((person, index) =>
    (person.member === member ? [personAt(cast, index, waiting.get(index) ?? null)] : []));
  const desks = cast.workstations.flatMap((workstation, index) =>
    (workstation.member === member ? [workstationAt(frame, cast, index)] : []));
  return { patients, others: [...staff, ...desks] };
}

/** Too many for the picture are counted in one row; whoever stirs is never among them. */
function gathered(
  patients: Occupant[], others: Occupant[], member: string, most: number, never: ReadonlySet<string>,
): Occupant[] {
  const known = patients.filter(({ key }) => never.has(key));
  const crowd = patients.filter(({ key }) => !never.has(key));
  const shown = crowd.length > PATIENT_ROWS_MAX
    ? [...known, several(crowd, words.count(crowd.length, 'patient', 'patients'), member)] : patients;
  const rows = [...others, ...shown];
  if (rows.length <= most) return rows;
  if (most === 1) {
    const all = words.network.here(others.length + patients.length);
    return [rows.find((row) => row.stirring) ?? several(rows, all, member)];
  }
  const quiet = rows.filter((row) => !row.stirring && row.form !== 'patient' && !never.has(row.key));
  const hidden = new Set(quiet.slice(-Math.min(quiet.length, rows.length - most + 1)));
  const rest = rows.filter((row) => !hidden.has(row)).slice(0, most - 1);
  return [...rest, several([...hidden], words.network.more(rows.length - rest.length), member)];
}

function several(list: readonly Occupant[], label: string, member: string): Occupant {
  return {
    key: 'several', form: 'several', label, note: '', brief: '', session: 0, chosen: null,
    stirring: list.some((occupant) => occupant.stirring), said: `${label}, ${member}`,
  };
}

function patientAt(frame: Frame, cast: Cast, index: number): Occupant {
  const name = cast.patients[index]?.name ?? '';
  const asked = cell(frame.patients.phoneWaiting, index);
  const at = cast.members[cell(frame.patients.at, index)]?.name ?? '';
  return {
    key: `patient ${name}`, form: 'patient', label: name,
    note: asked > 0 ? words.network.asked : '', brief: asked > 0 ? words.network.askedBrief : '',
    stirring: asked > 0, session: 0, said: words.network.patient(name, at, asked),
    chosen: { kind: 'patient', name },
  };
}

function personAt(cast: Cast, index: number, waited: number | null): Occupant {
  const person = cast.people[index];
  const name = person?.name ?? '';
  const at = cast.members[person?.member ?? -1]?.name ?? '';
  const time = waited === null ? null : sayDuration(waited);
  return {
    key: `person ${name}`, form: 'person', label: name,
    note: time === null ? '' : words.network.waits(time), brief: time ?? '', stirring: time !== null, session: 0,
    said: words.network.person(name, person?.role ?? '', at, time),
    chosen: { kind: 'person', name },
  };
}

function workstationAt(frame: Frame, cast: Cast, index: number): Occupant {
  const workstation = cast.workstations[index];
  const name = workstation?.name ?? '';
  const session = cell(frame.workstations.state, index);
  const owner = cast.people[cell(frame.workstations.owner, index)]?.name ?? '–';
  const sitter = cast.people[cell(frame.workstations.sitter, index)]?.name ?? '–';
  const at = cast.members[workstation?.member ?? -1]?.name ?? '';
  return {
    key: `workstation ${name}`, form: 'workstation', label: name,
    note: words.network.sessionsShort[session]?.(owner, sitter) ?? '',
    // Closed, locked and left open are seen; who sits there is not.
    brief: session === 1 ? owner : session === 3 ? sitter : '',
    stirring: session === 2 || session === 3, session,
    said: words.network.workstation(
      name, at, words.network.sessions[session]?.(owner, sitter) ?? '',
    ),
    chosen: { kind: 'workstation', name },
  };
}

/** The longest wait of each person who waits now, µs. */
export function waits({ atMicros, needs }: Pick<Frame, 'atMicros' | 'needs'>): Map<number, number> {
  const longest = new Map<number, number>();
  for (let row = 0; row < needs.count; row += 1) {
    if (cell(needs.metAt, row) !== -1 || cell(needs.over, row) === 1) continue;
    const waited = atMicros - cell(needs.beganAt, row);
    const person = cell(needs.person, row);
    if (waited >= 0 && waited >= (longest.get(person) ?? 0)) longest.set(person, waited);
  }
  return longest;
}
