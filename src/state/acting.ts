import type { Touch } from '../../workers/contract.ts';
import { runOf } from '../router/route.ts';
import { withActs, type StoryAct } from '../router/steps.ts';
import { words } from '../words/en.ts';
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

/** Back to the run that the one on the Stage was made from; it stays. What was deleted comes first. */
export function undo(visit: Visit): void {
  const { branches } = visit;
  if (branches === null) return;
  const { parent, shown } = branches;
  if (branches.gone.length > 0) branches.restore();
  else if (parent === null || shown === null) visit.say(words.keys.nothingToUndo);
  else {
    branches.undone = [...branches.undone, shown];
    visit.stand(parent.route);
  }
}

export function redo(visit: Visit): void {
  const { branches } = visit;
  if (branches === null) return;
  const branch = branches.find(branches.undone.at(-1) ?? null);
  branches.undone = branches.undone.slice(0, -1);
  if (branch === null) visit.say(words.keys.nothingToRedo);
  else visit.stand(branch.route);
}
