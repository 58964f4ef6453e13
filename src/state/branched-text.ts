import type { OpenRequest } from '../../workers/contract.ts';
import { ScriptEngine } from '../bridge/script.ts';
import type { StoryAct } from '../router/steps.ts';
import { calm, SENTENCE_LENGTH_MAX } from '../words/calm.ts';
import { baseAddress } from './base.ts';
import { branchWords } from '../words/en-branches.ts';
import { writeStoryMoment } from '../words/moment.ts';

export type BranchedScenario =
  | { readonly ok: true; readonly scenario: OpenRequest['scenario'] }
  | { readonly ok: false; readonly sentence: string };

/** The scenario with acts put into its story, one after another. */
export async function branchedText(
  scenario: OpenRequest['scenario'], acts: readonly StoryAct[],
): Promise<BranchedScenario> {
  const engine = new ScriptEngine(baseAddress());
  try {
    let text = 'text' in scenario ? scenario.text : await engine.scenario(scenario.name);
    // That there is no such scenario is said by whoever opens it.
    if (text === null) return { ok: true, scenario };
    for (const act of acts) {
      const branched = await engine.branch(text, `${writeStoryMoment(act.atMicros)} ${act.text}`);
      if (branched.problem !== null) {
        return { ok: false, sentence: branchWords.notPlaced(calm(branched.problem, SENTENCE_LENGTH_MAX)) };
      }
      ({ text } = branched);
    }
    return { ok: true, scenario: { text } };
  } catch {
    return { ok: false, sentence: branchWords.notPlaced('') };
  } finally {
    engine.close();
  }
}
