/**
 * `NAME.ledgerward?story`: a scenario that is read when the page is built, as any text is read in
 * the worker. So the run of a story that comes with the page needs no parser; and a story with a
 * mistake in it is no page.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { parseScenario } from './workers/script/parse.ts';
import { chartNamesIn } from './workers/threads/chart-names.ts';

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
      if (problem !== undefined) {
        return this.error(`${file}:${problem.line}:${problem.column}: ${problem.sentence}`);
      }
      this.addWatchFile(file);
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(scenario))});`, map: null };
    },
  };
}
