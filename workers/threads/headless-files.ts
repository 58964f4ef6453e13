import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { AppFiles } from './files.ts';
import { isSample, sampleConsent } from './consent-names.ts';
import { chartNamesIn } from './chart-names.ts';
import { repositoryRoot } from './root.ts';

const WASM = 'node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm';

/**
 * How much of a WebAssembly function runs, in about bytes of code, before V8 optimises it. Cedar's
 * parsers are functions of 55 kB that a command enters a few dozen times: by default V8 optimised
 * them in the background for 0.4 s of processor time, and all they did took 0.06 s (Node 20.20).
 */
const OPTIMISE_LATER = '--wasm-tiering-budget=500000000';

/**
 * The app's files on disc. A chart whose name ends in .json is a file of the user's own, found
 * from the scenario's folder; everything else comes with the app.
 */
export function headlessFiles(scenarioFolder: string): AppFiles {
  const root = repositoryRoot();
  return {
    ownCharts: true,
    story: () => Promise.resolve(null),
    scenario: (name) => textOrNull(join(root, 'scenarios', `${name}.ledgerward`)),
    scenarioNames: async () => (await readdir(join(root, 'scenarios')))
      .filter((file) => file.endsWith('.ledgerward'))
      .map((file) => file.replace(/\.ledgerward$/, '')).sort(compare),
    policy: (file) => readFile(join(root, 'scenarios', 'policies', file), 'utf8'),
    chart: (name) => bytesOrNull(name.endsWith('.json')
      ? resolve(scenarioFolder, name)
      : join(root, 'public', 'fhir', `${name}.json`)),
    consent: (name) => bytesOrNull(isSample(name)
      ? join(root, 'public', 'fhir', sampleConsent(name)) : resolve(scenarioFolder, name)),
    chartNames: async () => chartNamesIn(
      await readFile(join(root, 'public', 'fhir', 'index.json'), 'utf8')),
    cedarWasm: async () => {
      setFlagsFromString(OPTIMISE_LATER);
      return new Uint8Array(await readFile(join(root, WASM)));
    },
  };
}

export function folderOf(path: string): string {
  return dirname(resolve(path));
}

async function textOrNull(path: string): Promise<string | null> {
  const bytes = await bytesOrNull(path);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

export async function bytesOrNull(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    // A device or a pipe might never end.
    if (!(await stat(path)).isFile()) return null;
    return new Uint8Array(await readFile(path));
  } catch {
    return null;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
