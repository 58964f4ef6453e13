// The package's exports do not name its wasm file, so it is named by its place on disc.
import wasmUrl from '../../node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm?url';
import { chartNamesIn } from './chart-names.ts';
import { isSample, sampleConsent } from './consent-names.ts';
import type { AppFiles } from './files.ts';

const SCENARIOS = import.meta.glob<string>('../../scenarios/*.ledgerward', {
  query: '?raw', import: 'default', eager: true,
});
const POLICIES = import.meta.glob<string>('../../scenarios/policies/*', {
  query: '?raw', import: 'default', eager: true,
});

async function fetched(path: string, base: string): Promise<Uint8Array | null> {
  const response = await fetch(new URL(path, base));
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}

/** Scenarios and policies are part of the bundle; charts and Cedar are fetched when first used. */
export function browserFiles(base: string): AppFiles {
  return {
    ownCharts: false,
    scenario: (name) => Promise.resolve(
      SCENARIOS[`../../scenarios/${name}.ledgerward`] ?? null),
    scenarioNames: () => Promise.resolve(Object.keys(SCENARIOS).map(nameOf).sort(compare)),
    policy: (file) => {
      const text = POLICIES[`../../scenarios/policies/${file}`];
      return text === undefined
        ? Promise.reject(new Error(`The policy file ${file} is not part of the app.`))
        : Promise.resolve(text);
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
