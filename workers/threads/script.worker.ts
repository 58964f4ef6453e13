import type { ScriptApi } from '../contract.ts';
import { branchText } from '../script/branch.ts';
import { complete } from '../script/complete.ts';
import { hover } from '../script/hover.ts';
import { parseScenario } from '../script/parse.ts';
import type { ParseOptions } from '../script/parse.ts';
import { printScenario } from '../script/print.ts';
import { browserFiles } from './browser-files.ts';
import type { AppFiles } from './files.ts';
import { serve } from './serve.ts';

let files: AppFiles | null = null;
let options: Promise<ParseOptions> = Promise.resolve({});

const api: ScriptApi = {
  begin: (base) => {
    files = browserFiles(base);
    // Without the list any chart of the usual form will do here; the run itself looks again.
    options = files.chartNames().then((charts) => ({ charts, ownCharts: false }), () => ({}));
  },
  check: async (text) => [...parseScenario(text, await options).problems],
  complete: async (text, offset) => complete(text, offset, await options),
  hover: (text, offset) => hover(text, offset),
  format: (text) => printScenario(text),
  scenario: async (name) => await files?.scenario(name) ?? null,
  branch: (text, line) => {
    const branched = branchText(text, line);
    return branched.ok ? { text: branched.text, line: branched.line, problem: null }
      : { text, line: 0, problem: branched.sentence };
  },
};

serve(api, self);
