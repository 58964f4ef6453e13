import type { Candidate, LeakProof, Prevention, RunSummary } from '../../workers/contract.ts';
import { Engine } from '../bridge/engine.svelte.ts';
import { runOf, type StageRoute } from '../router/route.ts';
import { withActs, withSetting } from '../router/steps.ts';
import { calm, SENTENCE_LENGTH_MAX } from '../words/calm.ts';
import { readStoryLine } from '../words/moment.ts';
import type { OwnCharts } from './own-charts.ts';
import { requestOf } from './request.ts';

export type ProofState =
  | { readonly kind: 'waiting' | 'running' | 'cancelled' }
  | { readonly kind: 'failed'; readonly sentence: string }
  | { readonly kind: 'proved'; readonly proof: LeakProof; readonly run: RunSummary };

export interface Tried {
  readonly candidate: Candidate;
  /** The branch that proves it, or proves that it does not help. */
  readonly route: StageRoute;
  readonly key: string;
  readonly state: ProofState;
}

/** What could have prevented a leak, tried one after another: nothing is claimed before it was run. */
export class PreventionTrial {
  tried = $state.raw<readonly Tried[]>([]);
  readonly engine = new Engine(() => undefined);
  readonly #ownCharts: OwnCharts;
  #ended = false;

  constructor(ownCharts: OwnCharts) {
    this.#ownCharts = ownCharts;
  }

  /** `before`: the numbers of the run in which the leak was found. */
  async run(prevention: Prevention, parent: StageRoute, before: RunSummary['metrics']): Promise<void> {
    this.tried = prevention.candidates.flatMap((candidate): Tried[] => {
      const route = changedBy(parent, candidate);
      return route === null ? [] : [{ candidate, route, key: runOf(route), state: { kind: 'waiting' } }];
    }).filter(({ key }, index, all) => all.findIndex((other) => other.key === key) === index);
    for (const { key, route } of this.tried) {
      if (this.#ended) break;
      this.#set(key, { kind: 'running' });
      this.#set(key, await this.#prove(route, prevention, before));
    }
    this.engine.close();
  }

  /** Stops what is being run, and whatever would come after it. */
  cancel(): void {
    this.#ended = true;
    this.engine.cancel();
    this.tried = this.tried.map((one) =>
      (one.state.kind === 'waiting' ? { ...one, state: { kind: 'cancelled' } } : one));
  }

  /** Nobody looks any more. */
  close(): void {
    this.#ended = true;
    this.engine.close();
  }

  async #prove(
    route: StageRoute, { leak }: Prevention, before: RunSummary['metrics'],
  ): Promise<ProofState> {
    try {
      const asked = await requestOf(route, this.#ownCharts);
      if (!asked.ok) return { kind: 'failed', sentence: asked.sentence };
      const opened = await this.engine.open(asked.request);
      if (opened.kind === 'run') {
        return { kind: 'proved', proof: await this.engine.prove(leak, before), run: opened.run };
      }
      if (opened.kind !== 'problems') return { kind: opened.kind === 'fault' ? 'failed' : 'cancelled', sentence: '' };
      return { kind: 'failed', sentence: calm(opened.problems[0]?.sentence ?? '', SENTENCE_LENGTH_MAX) };
    } catch {
      return { kind: 'failed', sentence: '' };
    }
  }

  #set(key: string, state: ProofState): void {
    this.tried = this.tried.map((one) => (one.key === key ? { ...one, state } : one));
  }
}

/** The branch that a candidate makes; null where it says nothing that a branch could. */
export function changedBy(parent: StageRoute, { change }: Candidate): StageRoute | null {
  if ('settings' in change) {
    return Object.entries(change.settings)
      .reduce((run, [path, value]) => withSetting(run, path, value), parent);
  }
  const acts = change.lines.flatMap((line) => readStoryLine(line) ?? []);
  return acts.length === 0 || acts.length < change.lines.length ? null : withActs(parent, ...acts);
}
