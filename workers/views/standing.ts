import {
  accessAsked, grantAsked, grantEnded, grantRevoking, grantSubmitted,
} from '../access/entries.ts';
import {
  needBegan, needEnded, needMet, phoneLost, phoneReady, sessionBorrowed, sessionLeft, sessionLocked,
  sessionOpened, sessionResumed, sessionTakenOver,
} from '../health/entries.ts';
import type { Micros } from '../kernel/micros.ts';
import type { EntryKind, Row, Trace, Values } from '../kernel/trace.ts';
import { blockAppended } from '../ledger/entries.ts';
import { netCut, netCutOneWay, netHealed, netHealedOneWay } from '../net/entries.ts';
import { nodeCrashed, nodeRestarted } from '../world/entries.ts';
import type { View } from './view.ts';

/** A cut in force as it was made: each side a member or a region. */
export interface StandingCut {
  readonly a: string;
  readonly b: string;
  readonly oneWay: boolean;
  readonly since: Micros;
}

/** An open session: whose it is, who sits at it ('' where nobody does), what it has asked about. */
export interface StandingSession {
  readonly session: string;
  readonly owner: string;
  readonly sitter: string;
  readonly since: Micros;
  readonly patients: readonly string[];
}

export interface StandingGrant {
  readonly grant: string;
  readonly patient: string;
  /** Names joined by ", ", or `anyone`. */
  readonly grantee: string;
  readonly denies: boolean;
  /** -1 where it has no end. */
  readonly endsAt: Micros;
  readonly isOver: boolean;
}

/** A person and a patient's records that were asked for, or are needed and not had. */
export interface StandingWant {
  readonly person: string;
  readonly patient: string;
  readonly sections: readonly string[];
}

/** How things stand at a moment, as far as it decides what can be done next. */
export interface Standing {
  readonly down: Set<string>;
  readonly cuts: Map<string, StandingCut>;
  /** By workstation; none where the screen is closed. */
  readonly sessions: Map<string, StandingSession>;
  /** Patients without a phone. */
  readonly phoneless: Set<string>;
  readonly grants: Map<string, StandingGrant>;
  /** What lies unanswered on phones, by request. */
  readonly asked: Map<string, StandingWant>;
  /** What each person last asked for of each patient. */
  readonly wanted: Map<string, StandingWant>;
  /** Needs that run and are not met. */
  readonly needs: Map<string, StandingWant>;
  readonly heights: Map<string, number>;
}

type Reader<K extends EntryKind> = (
  standing: Standing, values: Values<K>, row: Row, trace: Trace,
) => void;

export const STANDING: View<Standing> = {
  initial: () => ({
    down: new Set(), cuts: new Map(), sessions: new Map(), phoneless: new Set(), grants: new Map(),
    asked: new Map(), wanted: new Map(), needs: new Map(), heights: new Map(),
  }),
  copy: (standing) => ({
    down: new Set(standing.down), cuts: new Map(standing.cuts),
    sessions: new Map(standing.sessions), phoneless: new Set(standing.phoneless),
    grants: new Map(standing.grants), asked: new Map(standing.asked),
    wanted: new Map(standing.wanted), needs: new Map(standing.needs),
    heights: new Map(standing.heights),
  }),
  apply(standing, trace, row) {
    const kind = trace.kind(row);
    READERS.get(kind)?.(standing, trace.get(row, kind), row, trace);
  },
};

const READERS = new Map<EntryKind, Reader<EntryKind>>();

function read<K extends EntryKind>(kind: K, reader: Reader<K>): void {
  // The map loses the kind's type; `apply` looks readers up by the very kind they were made for.
  READERS.set(kind, reader);
}

read(nodeCrashed, ({ down }, _crash, row, trace) => { down.add(trace.entity(row)); });
read(nodeRestarted, ({ down }, _restart, row, trace) => { down.delete(trace.entity(row)); });
read(blockAppended, ({ heights }, { height }, row, trace) => { heights.set(trace.entity(row), height); });

read(netCut, (standing, sides, row, trace) => cut(standing, { ...sides, oneWay: false }, trace.at(row)));
read(netCutOneWay, (standing, sides, row, trace) => cut(standing, { ...sides, oneWay: true }, trace.at(row)));
read(netHealed, ({ cuts }, { a, b }) => { cuts.delete(cutKey(a, b, false)); });
read(netHealedOneWay, ({ cuts }, { a, b }) => { cuts.delete(cutKey(a, b, true)); });

read(sessionOpened, (standing, { session, person, workstation }, row, trace) => {
  sit(standing, workstation, { session, owner: person, sitter: person, since: trace.at(row) });
});
read(sessionResumed, (standing, { session, person, workstation }, row, trace) => {
  sit(standing, workstation, { session, owner: person, sitter: person, since: trace.at(row) });
});
read(sessionTakenOver, (standing, { session, person, owner, workstation }, row, trace) => {
  sit(standing, workstation, { session, owner, sitter: person, since: trace.at(row) });
});
read(sessionBorrowed, (standing, { session, person, owner, workstation }, row, trace) => {
  sit(standing, workstation, { session, owner, sitter: person, since: trace.at(row) });
});
read(sessionLeft, (standing, { workstation, locked }, row, trace) => {
  const open = standing.sessions.get(workstation);
  if (open === undefined) return;
  if (locked === 1) standing.sessions.delete(workstation);
  else standing.sessions.set(workstation, { ...open, sitter: '', since: trace.at(row) });
});
read(sessionLocked, ({ sessions }, { workstation }) => { sessions.delete(workstation); });

read(accessAsked, (standing, asked) => {
  const sections = asked.sections.split(', ');
  const { person, patient, session } = asked;
  standing.wanted.set(`${person}>${patient}`, { person, patient, sections });
  for (const [workstation, open] of standing.sessions) {
    if (open.session !== session || open.patients.includes(patient)) continue;
    standing.sessions.set(workstation, { ...open, patients: [...open.patients, patient] });
  }
});

read(phoneLost, ({ phoneless }, { patient }) => { phoneless.add(patient); });
read(phoneReady, ({ phoneless }, { patient }) => { phoneless.delete(patient); });

read(grantAsked, ({ asked }, { request, person, patient, sections }) => {
  asked.set(request, { person, patient, sections: sections.split(', ') });
});
read(grantSubmitted, (standing, given) => {
  const { grant, patient, grantee, endsAt } = given;
  standing.grants.set(grant, {
    grant, patient, grantee, denies: given.type === 'deny', endsAt, isOver: false,
  });
  for (const [request, ask] of standing.asked) {
    if (ask.patient === patient && ask.person === grantee) standing.asked.delete(request);
  }
});
read(grantRevoking, (standing, { grant }) => end(standing, grant));
read(grantEnded, (standing, { grant }) => end(standing, grant));

read(needBegan, ({ needs }, { need, person, patient, sections }) => {
  needs.set(need, { person, patient, sections: sections.split(', ') });
});
read(needMet, ({ needs }, { need }) => { needs.delete(need); });
read(needEnded, ({ needs }, { need }) => { needs.delete(need); });

function cut({ cuts }: Standing, sides: Omit<StandingCut, 'since'>, since: Micros): void {
  cuts.set(cutKey(sides.a, sides.b, sides.oneWay), { ...sides, since });
}

function cutKey(a: string, b: string, oneWay: boolean): string {
  if (oneWay) return `${a}>${b}`;
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

function sit(
  { sessions }: Standing, workstation: string, now: Omit<StandingSession, 'patients'>,
): void {
  const before = sessions.get(workstation);
  sessions.set(workstation, {
    ...now, patients: before?.session === now.session ? before.patients : [],
  });
}

function end({ grants }: Standing, grant: string): void {
  const given = grants.get(grant);
  if (given !== undefined) grants.set(grant, { ...given, isOver: true });
}
