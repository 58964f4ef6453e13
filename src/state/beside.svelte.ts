import type { Parting, RunSummary } from '../../workers/contract.ts';
import { Engine, type Picture } from '../bridge/engine.svelte.ts';
import { runOf, type StageRoute } from '../router/route.ts';
import { partingOf, type PartingSide } from '../share/parting.ts';
import { calm, SENTENCE_LENGTH_MAX } from '../words/calm.ts';
import type { Curtain } from './curtain.ts';
import { Follower } from './follower.svelte.ts';
import type { OwnCharts } from './own-charts.ts';
import { requestOf } from './request.ts';
import { Selection } from './selection.svelte.ts';

/** The run that is shown beside the one on the Stage: an engine of its own, and the same clock. */
export class Beside {
  summary = $state.raw<RunSummary | null>(null);
  picture = $state.raw<Picture | null>(null);
  /** Why it cannot be shown; null while it can, or may yet. */
  problem = $state.raw<string | null>(null);
  /** Where it and the run on the Stage part; null while that is being looked for. */
  parting = $state.raw<Parting | 'unknown' | null>(null);
  readonly engine = new Engine((picture) => {
    const run = this.summary;
    if (run !== null) this.#curtain.show(() => { if (this.summary === run) this.picture = picture; });
  });
  readonly selection = new Selection(this.engine);
  readonly follower = new Follower(this.engine);
  readonly #ownCharts: OwnCharts;
  readonly #curtain: Curtain;
  #key: string | null = null;
  /** Of the last search for where they part: what an earlier one finds is of another pair. */
  #search = 0;

  constructor(ownCharts: OwnCharts, curtain: Curtain) {
    this.#ownCharts = ownCharts;
    this.#curtain = curtain;
  }

  async open(route: StageRoute, atMicros: number): Promise<void> {
    const key = runOf(route);
    if (key === this.#key) return;
    this.#key = key;
    this.summary = null;
    this.picture = null;
    this.problem = null;
    this.parting = null;
    this.selection.choose(null, 0);
    const asked = await requestOf(route, this.#ownCharts);
    if (this.#key !== key) return;
    if (!asked.ok) {
      this.problem = asked.sentence;
      return;
    }
    const opened = await this.engine.open(asked.request, atMicros);
    if (this.#key !== key || opened.kind === 'superseded') return;
    if (opened.kind === 'run') {
      this.summary = opened.run;
      this.picture = opened.picture;
    } else {
      this.problem = opened.kind === 'problems'
        ? calm(opened.problems[0]?.sentence ?? '', SENTENCE_LENGTH_MAX) : '';
    }
  }

  async again(route: StageRoute, atMicros: number): Promise<void> {
    this.#key = null;
    await this.open(route, atMicros);
  }

  /** Looks where the run that is open here and another one part. */
  async part(engine: Engine, run: RunSummary): Promise<void> {
    const mine = this.summary;
    this.#search += 1;
    const search = this.#search;
    this.parting = null;
    if (mine === null) return;
    const found = await partingOf(sideOf(this.engine, mine), sideOf(engine, run)).catch(() => 'unknown' as const);
    if (this.summary === mine && this.#search === search) this.parting = found;
  }

  close(): void {
    this.#key = null;
    this.engine.close();
  }
}

function sideOf(engine: Engine, { outcomes }: RunSummary): PartingSide {
  return {
    outcomes,
    prints: (from, count) => engine.prints(from, count),
    outcome: (row) => engine.outcome(row),
  };
}
