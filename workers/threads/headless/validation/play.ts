import type { Trace } from '../../../kernel/trace.ts';
import { headlessFiles } from '../../headless-files.ts';
import { OpenRun } from '../../open-run.ts';
import { prepare } from '../../prepare.ts';

/** Plays a scenario to its end, messages kept, as `sim run` would. */
export async function play(text: string, seed = 1): Promise<Trace> {
  const prepared = await prepare({ scenario: { text }, seed, settings: {} },
    headlessFiles('.'), { keepMessages: true, place: 'a row of the validation' });
  if (!prepared.ok) throw new Error(prepared.problems.map(({ sentence }) => sentence).join(' '));
  const { run } = new OpenRun(prepared.input);
  run.finish();
  return run.trace;
}

export type Play = typeof play;
