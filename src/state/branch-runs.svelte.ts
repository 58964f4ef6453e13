import type { RunSummary } from '../../workers/contract.ts';
import { Engine, type Opened } from '../bridge/engine.svelte.ts';
import { calm, SENTENCE_LENGTH_MAX } from '../words/calm.ts';
import type { Branch } from './branch-tree.ts';
import type { OwnCharts } from './own-charts.ts';
import { requestOf } from './request.ts';

/** Why a branch has no run: the user stopped it, or it cannot be run as it is. */
export type Unrun = { readonly kind: 'cancelled' } | { readonly kind: 'failed'; readonly sentence: string };

/**
 * What became of each branch: run one after another on an engine of their own, which is closed
 * when nothing is left to run. The Stage goes on meanwhile.
 */
export class BranchRuns {
  /** By the branch's key, which is an address. */
  known = $state.raw<Readonly<Partial<Record<string, RunSummary>>>>({});
  unrun = $state.raw<Readonly<Partial<Record<string, Unrun>>>>({});
  /** The branch that is being run. */
  current = $state.raw<string | null>(null);
  waiting = $state.raw<readonly Branch[]>([]);
  readonly engine: Engine;

  readonly #ownCharts: OwnCharts;

  constructor(ownCharts: OwnCharts, engine = new Engine(() => undefined)) {
    this.#ownCharts = ownCharts;
    this.engine = engine;
  }

  /** From the Stage, or from wherever else it was run. */
  learn(key: string, run: RunSummary): void {
    if (this.known[key] === run) return;
    this.#know(key, run);
    this.waiting = this.waiting.filter((branch) => branch.key !== key);
    if (this.current === key) this.engine.cancel();
  }

  /** Runs those of which nothing is known, and no other. */
  want(branches: readonly Branch[]): void {
    this.waiting = branches.filter(({ key }) =>
      key !== this.current && this.known[key] === undefined && this.unrun[key] === undefined);
    if (this.current === null && this.waiting.length > 0) void this.#run();
  }

  /** One that failed or was stopped, once more. */
  again(branch: Branch): void {
    this.unrun = { ...this.unrun, [branch.key]: undefined };
    this.want([...this.waiting, branch]);
  }

  cancel(): void {
    this.engine.cancel();
  }

  /** Nobody looks any more: what is being run is given up. */
  close(): void {
    this.waiting = [];
    this.engine.close();
  }

  #know(key: string, run: RunSummary): void {
    this.known = { ...this.known, [key]: run };
  }

  #miss(key: string, why: Unrun): void {
    this.unrun = { ...this.unrun, [key]: why };
  }

  async #run(): Promise<void> {
    for (let branch = this.waiting[0]; branch !== undefined; branch = this.waiting[0]) {
      this.waiting = this.waiting.slice(1);
      this.current = branch.key;
      await this.#one(branch);
      this.current = null;
    }
    this.engine.close();
  }

  async #one({ key, route }: Branch): Promise<void> {
    try {
      const asked = await requestOf(route, this.#ownCharts);
      const opened: Opened | null = asked.ok ? await this.engine.open(asked.request) : null;
      // The Stage may have run it meanwhile.
      if (this.known[key] !== undefined) return;
      if (opened?.kind === 'run') this.#know(key, opened.run);
      else this.#miss(key, whyNot(opened, asked.ok ? '' : asked.sentence));
    } catch {
      this.#miss(key, { kind: 'failed', sentence: '' });
    }
  }
}

function whyNot(opened: Opened | null, sentence: string): Unrun {
  if (opened?.kind === 'problems') {
    return { kind: 'failed', sentence: calm(opened.problems[0]?.sentence ?? '', SENTENCE_LENGTH_MAX) };
  }
  return opened === null || opened.kind === 'fault' ? { kind: 'failed', sentence } : { kind: 'cancelled' };
}
