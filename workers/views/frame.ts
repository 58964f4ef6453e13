import { leakHappened } from '../access/entries.ts';
import { FRAME, FRAME_VERSION } from '../contract/frame.ts';
import { leaksSaid } from '../contract/leaks.ts';
import type { FrameTable } from '../contract.ts';
import type { Micros } from '../kernel/micros.ts';
import { NONE } from '../kernel/trace.ts';
import type { Trace } from '../kernel/trace.ts';
import type { BlockContents } from './contents.ts';
import type { Flights } from './flight.ts';
import type { Names } from './names.ts';
import { sentenceOf } from './sentence.ts';
import type { CastIndex } from './stage-cast.ts';
import { rowOf } from './stage-chain.ts';
import type { SpanMark, StageState } from './stage-state.ts';
import { appendsIn, flightsIn, type Stretch } from './stretch.ts';

/** The latest blocks put forward that are looked through for those that nobody holds. */
const PROPOSALS_SEEN_MAX = 120;
/** The latest times down, or outside; whoever still is, is told in any case. */
const SPANS_SEEN_MAX = 200;

type Columns = Readonly<Record<FrameTable, readonly (readonly number[])[]>>;

/** All that a frame is packed from: the stage at a moment, and what is looked up beside it. */
export interface FrameSources {
  readonly trace: Trace;
  readonly flights: Flights;
  readonly contents: BlockContents;
  readonly state: StageState;
  readonly stretch: Stretch;
  readonly names: Names;
  readonly index: CastIndex;
}

/** Packs the stage at a moment as contract.ts lays it out: one buffer, to be transferred. */
export function packFrame(sources: FrameSources): ArrayBuffer {
  const { moment } = sources.stretch;
  const rows = rowsOf(sources);
  const caption = captionOf(sources.trace, sources.state);
  const tables = Object.keys(FRAME) as FrameTable[];
  const cells = tables.reduce((sum, table) => sum + rows[table].length * FRAME[table].length, 0);
  const frame = new Float64Array(2 + tables.length + cells + 1 + caption.length);
  let place = 0;
  const put = (value: number): void => {
    frame[place] = value;
    place += 1;
  };
  put(FRAME_VERSION);
  put(moment);
  for (const table of tables) {
    put(rows[table].length);
    for (let column = 0; column < FRAME[table].length; column += 1) {
      for (const row of rows[table]) put(row[column] ?? NONE);
    }
  }
  put(caption.length);
  for (let unit = 0; unit < caption.length; unit += 1) put(caption.charCodeAt(unit));
  return frame.buffer;
}

/** The latest sentence, and of one moment what leaked in it; leaks that came together are told together. */
function captionOf(trace: Trace, state: StageState): string {
  if (state.caption === NONE) return '';
  const at = trace.at(state.caption);
  const group = [...state.leaks].findLast((leak) => trace.at(leak.last) === at);
  if (group === undefined || group.records === 1) return sentenceOf(trace, group?.last ?? state.caption);
  const { kind, holder, patient } = trace.get(group.row, leakHappened);
  return leaksSaid(kind, holder, group.records, patient);
}

function rowsOf(
  { trace, flights, contents, state, stretch, names, index }: FrameSources,
): Columns {
  const { moment } = stretch;
  const held = Array.from(state.blocks).filter(({ holders }) => holders > 0);
  const ways = cutWays(state.cuts, index);
  return {
    dials: [dials(flights, state, moment, held.length)],
    members: state.heights.map((height, member) =>
      [height, state.rounds[member] ?? 0]),
    patients: state.patientsAt.map((at, patient) => [at, state.phonesWaiting[patient] ?? 0]),
    workstations: state.desks.map((desk) => [desk.owner, desk.sitter, desk.state]),
    downs: spansOf(state.downs),
    outsides: spansOf(state.outsides),
    cuts: cutRows(ways),
    messages: flights.at(moment, names),
    blocks: held.map((block) => [
      block.height, block.at, block.proposer, block.transactions,
      firstBits(block.hash), block.row, block.holders, block.round,
      block.parent,
    ]),
    proposals: proposalRows(state),
    cells: contents.rows(state.blocks, names),
    appends: appendsIn(trace, stretch, state, index),
    flights: flightsIn(trace, stretch, flights.sentBy(moment), names),
    grants: [...state.grants].filter((grant) => grant.state !== 6).map((grant) => [
      grant.row, grant.patient, names.index(grant.grantee), index.kindOf(grant.grantee),
      grant.denies ? 1 : 0, grant.forger, grant.words === '' ? NONE : names.index(grant.words),
      grant.state, grant.at, grant.endsAt,
    ]),
    leaks: Array.from(state.leaks, (leak) =>
      [leak.row, leak.at, leak.holder, names.index(leak.kind), leak.records, leak.patient]),
    needs: Array.from(state.needs, (need) =>
      [need.row, need.person, need.patient, need.beganAt, need.deadline, need.metAt,
        need.over ? 1 : 0]),
  };
}

function spansOf(marks: Iterable<SpanMark>): number[][] {
  return [...marks].filter(({ to }, place, all) => to < 0 || place >= all.length - SPANS_SEEN_MAX)
    .map(({ member, from, to }) => [member, from, to]);
}

/**
 * The latest ones: those given up long ago are history, and in the table of events. What was final
 * somewhere and is nowhere any more stands among them.
 */
function proposalRows(state: StageState): number[][] {
  const highest = Math.max(...state.heights);
  const { proposals } = state;
  const rows = Array.from(state.blocks).filter(({ holders }) => holders === 0).slice(-PROPOSALS_SEEN_MAX)
    .map((block) => [block.height, block.at, block.proposer, firstBits(block.hash), block.row, block.round,
      block.parent, 1]);
  const first = Math.max(0, proposals.length - PROPOSALS_SEEN_MAX);
  for (let place = first; place < proposals.length; place += 1) {
    const mark = proposals.at(place);
    if (mark.held) continue;
    rows.push([
      mark.height, mark.at, mark.proposer, firstBits(mark.hash), mark.row, mark.round,
      mark.under === '' ? mark.parent : rowOf(state, mark.under),
      mark.height <= highest ? 1 : 0,
    ]);
  }
  return rows;
}

function firstBits(hash: string): number {
  return Number.parseInt(hash.slice(0, 8), 16);
}

/** A link that is cut both ways is one row. */
function cutRows(ways: ReadonlySet<string>): number[][] {
  return [...ways].sort(compare).flatMap((way) => {
    const [from = 0, to = 0] = way.split('|').map(Number);
    const isBothWays = ways.has(`${to}|${from}`);
    return isBothWays && from > to ? [] : [[from, to, isBothWays ? 0 : 1]];
  });
}

function dials(flights: Flights, state: StageState, moment: Micros, held: number): number[] {
  const waiting = [...state.needs].filter((need) => need.metAt < 0 && !need.over);
  const longest = waiting.reduce((most, need) => Math.max(most, moment - need.beganAt), 0);
  const heights = state.heights;
  return [
    waiting.length, longest, state.couldRead.length, state.didRead.length, state.leaked,
    Math.max(...heights), held, flights.sentBy(moment),
    Math.max(0, state.submitted - state.included), Math.max(...heights) - Math.min(...heights),
    state.leakedRecords.length,
  ];
}

/** Ways between members that a cut covers, `from|to`, each once however many cover it. */
function cutWays(cuts: ReadonlySet<string>, index: CastIndex): Set<string> {
  const ways = new Set<string>();
  for (const cut of cuts) {
    const isOneWay = cut.includes('>');
    const [a = '', b = ''] = cut.split(isOneWay ? '>' : '|');
    for (const first of index.membersNamed(a)) {
      for (const second of index.membersNamed(b)) {
        if (first === second) continue;
        ways.add(`${first}|${second}`);
        if (!isOneWay) ways.add(`${second}|${first}`);
      }
    }
  }
  return ways;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
