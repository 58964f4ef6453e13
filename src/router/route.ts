/**
 * The address bar, both ways: `#/` is the gallery, `#/stage/NAME?seed=2&set=path:value,path:value&t=3d11h02m&sel=…`.
 * A script of the user's own stands behind the name it started from, packed: `#/stage/NAME/~1.…`;
 * one that started from nothing has no name before it. A page of the explorer is `#/x/block/31?run=NAME&…`,
 * with all that the Stage's address holds. Links come from anywhere: whatever cannot be used is
 * named in a sentence and nothing else is lost.
 */
import { PACKED_LENGTH_MAX } from '../share/pack.ts';
import { words } from '../words/en.ts';
import { readExplorer, writeExplorer, type ExplorerRoute } from './explorer-route.ts';
import { HOME, readStage, readStagePath, stage, writeRun, writeStageQuery, type StageRoute } from './stage-route.ts';
import { actsOf } from './steps.ts';
import { shown, split } from './text.ts';

export { readSeed, SEED_MAX } from './overrides.ts';
export { MAPS, VIEWS, type MapForm, type View } from './view.ts';
export { alongsideOf, besideAfter, HOME, isScenarioName, stage, type StageRoute } from './stage-route.ts';
export type { Alongside } from './alongside.ts';
export { explorer, type ExplorerRoute } from './explorer-route.ts';

export interface GalleryRoute { readonly screen: 'gallery' }

export interface SelfTestRoute { readonly screen: 'self-test' }

export type Route = StageRoute | ExplorerRoute | GalleryRoute | SelfTestRoute;

export interface ReadRoute {
  readonly route: Route;
  /** One sentence for each part of the link that was ignored. */
  readonly ignored: readonly string[];
}

/** All that is not the script itself: a link of ours is a twentieth, or half with two long runs (screens.md C16). */
const LINK_LENGTH_MAX = 16_000;

export function parseRoute(hash: string): ReadRoute {
  const scriptLength = /[/=]~[^?&]*/.exec(hash)?.[0].length ?? 0;
  const most = LINK_LENGTH_MAX + (scriptLength === 0 ? 0 : PACKED_LENGTH_MAX);
  if (hash.length > most || hash.length - scriptLength > LINK_LENGTH_MAX) {
    return { route: stage(HOME), ignored: [words.link.tooLong(hash.length, most)] };
  }
  const [path, query] = split(hash.replace(/^#/, ''), '?');
  const steps = path.split('/').filter((step) => step !== '');
  if (steps.length === 0 && query === '') return { route: { screen: 'gallery' }, ignored: [] };
  if (steps.length === 0) return readStage(HOME, null, query);
  if (steps[0] === 'about' && steps[1] === 'self-test' && steps.length === 2) {
    return { route: { screen: 'self-test' }, ignored: [] };
  }
  if (steps[0] === 'x') return readExplorer(steps.slice(1), query);
  if (steps[0] === 'stage' && steps.length <= 3) return readStagePath(steps.slice(1), query);
  if (steps[0] === 'embed' && steps[1] === 'stage' && steps.length <= 4) {
    const read = readStagePath(steps.slice(2), query);
    return { ...read, route: { ...read.route, embedded: true } };
  }
  return { route: stage(HOME), ignored: [words.link.noSuchPage(shown(path))] };
}

export function formatRoute(route: Route): string {
  if (route.screen === 'self-test') return '#/about/self-test';
  if (route.screen === 'gallery') return '#/';
  if (route.screen === 'explorer') return writeExplorer(route);
  const query = writeStageQuery(route);
  return `#/${route.embedded ? 'embed/' : ''}stage/${writeRun(route)}${query === '' ? '' : `?${query}`}`;
}

/** The Stage's part of an address; null where it is of no run in particular. */
export function stageOf(route: Route): StageRoute | null {
  if (route.screen === 'explorer') return route.stage;
  return route.screen === 'stage' ? route : null;
}

/** The same screen, of another run or moment. */
export function withStage(route: Route, stage: StageRoute): Route {
  return route.screen === 'explorer' ? { ...route, stage } : stage;
}

/** Whether two links mean the same run, whatever the moment and the selection. */
export function sameRun(a: StageRoute, b: StageRoute): boolean {
  return runOf(a) === runOf(b);
}

/** The link of the run alone: equal for all links that mean the same, whichever way they came. */
export function runOf(route: StageRoute): string {
  const { scenario, packed, seed, own } = route;
  const settings = Object.entries(route.settings).sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0));
  return formatRoute({
    ...stage(HOME), scenario, packed, seed, own, settings: Object.fromEntries(settings),
    steps: actsOf(route).map((act) => ({ kind: 'act', acts: [act] })),
  });
}

/** The usual story from its start: what the page opens with by itself. */
export function isHome(route: StageRoute): boolean {
  return sameRun(route, stage(HOME)) && route.atMicros === null;
}
