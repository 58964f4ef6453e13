import { loadRecording } from '../bridge/recording.ts';
import { HOME } from '../router/route.ts';
import { baseAddress } from './base.ts';
import type { Clock } from './clock.svelte.ts';
import type { RunState } from './run.svelte.ts';

/** The first picture of the usual story, recorded when the app was built, until the engine has it. */
export async function showRecording(shown: RunState, clock: Clock): Promise<void> {
  const recording = await loadRecording(baseAddress());
  if (recording === null || recording.scenario !== HOME || shown.live) return;
  const { run, picture } = recording;
  shown.record(run, picture);
  clock.load(run.pace, run.endsAtMicros, picture.frame.atMicros);
}
