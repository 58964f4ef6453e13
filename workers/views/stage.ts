import {
  accessShown, exposureOpened, grantAsked, grantEnded, grantInForce, grantRevoking,
  grantSubmitted, leakHappened,
} from '../access/entries.ts';
import { consensusRoundChanged } from '../consensus/entries.ts';
import {
  needBegan, needEnded, needMet, patientMoved, sessionLeft, sessionLocked, sessionOpened,
  sessionResumed, sessionTakenOver,
} from '../health/entries.ts';
import { NONE } from '../kernel/trace.ts';
import type { EntryKind, Row, Trace, Values } from '../kernel/trace.ts';
import { blockAppended } from '../ledger/entries.ts';
import { netCut, netCutOneWay, netHealed, netHealedOneWay } from '../net/entries.ts';
import { hasSentence } from './sentence.ts';
import type { CastIndex, StageCast } from './stage-cast.ts';
import type { DeskMark, StageState } from './stage-state.ts';
import type { View } from './view.ts';

type Reader<K extends EntryKind> = (
  state: StageState, values: Values<K>, row: Row, trace: Trace, index: CastIndex,
) => void;

/** The stage as a fold: one small reader for each kind of outcome that changes the picture. */
export function stageView(index: CastIndex): View<StageState> {
  return {
    initial: () => initial(index.cast),
    copy,
    apply(state, trace, row) {
      const kind = trace.kind(row);
      READERS.get(kind)?.(state, trace.get(row, kind), row, trace, index);
      if (hasSentence(trace, row)) state.caption = row;
    },
  };
}

const READERS = new Map<EntryKind, Reader<EntryKind>>();

function read<K extends EntryKind>(kind: K, reader: Reader<K>): void {
  // The map loses the kind's type; `apply` looks readers up by the very kind they were made for.
  READERS.set(kind, reader);
}

read(blockAppended, (state, block, row, trace, index) => {
  const node = index.member(trace.entity(row));
  state.heights[node] = block.height;
  state.rounds[node] = 0;
  const known = state.blocks.find((mark) => mark.height === block.height);
  if (known !== undefined) {
    known.holders += 1;
    return;
  }
  state.included += block.transactions;
  state.blocks.push({
    height: block.height, at: trace.at(row), proposer: index.member(block.proposer),
    transactions: block.transactions, hash: block.hash, row, round: block.round, holders: 1,
  });
});

read(consensusRoundChanged, (state, change, row, trace, index) => {
  state.rounds[index.member(trace.entity(row))] = change.round;
});

read(patientMoved, (state, move, _row, _trace, index) => {
  state.patientsAt[index.patient(move.patient)] = index.member(move.to);
  state.submitted += 1;
});

read(grantAsked, (state, asked, row, trace, index) => {
  const patient = index.patient(asked.patient);
  state.phonesWaiting[patient] = (state.phonesWaiting[patient] ?? 0) + 1;
  state.grants.push({
    grant: '', row, patient, grantee: index.person(asked.person), state: 0, at: trace.at(row),
    endsAt: -1,
  });
});

read(grantSubmitted, (state, given, row, trace, index) => {
  const patient = index.patient(given.patient);
  const grantee = index.person(given.grantee);
  state.submitted += 1;
  const asked = state.grants.findIndex((mark) => mark.state === 0 && mark.patient === patient
    && mark.grantee === grantee);
  if (asked >= 0) {
    state.grants.splice(asked, 1);
    state.phonesWaiting[patient] = Math.max(0, (state.phonesWaiting[patient] ?? 0) - 1);
  }
  state.grants.push({
    grant: given.grant, row, patient, grantee, state: 1, at: trace.at(row), endsAt: given.endsAt,
  });
});

read(grantRevoking, (state, revoking) => {
  state.submitted += 1;
  const mark = state.grants.find((grant) => grant.grant === revoking.grant);
  if (mark !== undefined) mark.state = 5;
});

read(grantInForce, (state, begun) => {
  const mark = state.grants.find((grant) => grant.grant === begun.grant);
  if (mark?.state === 1) mark.state = 2;
});

read(grantEnded, (state, ended) => {
  const mark = state.grants.find((grant) => grant.grant === ended.grant);
  if (mark !== undefined) mark.state = ended.how === 'revoked' ? 4 : 3;
});

read(leakHappened, (state, leak, row, trace, index) => {
  state.leaked += 1;
  const holder = index.person(leak.holder);
  const patient = index.patient(leak.patient);
  const at = trace.at(row);
  const request = requestOf(trace, row);
  const group = state.leaks.find((mark) => mark.holder === holder && mark.kind === leak.kind
    && mark.patient === patient && mark.request === request);
  if (group !== undefined) {
    group.records += 1;
    group.last = row;
  } else {
    state.leaks.push({ row, at, holder, kind: leak.kind, patient, request, records: 1, last: row });
  }
});

read(needBegan, (state, need, row, trace, index) => {
  const beganAt = trace.at(row);
  state.needs.push({
    need: need.need, row, person: index.person(need.person), patient: index.patient(need.patient),
    beganAt, deadline: beganAt + need.withinMicros, metAt: -1, over: false,
  });
});

read(needMet, (state, met, row, trace) => {
  const mark = state.needs.find((need) => need.need === met.need);
  if (mark !== undefined) mark.metAt = trace.at(row);
});

read(needEnded, (state, ended) => {
  const mark = state.needs.find((need) => need.need === ended.need);
  if (mark !== undefined) mark.over = true;
});

read(exposureOpened, (state, pair) => { state.couldRead.add(`${pair.person}>${pair.patient}`); });

read(accessShown, (state, shown) => {
  if (shown.records > 0) state.didRead.add(`${shown.person}>${shown.patient}`);
});

read(sessionOpened, (state, session, _row, _trace, index) => {
  const person = index.person(session.person);
  setDesk(state, index, session.workstation, { owner: person, sitter: person, state: 1 });
});

read(sessionResumed, (state, session, _row, _trace, index) => {
  const person = index.person(session.person);
  setDesk(state, index, session.workstation, { owner: person, sitter: person, state: 1 });
});

read(sessionLeft, (state, left, _row, _trace, index) => {
  const owner = index.person(left.person);
  setDesk(state, index, left.workstation, left.locked === 1
    ? { owner: -1, sitter: -1, state: 4 }
    : { owner, sitter: -1, state: 2 });
});

read(sessionTakenOver, (state, taken, _row, _trace, index) => {
  setDesk(state, index, taken.workstation, {
    owner: index.person(taken.owner), sitter: index.person(taken.person), state: 3,
  });
});

read(sessionLocked, (state, locked, _row, _trace, index) => {
  setDesk(state, index, locked.workstation, { owner: -1, sitter: -1, state: 4 });
});

read(netCut, (state, link) => { state.cuts.add(cutName(link.a, link.b)); });
read(netHealed, (state, link) => { state.cuts.delete(cutName(link.a, link.b)); });
read(netCutOneWay, (state, link) => { state.cuts.add(`${link.a}>${link.b}`); });
read(netHealedOneWay, (state, link) => { state.cuts.delete(`${link.a}>${link.b}`); });

/** The request whose answer was being read, found up the causes. */
function requestOf(trace: Trace, row: Row): string {
  for (let cause = row; cause !== NONE; cause = trace.cause(cause)) {
    if (trace.is(cause, accessShown)) return trace.text(cause, accessShown, 'request');
  }
  return '';
}

function cutName(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

function setDesk(state: StageState, index: CastIndex, workstation: string, desk: DeskMark): void {
  const place = index.workstation(workstation);
  if (place >= 0) state.desks[place] = desk;
}

function initial(cast: StageCast): StageState {
  return {
    heights: cast.members.map(() => 0), rounds: cast.members.map(() => 0),
    patientsAt: cast.patients.map((patient) => patient.at),
    phonesWaiting: cast.patients.map(() => 0),
    desks: cast.workstations.map(() => ({ owner: -1, sitter: -1, state: 0 })),
    cuts: new Set(), blocks: [], grants: [], leaks: [], needs: [], couldRead: new Set(),
    didRead: new Set(), leaked: 0, submitted: 0, included: 0, caption: NONE,
  };
}

function copy(state: StageState): StageState {
  return {
    ...state,
    heights: [...state.heights], rounds: [...state.rounds], patientsAt: [...state.patientsAt],
    phonesWaiting: [...state.phonesWaiting], desks: state.desks.map((desk) => ({ ...desk })),
    cuts: new Set(state.cuts), blocks: state.blocks.map((block) => ({ ...block })),
    grants: state.grants.map((grant) => ({ ...grant })),
    leaks: state.leaks.map((leak) => ({ ...leak })),
    needs: state.needs.map((need) => ({ ...need })),
    couldRead: new Set(state.couldRead), didRead: new Set(state.didRead),
  };
}
