import { HOME, stage } from '../router/route.ts';
import { actsOf } from '../router/steps.ts';
import { branchedText } from '../state/branched-text.ts';
import { browserDrafts } from '../state/drafts.ts';
import type { Visit } from '../state/visit.svelte.ts';
import { rememberWriting } from '../state/writing.ts';
import { words } from '../words/en.ts';
import { runFileWords } from '../words/en-run-file.ts';
import { pack, TEXT_BYTES_MAX } from './pack.ts';
import { scenarioText } from './root-text.ts';
import { runText } from './run-text.ts';
import { looksLikeRunFile, readRunFile, RUN_FILE_BYTES_MAX, type RunFile } from './run-file.ts';

/**
 * Opens a run file as the run it is, or a script: which runs, and is also kept as a draft and open
 * for writing, so that one with mistakes can be mended. Returns what is wrong, or null.
 */
export async function openFile(visit: Visit, file: File): Promise<string | null> {
  const problem = await openText(visit, file);
  // One that was refused before has been put right, or another taken.
  if (problem === null) visit.run.settle('file');
  return problem;
}

async function openText(visit: Visit, file: File): Promise<string | null> {
  if (file.size > RUN_FILE_BYTES_MAX) return runFileWords.tooBig(RUN_FILE_BYTES_MAX);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return runFileWords.notText;
  }
  if (looksLikeRunFile(text)) {
    const reading = readRunFile(text);
    if (!reading.ok) return reading.sentence;
    if (!await isItsBranch(reading.file)) return runFileWords.scriptParted;
    return await openRun(visit, reading.file) ? null : words.packed.tooBig(TEXT_BYTES_MAX);
  }
  if (file.size > TEXT_BYTES_MAX) return words.packed.tooBig(TEXT_BYTES_MAX);
  rememberWriting(browserDrafts().save(null, null, text));
  visit.writing = true;
  return await runText(visit, text, null, null) ? null : words.packed.tooBig(TEXT_BYTES_MAX);
}

/** Whether the script of a branch is what its root comes to by its steps: else nobody knows which is meant. */
async function isItsBranch({ root, place, script }: RunFile): Promise<boolean> {
  if (root === null || place === null) return true;
  const branched = await branchedText({ text: root }, actsOf(place));
  // Steps that have no place in the root are told by whoever opens it.
  return !branched.ok || !('text' in branched.scenario) || branched.scenario.text === script;
}

/** False where its script is too long for an address. */
async function openRun(visit: Visit, file: RunFile): Promise<boolean> {
  const { scenario, seed, settings, own, view, atMicros, print, place, root } = file;
  const text = root ?? file.script;
  // A scenario that comes with the page needs no copy of itself in the address.
  const isOurs = scenario !== null && await scenarioText(scenario) === text;
  const packed = isOurs ? null : await pack(text);
  if (packed === null && !isOurs) return false;
  const run = place ?? { ...stage(HOME), seed, settings, own, view };
  visit.bookmarks.bring(print.fingerprint, file.bookmarks);
  visit.retry({ ...run, scenario, packed, atMicros, print });
  return true;
}
