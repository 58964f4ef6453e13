/**
 * `npm test`: every check, in an order that fails early and says the most. A failing suite does not
 * stop the ones after it. `npm test -- unit lint` runs only those named.
 */
import { dirname } from 'node:path';
import { BROWSERS, findBrowser, installBrowsers } from './browsers.mjs';
import { build } from './build.mjs';
import { Plain, runBeside, runMain, runTool } from './command.mjs';
import { installDependencies } from './install.mjs';
import { reportSizes } from './size.mjs';

/** A suite says whether it passed; what it has to say itself goes to standard error.
 * @type {Record<string, () => boolean | Promise<boolean>>} */
const SUITES = {
  install: () => {
    installDependencies();
    return true;
  },
  types,
  lint: async () => await runBeside('eslint', ['.', '--max-warnings', '0']) === 0,
  unit: () => vitest('--project', 'unit'),
  architecture: () => vitest('--project', 'house'),
  runs: () => vitest('--project', 'runs'),
  build: () => {
    build('cli');
    return reportSizes(dirname(build('app')));
  },
  commands: () => vitest('--project', 'commands'),
  fingerprints: () => haveBrowsers('chromium', 'firefox') && vitest('--project', 'fingerprints'),
  firefox: () => haveBrowsers('firefox') && vitest('--project', 'firefox'),
  e2e: () => haveBrowsers('chromium')
    // What is measured in milliseconds has the machine to itself.
    && [['--grep-invert', '@alone'], ['--grep', '@alone', '--workers', '1']].map((which) =>
      runTool('playwright', ['test', '--config', 'tests/e2e/playwright.config.ts', ...which]) === 0).every(Boolean),
};

/** Each keeps one core busy and reads what neither writes: the two take the time of the longer. */
const SIDE_BY_SIDE = ['types', 'lint'];

await runMain(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in SUITES));
  if (unknown !== undefined) {
    throw new Plain(`There is no suite "${unknown}". There are: ${Object.keys(SUITES).join(', ')}.`, 1);
  }
  const results = [];
  for (const names of turns(asked)) results.push(...await Promise.all(names.map(timed)));
  process.stdout.write('\n');
  for (const { name, passed, seconds } of results) {
    const time = `${seconds.toFixed(1).padStart(6)} s`;
    process.stdout.write(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(14)}${time}\n`);
  }
  const failed = results.filter(({ passed }) => !passed).map(({ name }) => name);
  if (failed.length > 0) {
    throw new Plain(`\nFailed: ${failed.join(', ')}. One alone: npm test -- ${failed[0]}`, 1);
  }
});

/** The suites asked for in their order, those of one turn at once. @param {string[]} asked */
function turns(asked) {
  const names = Object.keys(SUITES).filter((name) => asked.length === 0 || name === 'install' || asked.includes(name));
  const beside = names.filter((name) => SIDE_BY_SIDE.includes(name));
  return names.filter((name) => !beside.slice(1).includes(name))
    .map((name) => name === beside[0] ? beside : [name]);
}

/** @param {string} name */
async function timed(name) {
  process.stderr.write(`\n── ${name}\n`);
  const started = performance.now();
  let passed = false;
  try {
    passed = await SUITES[name]?.() ?? false;
  } catch (error) {
    if (!(error instanceof Plain)) throw error;
    process.stderr.write(`${error.message}\n`);
  }
  return { name, passed, seconds: (performance.now() - started) / 1000 };
}

/** One program a thread: what compiles in one must not lean on another's globals. */
async function types() {
  let compiled = true;
  for (const name of ['workers', 'threads', 'headless', 'tests', 'scripts']) {
    compiled = await runBeside('tsc', ['-p', `tsconfig.${name}.json`]) === 0 && compiled;
  }
  const screens = await runBeside('svelte-check', [
    '--tsconfig', './tsconfig.src.json', '--output', 'human', '--fail-on-warnings',
  ]) === 0;
  return compiled && screens;
}

/** @param {string[]} args */
function vitest(...args) {
  return runTool('vitest', ['run', '--config', 'vitest.config.ts', ...args]) === 0;
}

/** @param {('chromium' | 'firefox')[]} names */
function haveBrowsers(...names) {
  installBrowsers();
  const missing = names.map((name) => BROWSERS[name]).filter((browser) => !findBrowser(browser));
  for (const { name, advice } of missing) {
    process.stderr.write(`\n*** ${name} was not found, so this suite did not run. ${advice}. ***\n\n`);
  }
  return missing.length === 0;
}

