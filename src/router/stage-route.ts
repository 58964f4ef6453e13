/**
 * The Stage's part of an address: which run, which moment, what is chosen and how it is drawn. Other
 * screens of a run carry the same, so that the way back to the Stage loses nothing.
 */
import type { Datum } from '../../workers/contract.ts';
import { readOwn, writeOwn, type OwnFile } from '../share/own-chart.ts';
import { isPacked } from '../share/pack.ts';
import { isEngine, LINK_RUNGS_MAX, readPrint, writePrint, type RunPrint } from '../share/run-print.ts';
import { words } from '../words/en.ts';
import { readMoment, writeMoment } from '../words/moment.ts';
import { AlongsideReading, writeAlongside, type Alongside } from './alongside.ts';
import { readSelection, writeSelection, type Chosen } from './chosen.ts';
import { readDatum, writeDatum } from './datum.ts';
import { readNames, writeNames, type Names } from './names.ts';
import { readOverrides, readSeed, SEED_MAX, writeOverrides, type Overrides } from './overrides.ts';
import { depthOf, parentOf, readSteps, sameSteps, writeSteps, type Step } from './steps.ts';
import { decode, encode, shown, split } from './text.ts';
import { MAPS, VIEWS, type MapForm, type View } from './view.ts';

export interface StageRoute {
  readonly screen: 'stage';
  /** The scenario that comes with the app; of an own script, the one it started from, if any. */
  readonly scenario: string | null;
  /** A script of the user's own, as share/pack.ts writes it; null: the scenario as it comes. */
  readonly packed: string | null;
  /** Null keeps the scenario's own. */
  readonly seed: number | null;
  readonly settings: Overrides;
  /** How it came of the run that it is a branch of, and that one of its own; none: as it stands. */
  readonly steps: readonly Step[];
  /** What the user calls it, and the runs that it came of. */
  readonly names: Names;
  /** The run of the same scenario that is shown beside it. */
  readonly beside: Alongside | null;
  /** Files of the user's own in the place of charts: names and hashes, never contents. */
  readonly own: readonly OwnFile[];
  /** Null: the link names no moment. */
  readonly atMicros: number | null;
  readonly chosen: Chosen | null;
  readonly view: View;
  readonly map: MapForm;
  /** The datum that is followed. */
  readonly follow: Datum | null;
  /** What the link promises of its run; null where it promises nothing. */
  readonly print: RunPrint | null;
  /** Whether the run stands inside another page: the picture and the time alone. */
  readonly embedded: boolean;
  /** Parameters of some other version: kept, so that passing a link on loses nothing. */
  readonly unknown: readonly (readonly [string, string])[];
}

export interface ReadStage {
  readonly route: StageRoute;
  /** One sentence for each part of the link that was ignored. */
  readonly ignored: readonly string[];
}

export const HOME = 'patient-relocation';

const UNKNOWN_MAX = 16;

/** `NAME`, `NAME/~1.…` or `~1.…`. */
export function readStagePath(
  steps: readonly string[], query: string, badMoment: (text: string) => string = words.link.badMoment,
): ReadStage {
  const own = steps.at(-1)?.startsWith('~') === true ? steps.at(-1)?.slice(1) ?? null : null;
  const named = own === null ? steps : steps.slice(0, -1);
  const [first] = named;
  if (named.length > 1 || (own === null && first === undefined)) {
    return { route: stage(HOME), ignored: [words.link.noSuchPage(shown(`/stage/${steps.join('/')}`))] };
  }
  const name = first === undefined ? null : decode(first);
  const isName = name !== null && isScenarioName(name);
  if (first !== undefined && !isName) {
    return { route: stage(HOME), ignored: [words.link.badScenario(shown(first))] };
  }
  if (own === null) return readStage(name ?? HOME, null, query, badMoment);
  if (isPacked(own)) return readStage(name, own, query, badMoment);
  const read = readStage(name ?? HOME, null, query, badMoment);
  return { ...read, ignored: [`${words.packed.notOurs} ${words.packed.instead}`, ...read.ignored] };
}

/** `NAME`, `NAME/~1.…` or `~1.…`: the script of a run in an address. */
export function writeRun({ scenario, packed }: StageRoute): string {
  return [scenario, packed === null ? null : `~${packed}`].filter((step) => step !== null).join('/');
}

/** What follows the path, without its question mark. */
export function writeStageQuery(route: StageRoute): string {
  const query: string[] = [];
  if (route.seed !== null) query.push(`seed=${route.seed}`);
  if (Object.keys(route.settings).length > 0) query.push(`set=${writeOverrides(route.settings)}`);
  if (route.steps.length > 0) query.push(`b=${writeSteps(route.steps)}`);
  if (route.names.length > 0) query.push(`n=${writeNames(route.names)}`);
  if (route.own.length > 0) query.push(`own=${writeOwn(route.own)}`);
  if (route.atMicros !== null) query.push(`t=${writeMoment(route.atMicros)}`);
  if (route.chosen !== null) query.push(`sel=${encode(writeSelection(route.chosen))}`);
  query.push(...writeAlongside(route.beside, route));
  if (route.view !== 'map') query.push(`view=${route.view}`);
  if (route.map !== 'schematic') query.push(`map=${route.map}`);
  if (route.follow !== null) query.push(`follow=${encode(writeDatum(route.follow))}`);
  // A file may hold more of them than a link has room for.
  if (route.print !== null && route.print.rungs.length <= LINK_RUNGS_MAX) {
    query.push(`e=${route.print.engine}`, `h=${writePrint(route.print)}`);
  }
  for (const [key, value] of route.unknown) query.push(`${encode(key)}=${encode(value)}`);
  return query.join('&');
}

export function stage(scenario: string): StageRoute {
  return {
    screen: 'stage', scenario, packed: null, seed: null, settings: {}, steps: [], names: [], own: [],
    atMicros: null, chosen: null, beside: null, view: 'map', map: 'schematic', follow: null,
    print: null, embedded: false, unknown: [],
  };
}

/** Whether two runs are of the same script with the same charts, and so may stand beside each other. */
function sameStory(a: StageRoute, b: StageRoute): boolean {
  return writeRun(a) === writeRun(b) && writeOwn(a.own) === writeOwn(b.own);
}

/** The run that a link puts beside its own, alone; null where there is none. */
export function alongsideOf(route: StageRoute): StageRoute | null {
  const { scenario, packed, own, beside } = route;
  const run = beside === 'parent' ? parentOf(route) : beside;
  if (run === null) return null;
  const { seed, settings, steps } = run;
  const names = beside === 'parent' || beside === null ? [] : beside.names;
  return { ...stage(HOME), scenario, packed, own, seed, settings, steps, names };
}

/**
 * What stands beside a run that takes the place of another on the Stage: what stood beside that one, unless
 * it is of another story; and where it is this very run, the two change places.
 */
export function besideAfter(before: StageRoute, after: StageRoute): Alongside | null {
  const { beside } = after;
  if (beside === null || beside === 'parent') return beside;
  if (!sameStory(before, after)) return null;
  if (!sameSteps(beside, after)) return beside;
  const { seed, settings, steps, names } = before;
  return sameSteps(before, after) ? null : { seed, settings, steps, names };
}

export function isScenarioName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(name);
}

interface Reading {
  seed: number | null;
  settings: Overrides;
  /** As the link writes them: what they led to may stand behind them. */
  rawSteps: string | null;
  rawNames: string | null;
  own: readonly OwnFile[];
  atMicros: number | null;
  chosen: Chosen | null;
  readonly alongside: AlongsideReading;
  view: View;
  map: MapForm;
  follow: Datum | null;
  engine: string;
  promise: string | null;
  readonly unknown: [string, string][];
  readonly ignored: string[];
}

/** `badMoment` says what a moment that cannot be read comes to on the screen that the link is of. */
export function readStage(
  scenario: string | null, packed: string | null, query: string, badMoment = words.link.badMoment,
): ReadStage {
  const reading: Reading = {
    seed: null, settings: {}, rawSteps: null, rawNames: null, own: [], atMicros: null, chosen: null,
    alongside: new AlongsideReading(), view: 'map', map: 'schematic', follow: null, engine: '', promise: null, unknown: [], ignored: [],
  };
  const said = new Map<string, string>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const [rawKey, rawValue] = split(part, '=');
    // Several "set" are put together: what two say of one path is told where they are read.
    const before = said.get(rawKey);
    said.set(rawKey, rawValue);
    const isSaidTwice = before !== undefined && before !== rawValue && !/(?:^|\.)set$/.test(rawKey);
    if (isSaidTwice && reading.unknown.every(([key]) => key !== rawKey)) reading.ignored.push(words.link.twice(shown(rawKey)));
    readParameter(reading, rawKey, rawValue, badMoment);
  }
  const { ignored, engine, promise, rawSteps, rawNames, alongside, ...rest } = reading;
  const { seed, settings } = rest;
  const steps = rawSteps === null ? [] : readSteps(rawSteps, seed, settings);
  if (steps === null) ignored.push(words.link.badSteps);
  const run = { seed, settings, steps: steps ?? [] };
  // Names of steps that are ignored are nobody's.
  const names = rawNames === null || steps === null ? [] : readNames(rawNames, depthOf(run));
  if (names === null) ignored.push(words.link.badNames);
  const beside = alongside.of(run, ignored);
  const print = promise === null || !isEngine(engine) ? null : readPrint(promise, engine, LINK_RUNGS_MAX);
  if (print === null && (promise !== null || engine !== '')) ignored.push(words.link.badPrint);
  return {
    route: {
      screen: 'stage', scenario, packed, ...rest, ...run, names: names ?? [], beside, print, embedded: false,
    },
    ignored,
  };
}

function readParameter(
  reading: Reading, rawKey: string, rawValue: string, badMoment: (text: string) => string,
): void {
  const key = decode(rawKey);
  const value = decode(rawValue);
  if (key === null || value === null) {
    reading.ignored.push(words.link.unreadable(shown(`${rawKey}=${rawValue}`)));
    return;
  }
  switch (key) {
    case 'seed':
      reading.seed = readSeed(value);
      if (reading.seed === null) reading.ignored.push(words.link.badSeed(shown(value), SEED_MAX));
      return;
    case 't':
      reading.atMicros = readMoment(value);
      if (reading.atMicros === null) reading.ignored.push(badMoment(shown(value)));
      return;
    case 'sel':
      reading.chosen = readSelection(value);
      if (reading.chosen === null) reading.ignored.push(words.link.badSelection(shown(value)));
      return;
    case 'view': {
      const view = VIEWS.find((one) => one === value);
      if (view === undefined) reading.ignored.push(words.link.badView(shown(value), VIEWS));
      else reading.view = view;
      return;
    }
    case 'map': {
      const map = MAPS.find((one) => one === value);
      if (map === undefined) reading.ignored.push(words.link.badMap(shown(value), MAPS));
      else reading.map = map;
      return;
    }
    case 'follow':
      reading.follow = readDatum(value);
      if (reading.follow === null) reading.ignored.push(words.link.badDatum(shown(value)));
      return;
    case 'b':
      reading.rawSteps = rawValue;
      return;
    case 'n':
      reading.rawNames = rawValue;
      return;
    case 'own': {
      const own = readOwn(rawValue);
      if (own === null) reading.ignored.push(words.link.badOwn(shown(value)));
      else reading.own = own;
      return;
    }
    case 'e':
      reading.engine = value;
      return;
    case 'h':
      reading.promise = value;
      return;
    case 'set':
      reading.settings = readOverrides(reading.settings, rawValue, reading.ignored);
      return;
    default:
      if (reading.alongside.take(key, value, rawValue, reading.ignored)) return;
      if (reading.unknown.length < UNKNOWN_MAX) reading.unknown.push([key, value]);
      reading.ignored.push(words.link.unknownPart(shown(key)));
  }
}
