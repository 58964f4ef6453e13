import {
  accessShown, exposureOpened, grantAsked, grantEnded, grantForged, grantInForce, grantRevoking,
  grantSubmitted, leakHappened,
} from '../access/entries.ts';
import {
  needBegan, needEnded, needMet, patientMoved, sessionBorrowed, sessionLeft, sessionLocked, sessionOpened,
  sessionResumed, sessionTakenOver,
} from '../health/entries.ts';
import { NONE } from '../kernel/trace.ts';
import type { Row, Trace } from '../kernel/trace.ts';
import { netCut, netCutOneWay, netHealed, netHealedOneWay } from '../net/entries.ts';
import { requestRead } from './leak-story.ts';
import { MarkList } from './mark-list.ts';
import { hasSentence } from './sentence.ts';
import './stage-chain.ts';
import type { CastIndex, StageCast } from './stage-cast.ts';
import { READERS, read } from './stage-readers.ts';
import { spans } from './stage-spans.ts';
import type {
  BlockMark, DeskMark, GrantMark, LeakedRecord, LeakGroup, NeedMark, PairMark, ProposalMark, StageState,
} from './stage-state.ts';
import type { View } from './view.ts';

/** The stage as a fold: what the chain does to it is in stage-chain.ts. */
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

read(patientMoved, (state, move, _row, _trace, index) => {
  state.patientsAt[index.patient(move.patient)] = index.member(move.to);
  state.submitted += 1;
});

read(grantAsked, (state, asked, row, trace, index) => {
  const patient = index.patient(asked.patient);
  state.phonesWaiting[patient] = (state.phonesWaiting[patient] ?? 0) + 1;
  state.grants.push({
    grant: '', row, patient, grantee: asked.person, denies: false, forger: -1, words: '', state: 0,
    at: trace.at(row), endsAt: -1,
  });
});

read(grantSubmitted, (state, given, row, trace, index) => {
  const patient = index.patient(given.patient);
  const { grantee } = given;
  state.submitted += 1;
  const exact = state.grants.find(`${patient}>${grantee}`, (mark) => mark.state === 0);
  // An answer may let in a place, a role or anyone: it came from what was asked.
  const asked = exact >= 0 ? exact : answered(state, patient, trace, row);
  if (asked >= 0) {
    state.grants.change(asked, { state: 6 });
    state.phonesWaiting[patient] = Math.max(0, (state.phonesWaiting[patient] ?? 0) - 1);
  }
  state.grants.push({
    grant: given.grant, row, patient, grantee, denies: given.type === 'deny', forger: -1,
    words: given.words, state: 1, at: trace.at(row), endsAt: given.endsAt,
  });
});

/** The ask that a grant comes from, as a place among the marks; -1 where it comes from none. */
function answered(state: StageState, patient: number, trace: Trace, row: Row): number {
  let cause = trace.cause(row);
  while (cause !== NONE && !trace.is(cause, grantAsked)) cause = trace.cause(cause);
  if (cause === NONE) return -1;
  const person = trace.text(cause, grantAsked, 'person');
  return state.grants.find(`${patient}>${person}`, (mark) => mark.row === cause);
}

read(grantForged, (state, forged, _row, _trace, index) => {
  const place = state.grants.find(forged.grant);
  if (place >= 0) state.grants.change(place, { forger: index.person(forged.person) });
});

read(grantRevoking, (state, revoking) => {
  state.submitted += 1;
  changeGrant(state, revoking.grant, 5);
});

read(grantInForce, (state, begun) => {
  const place = state.grants.find(begun.grant, (mark) => mark.state === 1);
  if (place >= 0) state.grants.change(place, { state: 2 });
});

read(grantEnded, (state, ended) => {
  changeGrant(state, ended.grant, ended.how === 'revoked' ? 4 : 3);
});

read(leakHappened, (state, leak, row, trace, index) => {
  state.leaked += 1;
  const record = `${leak.patient}/${leak.record}`;
  if (state.leakedRecords.find(record) < 0) state.leakedRecords.push({ record });
  const holder = index.person(leak.holder);
  const patient = index.patient(leak.patient);
  const at = trace.at(row);
  const request = requestRead(trace, row);
  const mark = { row, at, holder, kind: leak.kind, patient, request, records: 1, last: row };
  const place = state.leaks.find(leakKey(mark));
  if (place < 0) state.leaks.push(mark);
  else state.leaks.change(place, { records: state.leaks.at(place).records + 1, last: row });
});

read(needBegan, (state, need, row, trace, index) => {
  const beganAt = trace.at(row);
  state.needs.push({
    need: need.need, row, person: index.person(need.person), patient: index.patient(need.patient),
    beganAt, deadline: beganAt + need.withinMicros, metAt: -1, over: false,
  });
});

read(needMet, (state, met, row, trace) => {
  const place = state.needs.find(met.need);
  if (place >= 0) state.needs.change(place, { metAt: trace.at(row) });
});

read(needEnded, (state, ended) => {
  const place = state.needs.find(ended.need);
  if (place >= 0) state.needs.change(place, { over: true });
});

read(exposureOpened, (state, pair) => {
  addPair(state.couldRead, `${pair.person}>${pair.patient}`);
});

read(accessShown, (state, shown) => {
  if (shown.records > 0) addPair(state.didRead, `${shown.person}>${shown.patient}`);
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

read(sessionBorrowed, (state, lent, _row, _trace, index) => {
  setDesk(state, index, lent.workstation, {
    owner: index.person(lent.owner), sitter: index.person(lent.person), state: 3,
  });
});

read(sessionLocked, (state, locked, _row, _trace, index) => {
  setDesk(state, index, locked.workstation, { owner: -1, sitter: -1, state: 4 });
});

read(netCut, (state, link) => { state.cuts.add(cutName(link.a, link.b)); });
read(netHealed, (state, link) => { state.cuts.delete(cutName(link.a, link.b)); });
read(netCutOneWay, (state, link) => { state.cuts.add(`${link.a}>${link.b}`); });
read(netHealedOneWay, (state, link) => { state.cuts.delete(`${link.a}>${link.b}`); });

function changeGrant(state: StageState, grant: string, to: GrantMark['state']): void {
  const place = state.grants.find(grant);
  if (place >= 0) state.grants.change(place, { state: to });
}

function addPair(pairs: MarkList<PairMark>, pair: string): void {
  if (pairs.find(pair) < 0) pairs.push({ pair });
}

function leakKey({ holder, kind, patient, request }: LeakGroup): string {
  return `${holder}>${patient}>${kind}>${request}`;
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
    downs: spans(), outsides: spans(),
    cuts: new Set(), leaked: 0, submitted: 0, included: 0, caption: NONE,
    blocks: new MarkList<BlockMark>((mark) => mark.hash),
    proposals: new MarkList<ProposalMark>((mark) => mark.hash),
    heads: cast.members.map(() => NONE),
    // An ask has no name yet: it is found by whom it is between.
    grants: new MarkList<GrantMark>(({ grant, patient, grantee }) =>
      grant === '' ? `${patient}>${grantee}` : grant),
    leaks: new MarkList<LeakGroup>(leakKey),
    leakedRecords: new MarkList<LeakedRecord>((mark) => mark.record),
    needs: new MarkList<NeedMark>((mark) => mark.need),
    couldRead: new MarkList<PairMark>((mark) => mark.pair),
    didRead: new MarkList<PairMark>((mark) => mark.pair),
  };
}

function copy(state: StageState): StageState {
  return {
    ...state,
    heights: [...state.heights], rounds: [...state.rounds], patientsAt: [...state.patientsAt],
    phonesWaiting: [...state.phonesWaiting], desks: [...state.desks],
    downs: state.downs.copy(), outsides: state.outsides.copy(), cuts: new Set(state.cuts),
    blocks: state.blocks.copy(), proposals: state.proposals.copy(), heads: [...state.heads],
    grants: state.grants.copy(), leaks: state.leaks.copy(), leakedRecords: state.leakedRecords.copy(),
    needs: state.needs.copy(), couldRead: state.couldRead.copy(), didRead: state.didRead.copy(),
  };
}
