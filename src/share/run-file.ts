import { parseSetting, type SettingValue } from '../../workers/contract.ts';
import { isScenarioName, readSeed, VIEWS, type StageRoute, type View } from '../router/route.ts';
import { readStage, writeStageQuery } from '../router/stage-route.ts';
import { readBookmarkList, type Bookmark } from '../state/bookmark.ts';
import { calm, SENTENCE_LENGTH_MAX } from '../words/calm.ts';
import { runFileWords } from '../words/en-run-file.ts';
import { readMoment, writeMoment } from '../words/moment.ts';
import { readOwn, writeOwn, type OwnFile } from './own-chart.ts';
import { TEXT_BYTES_MAX } from './pack.ts';
import { FILE_RUNGS_MAX, isEngine, readPrint, writePrint, type RunPrint } from './run-print.ts';

/** A run as a file: everything that it takes to have it again, and to see that it is the same. */
export interface RunFile {
  readonly title: string;
  /** The scenario that the script is, or started from. */
  readonly scenario: string | null;
  readonly script: string;
  readonly seed: number;
  readonly settings: Readonly<Record<string, SettingValue>>;
  /** Files of the user's own that stood in for charts: which they were, never what was in them. */
  readonly own: readonly OwnFile[];
  readonly view: View;
  readonly atMicros: number;
  readonly print: RunPrint;
  /** What else its address says: how it is a branch, what is chosen, what stands beside it. Null: an older file. */
  readonly place: StageRoute | null;
  /** Of a branch, the script that it is a branch of. */
  readonly root: string | null;
  readonly bookmarks: readonly Bookmark[];
}

export type RunFileReading =
  | { readonly ok: true; readonly file: RunFile }
  | { readonly ok: false; readonly sentence: string };

const FORMAT = 'ledgerward run';
/** A script, its hashes and little else; with every character escaped six times as long. */
export const RUN_FILE_BYTES_MAX = 6 * TEXT_BYTES_MAX + 100_000;

export function writeRunFile(file: RunFile): string {
  const { title, scenario, script, seed, settings, own, view, atMicros, print, place, root, bookmarks } = file;
  return `${JSON.stringify({
    format: FORMAT, version: 1, title, scenario, seed, settings, own: writeOwn(own), view,
    moment: writeMoment(atMicros), engine: print.engine, print: writePrint(print), script,
    ...(place === null ? {} : { address: writeStageQuery({ ...place, print: null, unknown: [] }) }),
    ...(root === null ? {} : { root }),
    ...(bookmarks.length === 0 ? {} : { bookmarks: bookmarks.map(written) }),
  }, null, 2)}\n`;
}

function written({ atMicros, note }: Bookmark): { moment: string; note: string } {
  return { moment: writeMoment(atMicros), note };
}

/** Whether a text means to be a run file rather than a script. */
export function looksLikeRunFile(text: string): boolean {
  return /^\s*\{/.test(text);
}

/** Nothing is guessed at: a part that is not as it is written there is named, and nothing opened. */
export function readRunFile(text: string): RunFileReading {
  if (text.length > RUN_FILE_BYTES_MAX) return wrong(runFileWords.tooBig(RUN_FILE_BYTES_MAX));
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return wrong(runFileWords.notJson);
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return wrong(runFileWords.notOurs);
  const parts = new Map<string, unknown>(Object.entries(given));
  if (parts.get('format') !== FORMAT) return wrong(runFileWords.notOurs);
  if (parts.get('version') !== 1) return wrong(runFileWords.newer);
  return readParts(parts);
}

function readParts(parts: ReadonlyMap<string, unknown>): RunFileReading {
  const text = (name: string): string | null => {
    const value = parts.get(name);
    return typeof value === 'string' ? value : null;
  };
  const [script, engine, scenario] = [text('script'), text('engine'), parts.get('scenario') ?? null];
  if (script === null || script.length > TEXT_BYTES_MAX) return wrong(runFileWords.part('script'));
  if (scenario !== null && !(typeof scenario === 'string' && isScenarioName(scenario))) {
    return wrong(runFileWords.part('scenario'));
  }
  const seed = typeof parts.get('seed') === 'number' ? readSeed(String(parts.get('seed'))) : null;
  if (seed === null) return wrong(runFileWords.part('seed'));
  const settings = readSettings(parts.get('settings'));
  if (typeof settings === 'string') return wrong(settings);
  const own = text('own') === '' ? [] : readOwn(text('own') ?? '');
  if (own === null) return wrong(runFileWords.part('own'));
  const view = VIEWS.find((each) => each === text('view'));
  if (view === undefined) return wrong(runFileWords.part('view'));
  const atMicros = readMoment(text('moment') ?? '');
  if (atMicros === null) return wrong(runFileWords.part('moment'));
  if (engine === null || !isEngine(engine)) return wrong(runFileWords.part('engine'));
  const print = readPrint(text('print') ?? '', engine, FILE_RUNGS_MAX);
  if (print === null) return wrong(runFileWords.part('print'));
  const more = readMore(parts);
  if (typeof more === 'string') return wrong(runFileWords.part(more));
  const title = (text('title') ?? '').slice(0, 200);
  const file = { title, scenario, script, seed, settings, own, view, atMicros, print, ...more };
  const parted = partedIn(file);
  return parted === null ? { ok: true, file } : wrong(runFileWords.parted(parted));
}

/** Which part its address, or its script, says otherwise: of two seeds neither is the run's. */
function partedIn({ script, seed, settings, own, view, place }: RunFile): string | null {
  if (place === null) return null;
  const ownSeed = /^seed +(\d+) *$/m.exec(script)?.[1] ?? seed;
  if (Number(place.seed ?? ownSeed) !== seed) return 'seed';
  if (sorted(place.settings) !== sorted(settings)) return 'settings';
  if (writeOwn(place.own) !== writeOwn(own)) return 'own';
  return place.view === view ? null : 'view';
}

function sorted(settings: Readonly<Record<string, SettingValue>>): string {
  return JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What files of before have not; the name of the part that cannot be read. */
function readMore(
  parts: ReadonlyMap<string, unknown>,
): Pick<RunFile, 'place' | 'root' | 'bookmarks'> | 'address' | 'root' | 'bookmarks' {
  const [address = null, root = null] = [parts.get('address'), parts.get('root')];
  if (root !== null && !(typeof root === 'string' && root.length <= TEXT_BYTES_MAX)) return 'root';
  if (address !== null && typeof address !== 'string') return 'address';
  const read = address === null ? null : readStage(null, null, address);
  // What a newer page adds is kept, as in a link.
  if (read !== null && read.ignored.length > read.route.unknown.length) return 'address';
  // A branch is of something, and what is no branch of nothing.
  if ((read !== null && read.route.steps.length > 0) !== (root !== null)) return 'root';
  const bookmarks = readBookmarkList(parts.get('bookmarks') ?? []);
  return bookmarks === null ? 'bookmarks' : { place: read?.route ?? null, root, bookmarks };
}

function readSettings(given: unknown): Record<string, SettingValue> | string {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return runFileWords.part('settings');
  const settings = new Map<string, SettingValue>();
  for (const [path, value] of Object.entries(given)) {
    const parsed = parseSetting(path, String(value));
    if (!parsed.ok) return `${runFileWords.part('settings')} ${calm(parsed.sentence, SENTENCE_LENGTH_MAX)}`;
    settings.set(path, parsed.value);
  }
  return Object.fromEntries(settings);
}

function wrong(sentence: string): RunFileReading {
  return { ok: false, sentence };
}
