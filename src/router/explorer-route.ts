/** A page of the explorer: of which thing, and of which run at which moment. `#/x/block/31?run=NAME&t=3d11h02m` */
import { PAGE_KINDS, type PageAddress } from '../../workers/contract.ts';
import { words } from '../words/en.ts';
import { HOME, readStagePath, writeRun, writeStageQuery, type StageRoute } from './stage-route.ts';
import { decode, encode, shown } from './text.ts';

export interface ExplorerRoute {
  readonly screen: 'explorer';
  /** Null: the page that searches and lists. */
  readonly page: PageAddress | null;
  /** What the Stage shows for whoever goes back to it: the same run at the same moment. */
  readonly stage: StageRoute;
}

export interface ReadExplorer {
  readonly route: ExplorerRoute;
  readonly ignored: readonly string[];
}

/** Names in a script have at most 64 letters; a record's are a patient, a place, a type and an id. */
const ID_LENGTH_MAX = 240;
const ID_STEPS_MAX = 8;
const KINDS: readonly string[] = [...PAGE_KINDS, 'row'];

export function explorer(page: PageAddress | null, stage: StageRoute): ExplorerRoute {
  return { screen: 'explorer', page, stage: { ...stage, embedded: false } };
}

export function writeExplorer({ page, stage }: ExplorerRoute): string {
  const path = page === null ? [] : [page.kind, ...page.id.split('/')];
  const query = writeStageQuery(stage);
  return `#/x${path.map((step) => `/${encode(step)}`).join('')}?run=${writeRun(stage)}${query === '' ? '' : `&${query}`}`;
}

/** The steps after `#/x`. A run that is not named is the usual story's. */
export function readExplorer(steps: readonly string[], query: string): ReadExplorer {
  const parts = query.split('&');
  const at = parts.findIndex((part) => part.startsWith('run='));
  const run = at < 0 ? [HOME] : (parts[at] ?? '').slice('run='.length).split('/').filter((step) => step !== '');
  const read = readStagePath(run, parts.filter((_part, index) => index !== at).join('&'), words.link.badPageMoment);
  if (steps.length === 0) return { ...read, route: explorer(null, read.route) };
  const page = readPage(steps);
  if (page !== null) return { ...read, route: explorer(page, read.route) };
  return { route: explorer(null, read.route), ignored: [words.link.badPage(shown(steps.join('/'))), ...read.ignored] };
}

function readPage([first = '', ...rest]: readonly string[]): PageAddress | null {
  const kind = KINDS.find((each) => each === first) as PageAddress['kind'] | undefined;
  const id = rest.map(decode);
  if (kind === undefined || !id.every((step) => step !== null)) return null;
  const text = id.join('/');
  return rest.length <= ID_STEPS_MAX && isPageId(text) ? { kind, id: text } : null;
}

/**
 * The words a script allows as a handle, what FHIR allows in an id, and the name of a validator that a
 * script has only counted, so that no link carries a sentence.
 */
export function isPageId(text: string): boolean {
  return text.length <= ID_LENGTH_MAX && /^(?:validator \d{1,4}|[\p{L}\p{N}_.#:-]+(?:\/[\p{L}\p{N}_.#:-]+)*)$/u.test(text);
}
