// The package's exports do not name its wasm file, so it is named by its place on disc.
import wasmUrl from '../../node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm?url';
import { chartNamesIn } from './chart-names.ts';
import { isSample, sampleConsent } from './consent-names.ts';
import type { AppFiles, Story } from './files.ts';

/** Read when the page was built: vite.stories.ts. */
const STORIES = import.meta.glob<Story>('../../scenarios/*.ledgerward', {
  query: '?story', import: 'default',
});
const POLICIES = import.meta.glob<string>('../../scenarios/policies/*', {
  query: '?raw', import: 'default',
});

async function fetched(path: string, base: string): Promise<Uint8Array | null> {
  const response = await fetch(new URL(path, base));
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}

/** Scenarios and policies come with the code, charts and Cedar beside it; all when first used. */
export function browserFiles(base: string): AppFiles {
  const story = async (name: string): Promise<Story | null> =>
    await STORIES[`../../scenarios/${name}.ledgerward`]?.() ?? null;
  return {
    ownCharts: false,
    story,
    scenario: async (name) => (await story(name))?.scenario.text ?? null,
    scenarioNames: () => Promise.resolve(Object.keys(STORIES).map(nameOf).sort(compare)),
    policy: async (file) => {
      const text = await POLICIES[`../../scenarios/policies/${file}`]?.();
      if (text === undefined) throw new Error(`The policy file ${file} is not part of the app.`);
      return text;
    },
    chart: (name) => fetched(`fhir/${name}.json`, base),
    consent: (name) => isSample(name)
      ? fetched(`fhir/${sampleConsent(name)}`, base) : Promise.resolve(null),
    chartNames: async () => {
      const response = await fetch(new URL('fhir/index.json', base));
      if (!response.ok) throw new Error('The list of charts could not be loaded.');
      return chartNamesIn(await response.text());
    },
    cedarWasm: async () => {
      const response = await fetch(new URL(wasmUrl, import.meta.url));
      if (!response.ok) throw new Error('The policy engine could not be loaded.');
      return response.arrayBuffer();
    },
  };
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.ledgerward$/, '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
