/**
 * `NAME.ledgerward?story`: a scenario that is read when the page is built, as any text is read in
 * the worker. So the run of a story that comes with the page needs no parser; and a story with a
 * mistake in it is no page.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { parseScenario } from './workers/script/parse.ts';
import { chartNamesIn } from './workers/threads/chart-names.ts';
import type { Story } from './workers/threads/files.ts';
import { settingsOf } from './workers/threads/settings-of.ts';

const CHARTS = 'public/fhir/index.json';

export function stories(): Plugin {
  return {
    name: 'ledgerward-stories',
    enforce: 'pre',
    load(id) {
      const [file, query] = id.split('?');
      if (file === undefined || query !== 'story') return null;
      const charts = chartNamesIn(readFileSync(CHARTS, 'utf8'));
      const { scenario, problems } = parseScenario(readFileSync(file, 'utf8'), { charts });
      const [problem] = problems;
      if (scenario === undefined || problem !== undefined) {
        return this.error(`${file}:${problem?.line}:${problem?.column}: ${problem?.sentence}`);
      }
      const settings = settingsOf(scenario, {});
      if (!settings.ok) return this.error(`${file}: ${settings.problems[0]?.sentence}`);
      const story: Story = { scenario, settings: settings.settings, changed: settings.changed };
      this.addWatchFile(file);
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(story))});`, map: null };
    },
  };
}
