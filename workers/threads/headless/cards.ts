import { FRAME } from '../../contract.ts';
import type { CardMark, Mark, ScenarioCard } from '../../contract.ts';
import { OpenRun } from '../open-run.ts';
import type { Command } from './arguments.ts';
import type { ExitCode, Terminal } from './main.ts';
import { preparedInput } from './prepared.ts';

/** Steps of the curve: a card is two hundred pixels wide. */
const SPANS = 70;
/** Looks taken in each, so that a short wait is not stepped over. */
const LOOKS = 4;
/** The picture's width in its own units; two marks of a kind never share one. */
const WIDTH = 1_000;
const MARK_WIDTH = 8;

/**
 * What the gallery shows of each scenario, run as it comes: one line of JSON a scenario, which the
 * build gathers into cards.json.
 */
export async function printCards(
  command: Command & { name: 'cards' }, terminal: Terminal,
): Promise<ExitCode> {
  for (const file of command.files) {
    const input = await preparedInput({ file, seed: null, settings: {} }, true, terminal);
    if (input === null) return 1;
    const open = new OpenRun(input);
    open.run.finish();
    terminal.out(`${JSON.stringify(cardOf(open, file))}\n`);
  }
  return 0;
}

export function cardOf(open: OpenRun, name: string): ScenarioCard {
  const { cast, checks, endsAtMicros, engine, fingerprint, marks, pace, seed } = open.summary(0);
  const seconds = pace[pace.length - 1]?.[1] ?? 0;
  const looks = Array.from({ length: SPANS * LOOKS }, (_, index) => (
    open.frame(momentAt(pace, seconds * (index + 1) / (SPANS * LOOKS)))));
  const most = (frames: readonly ArrayBuffer[], of: Dial): number =>
    Math.max(...frames.map((frame) => dial(frame, of)));
  return {
    name, seed, engine, fingerprint, endsAtMicros, seconds: Math.round(seconds),
    members: cast.members.length, patients: cast.patients.length,
    marks: cardMarks(marks, (at) => WIDTH * secondsAt(pace, at) / Math.max(1, seconds)),
    waiting: Array.from({ length: SPANS }, (_, span) => (
      most(looks.slice(span * LOOKS, (span + 1) * LOOKS), 'waiting'))),
    couldReadMost: most(looks, 'couldRead'),
    leaked: dial(open.frame(endsAtMicros), 'leaked'),
    blocks: dial(open.frame(endsAtMicros), 'height'),
    grants: marks.filter(({ kind }) => kind === 'grant').length,
    checks: checks.map(({ text, verdict, onPurpose }) => ({ text, verdict, onPurpose })),
  };
}

/** The three kinds that the timeline gives a lane of their own, thinned to what can be told apart. */
function cardMarks(marks: readonly Mark[], xOf: (at: number) => number): CardMark[] {
  const kept: CardMark[] = [];
  for (const kind of ['block', 'grant', 'leak'] as const) {
    let last = -MARK_WIDTH;
    for (const mark of marks) {
      const x = Math.round(xOf(mark.at));
      if (mark.kind !== kind || x < last + MARK_WIDTH) continue;
      kept.push([x, kind]);
      last = x;
    }
  }
  return kept;
}

/** The dials are a frame's first table, one row: its columns follow its row count. */
function dial(frame: ArrayBuffer, name: Dial): number {
  return new Float64Array(frame)[3 + FRAME.dials.indexOf(name)] ?? 0;
}

type Dial = (typeof FRAME.dials)[number];
type Pace = readonly (readonly [number, number])[];

function secondsAt(pace: Pace, at: number): number {
  return between(pace.map(([moment, seconds]) => [moment, seconds]), at);
}

function momentAt(pace: Pace, seconds: number): number {
  return Math.round(between(pace.map(([moment, second]) => [second, moment]), seconds));
}

/** On the line through rising knots. */
function between(knots: readonly (readonly [number, number])[], x: number): number {
  const next = knots.findIndex(([knot]) => knot >= x);
  const [x1, y1] = knots[next < 0 ? knots.length - 1 : next] ?? [0, 0];
  const [x0, y0] = knots[next - 1] ?? [x1, y1];
  return next <= 0 || x1 === x0 ? y1 : y0 + (y1 - y0) * (x - x0) / (x1 - x0);
}
