import type { RunSummary } from '../../workers/contract.ts';
import { readFrame } from './frame.ts';
import type { Picture } from './engine.svelte.ts';

/**
 * The first picture, computed when the app was built: it stands until the engine has run the same
 * run, and is then replaced by the same picture. `public/first-frame.json` holds
 * `{ version: 1, scenario, run: RunSummary, frame: number[], names: string[] }`, the frame being the
 * floats of a frame's buffer; a file of version 0 says that nothing was recorded.
 */
export interface Recording {
  readonly scenario: string;
  readonly run: RunSummary;
  readonly picture: Picture;
}

interface RecordingFile {
  readonly version: number;
  readonly scenario: string;
  readonly run: RunSummary;
  readonly frame: readonly number[];
  readonly names: readonly string[];
}

/** Null where there is none, or none that can be read: the engine is on its way anyhow. */
export async function loadRecording(base: string): Promise<Recording | null> {
  try {
    const answer = await fetch(new URL('first-frame.json', base));
    if (!answer.ok) return null;
    const file = await answer.json() as RecordingFile;
    if (file.version !== 1) return null;
    const frame = readFrame(new Float64Array(file.frame).buffer);
    return { scenario: file.scenario, run: file.run, picture: { frame, names: file.names } };
  } catch {
    return null;
  }
}
