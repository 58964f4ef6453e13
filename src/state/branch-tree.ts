/**
 * The branches of one scenario: runs that share a past. The scenario as it is written is their
 * root; every other one has a parent, which always stands before it in the list.
 */
import { parseRoute, formatRoute, runOf, stage, HOME, type StageRoute } from '../router/route.ts';
import { nameIn, namesFor, type Names } from '../router/names.ts';
import { parentOf } from '../router/steps.ts';

export interface Branch {
  /** The link of the run alone; two branches never mean the same run. */
  readonly key: string;
  /** Where it is: the run, and nothing of the moment or the view. */
  readonly route: StageRoute;
  readonly parent: string | null;
  /** As the user calls it; null: as it came of its parent. */
  readonly name: string | null;
}

export type Tree = readonly Branch[];

/** More tracks than anybody tells apart. */
export const BRANCHES_MAX = 40;
/** Scenarios whose branches are kept; the oldest are forgotten first. */
const STORIES_MAX = 30;

/** With a run in it, and everything that it came of. */
export function grow(tree: Tree, run: StageRoute): Tree {
  const line: StageRoute[] = [];
  for (let at: StageRoute | null = run; at !== null; at = parentOf(at)) line.unshift(runAlone(at));
  const grown = [...tree];
  const known = new Set(tree.map(({ key }) => key));
  let parent: string | null = null;
  for (const route of line) {
    const key = runOf(route);
    // Steps may lead back to a run that is there already: it stays where it first came from.
    if (!known.has(key)) grown.push({ key, route, parent, name: null });
    known.add(key);
    parent = key;
  }
  return grown.length === tree.length ? tree : grown;
}

export function rootOf(run: StageRoute): string {
  const above = parentOf(run);
  return above === null ? runOf(run) : rootOf(above);
}

/** Without a branch and those that came of it; the root stays. */
export function prune(tree: Tree, key: string): { readonly left: Tree; readonly gone: Tree } {
  const gone = new Set<string>();
  for (const branch of tree) {
    if (branch.parent === null) continue;
    if (branch.key === key || gone.has(branch.parent)) gone.add(branch.key);
  }
  return {
    left: tree.filter((branch) => !gone.has(branch.key)),
    gone: tree.filter((branch) => gone.has(branch.key)),
  };
}

/** An empty name gives back the one that was proposed. */
export function rename(tree: Tree, key: string, name: string): Tree {
  return tree.map((branch) => (branch.key === key ? { ...branch, name: nameIn(name) } : branch));
}

/** Called as a link calls them, but for those that have a name here already. */
export function rechristen(tree: Tree, run: StageRoute, names: Names): Tree {
  return names.reduceRight<[Tree, StageRoute | null]>(([named, at], name) => {
    if (at === null) return [named, at];
    const key = runOf(at);
    const isFree = name !== null && named.some((branch) => branch.key === key && branch.name === null);
    return [isFree ? rename(named, key, name) : named, parentOf(at)];
  }, [tree, run])[0];
}

/** What a run and those that it came of are called here, as its link says it. */
export function namesOf(tree: Tree, run: StageRoute): Names {
  const names: (string | null)[] = [];
  for (let at: StageRoute | null = run; at !== null && parentOf(at) !== null; at = parentOf(at)) {
    const key = runOf(at);
    names.unshift(tree.find((branch) => branch.key === key)?.name ?? null);
  }
  return namesFor(names);
}

export interface Track extends Branch {
  /** How many parents it has. */
  readonly depth: number;
  /** Where it parts from its parent at the earliest, µs. */
  readonly forkAtMicros: number;
  /** How many rows above it its parent's track is; 0 for the root. */
  readonly rowsUp: number;
}

/** As drawn: each branch below its parent and above its parent's next one. */
export function tracksOf(tree: Tree): readonly Track[] {
  const tracks: Track[] = [];
  const place = (branch: Branch, depth: number, parentRow: number): void => {
    const row = tracks.length;
    tracks.push({ ...branch, depth, forkAtMicros: forkOf(branch), rowsUp: row - parentRow });
    for (const child of tree) if (child.parent === branch.key) place(child, depth + 1, row);
  };
  for (const branch of tree) if (branch.parent === null) place(branch, 0, tracks.length);
  return tracks;
}

/** What is kept of all stories, by their roots: names and links, nothing that a link could not say. */
export type Kept = ReadonlyMap<string, Tree>;

export function writeKept(kept: Kept): string {
  const stories = [...kept].filter(([, tree]) => tree.length > 1).slice(-STORIES_MAX);
  return JSON.stringify(stories.map(([root, tree]) =>
    [root, tree.slice(0, BRANCHES_MAX).map(({ route, name }) => [formatRoute(route), name])]));
}

/** Whatever was stored by whomever: each part is used only if it is one of ours. */
export function readKept(text: string | null): Map<string, Tree> {
  let given: unknown;
  try {
    given = JSON.parse(text ?? '[]');
  } catch {
    return new Map();
  }
  if (!Array.isArray(given)) return new Map();
  return new Map(given.slice(-STORIES_MAX).flatMap((story: unknown): [string, Tree][] => {
    if (!Array.isArray(story)) return [];
    const [root, list] = story as unknown[];
    if (typeof root !== 'string' || !Array.isArray(list)) return [];
    let tree: Tree = [];
    for (const entry of list.slice(0, BRANCHES_MAX) as unknown[]) {
      if (!Array.isArray(entry)) continue;
      const [link, name] = entry as unknown[];
      if (typeof link !== 'string') continue;
      const { route, ignored } = parseRoute(link);
      if (route.screen !== 'stage' || ignored.length > 0 || rootOf(route) !== root) continue;
      tree = grow(tree, route);
      if (typeof name === 'string') tree = rename(tree, runOf(route), name);
    }
    return tree.length > 1 ? [[root, tree]] : [];
  }));
}

function forkOf({ route }: Branch): number {
  const last = route.steps.at(-1);
  return last?.kind === 'act' ? Math.min(...last.acts.map(({ atMicros }) => atMicros)) : 0;
}

function runAlone(route: StageRoute): StageRoute {
  const { scenario, packed, seed, settings, own, steps } = route;
  return { ...stage(HOME), scenario, packed, seed, settings, own, steps };
}
