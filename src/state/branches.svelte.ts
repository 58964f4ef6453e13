import type { RunSummary } from '../../workers/contract.ts';
import { sameNames } from '../router/names.ts';
import { alongsideOf, runOf, type StageRoute } from '../router/route.ts';
import { BranchRuns } from './branch-runs.svelte.ts';
import {
  BRANCHES_MAX, grow, namesOf, prune, readKept, rechristen, rename, rootOf, tracksOf, writeKept, type Branch,
  type Tree,
} from './branch-tree.ts';
import { shelfOf, type Shelf } from './drafts.ts';
import type { OwnCharts } from './own-charts.ts';

const KEY = 'ledgerward.branches';

/** The branches of the story on the Stage, kept in this browser where it may be. */
export class Branches {
  tree = $state.raw<Tree>([]);
  /** Which of them is on the Stage. */
  shown = $state.raw<string | null>(null);
  /** What was deleted last, until something else is or it is brought back. */
  gone = $state.raw<Tree>([]);
  /** Branches that were gone back from, the last one last: they can be gone forward to again. */
  undone: readonly string[] = [];
  readonly runs: BranchRuns;

  readonly tracks = $derived(tracksOf(this.tree));
  readonly #shelf: Shelf | null;
  #proposed = $state.raw<Readonly<Partial<Record<string, string>>>>({});
  #root = '';
  /** Deleted here: another tab may still keep them. */
  #deleted: readonly string[] = [];

  constructor(
    ownCharts: OwnCharts, shelf: Shelf | null = shelfOf(() => localStorage), runs = new BranchRuns(ownCharts),
  ) {
    this.runs = runs;
    this.#shelf = shelf;
  }

  /** A run was put on the Stage: it is a branch, and so is everything that it came of. */
  follow(route: StageRoute, run: RunSummary): void {
    const root = rootOf(route);
    if (root !== this.#root) {
      this.#root = root;
      this.gone = [];
      this.tree = this.#kept().get(root) ?? [];
    }
    this.shown = runOf(route);
    this.runs.learn(this.shown, run);
    this.#deleted = this.#deleted.filter((key) => key !== this.shown);
    const isNew = this.find(this.shown) === null;
    if (isNew) this.undone = [];
    const lines = [route, alongsideOf(route)].filter((line) => line !== null);
    const tree = lines.reduce<Tree>((at, line) => rechristen(grow(at, line), line, line.names), this.tree);
    const name = this.#proposed[this.shown];
    this.#keep(isNew && name !== undefined ? rename(tree, this.shown, name) : tree);
    if (this.tree.length > 1) this.runs.want(this.tree);
  }

  /** What a branch is to be called once there is one. */
  propose(key: string, name: string): void {
    this.#proposed = { ...this.#proposed, [key]: name };
  }

  find(key: string | null): Branch | null {
    return this.tree.find((branch) => branch.key === key) ?? null;
  }

  get parent(): Branch | null {
    return this.find(this.find(this.shown)?.parent ?? null);
  }

  /** The one that stands beside what is on the Stage, by the address. */
  besideOf(route: StageRoute): Branch | null {
    if (route.beside === 'parent') return this.parent;
    const beside = alongsideOf(route);
    return beside === null ? null : this.find(runOf(beside));
  }

  /** The address with what the branches in it are called here; the same one where it says so already. */
  christened(route: StageRoute): StageRoute {
    const names = namesOf(this.tree, route);
    const { beside } = route;
    const run = beside === null || beside === 'parent' ? null : alongsideOf(route);
    const theirs = run === null ? [] : namesOf(this.tree, run);
    const isBesideRight = beside === null || beside === 'parent' || sameNames(theirs, beside.names);
    if (sameNames(names, route.names) && isBesideRight) return route;
    return { ...route, names, beside: isBesideRight ? beside : { ...beside, names: theirs } };
  }

  get full(): boolean {
    return this.tree.length > BRANCHES_MAX;
  }

  rename(key: string, name: string): void {
    this.#keep(rename(this.tree, key, name));
  }

  /** What went: the branch, and those that were made from it. */
  remove(key: string): Tree {
    const { left, gone } = prune(this.tree, key);
    this.gone = gone;
    this.#deleted = [...this.#deleted, ...gone.map((branch) => branch.key)];
    this.#keep(left);
    return gone;
  }

  restore(): void {
    this.#deleted = this.#deleted.filter((key) => !this.gone.some((branch) => branch.key === key));
    this.#keep(together(this.tree, this.gone));
    this.runs.want(this.tree);
    this.gone = [];
  }

  #keep(tree: Tree): void {
    if (tree === this.tree) return;
    const kept = this.#kept();
    // What another tab made of the same story stays.
    const theirs = (kept.get(this.#root) ?? []).filter((branch) => !this.#deleted.includes(branch.key));
    this.tree = together(tree, theirs);
    kept.delete(this.#root);
    try {
      this.#shelf?.setItem(KEY, writeKept(kept.set(this.#root, this.tree)));
    } catch {
      // A browser that keeps nothing works as well; they last as long as the page, and in links.
    }
  }

  #kept(): Map<string, Tree> {
    try {
      return readKept(this.#shelf?.getItem(KEY) ?? null);
    } catch {
      return readKept(null);
    }
  }
}

function together(tree: Tree, more: Tree): Tree {
  return [...tree, ...more.filter(({ key }) => !tree.some((branch) => branch.key === key))];
}
