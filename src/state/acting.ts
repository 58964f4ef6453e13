import type { Touch } from '../../workers/contract.ts';
import { runOf } from '../router/route.ts';
import { withActs, type StoryAct } from '../router/steps.ts';
import type { Visit } from './visit.svelte.ts';

/** Makes a branch of the run on the Stage: what can be done at this moment, done; and it goes on. */
export function act(visit: Visit, { title, atMicros, act: text }: Touch): void {
  makeBranch(visit, title, [{ atMicros, text }]);
}

export function makeBranch(visit: Visit, name: string, acts: readonly StoryAct[]): void {
  const branch = withActs(visit.route, ...acts);
  visit.branches?.propose(runOf(branch), name);
  // Where nothing is to move by itself, the user goes on.
  visit.playQueued = visit.preferences.travel;
  visit.change({ steps: branch.steps });
}
