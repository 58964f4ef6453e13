/**
 * What the built page weighs, compressed as a host would send it (gzip -9): what its first view
 * fetches, what follows unasked once that stands, what the engine's worker fetches before it can
 * begin and what for the whole of a first run, and what waits until it is wanted.
 * `node scripts/size.mjs` prints the table and ends with 1 where a part is over its budget.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from './build.mjs';
import { Plain, root, runMain } from './command.mjs';
import { filesOfFirstRun } from './first-run.mjs';

/**
 * In kB (1,000 bytes). ADRs 109 and 110 say why the engine's is not 60, and what is in it.
 * @type {Readonly<Record<string, number>>}
 */
const BUDGETS = {
  'first view': 120, 'first view and what follows it': 135,
  'engine worker': 65.5, 'engine, for the first run': 118.5,
};

/** What is fetched unasked after the first picture: what waits in these two for no more than that. */
function unaskedPanels() {
  return ['src/screens/stage/Stage.svelte', 'src/App.svelte'].flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const found = [...text.matchAll(/\{#if settled\}\s*\{#await import\('\.\/(?:[\w-]+\/)*(\w+)\.svelte'\)/g)]
      .flatMap(([, name]) => name ?? []);
    if (found.length === 0) throw new Plain(`${file} has no panel that follows the first picture.`);
    return found;
  });
}

/** @typedef {{ name: string, files: readonly string[], bytes: number }} Part files in dist/assets */

/** The parts of a build that a visitor waits for, or asks for. @param {string} folder @returns {Part[]} */
export function partsOf(folder) {
  const assets = readdirSync(join(folder, 'assets')).filter((name) => !name.endsWith('.map'));
  const graph = new Map(assets.filter((name) => name.endsWith('.js'))
    .map((name) => [name, importsOf(readFileSync(join(folder, 'assets', name), 'utf8'))]));
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const begun = [...html.matchAll(/(?:src|href)="\.\/assets\/([^"]+)"/g)].flatMap(([, name]) => name ?? []);
  const page = gzipSync(html, { level: 9 }).length;

  /** A component's script and its styles have one stem. @param {string} stem */
  const named = (stem) => {
    const found = assets.filter((name) => stemOf(name) === stem);
    if (found.length === 0) throw new Plain(`The build has no part named ${stem}, which scripts/size.mjs weighs.`);
    return found;
  };
  /** With all that is imported at once. @param {readonly string[]} files */
  const closed = (files) => {
    const seen = new Set(files);
    for (const name of seen) for (const next of graph.get(name)?.now ?? []) seen.add(next);
    return [...seen].sort();
  };
  /** All that may be imported sooner or later. @param {readonly string[]} files */
  const reachable = (files) => {
    const seen = new Set(files);
    for (const name of seen) {
      for (const next of graph.get(name)?.now ?? []) seen.add(next);
      for (const next of graph.get(name)?.later ?? []) seen.add(next);
    }
    return [...seen].sort();
  };
  /** @param {string} name @param {readonly string[]} files @param {readonly string[]} [already] */
  const part = (name, files, already = []) => {
    const all = closed(files).filter((file) => !already.includes(file));
    const sizes = all.map((file) => gzipSync(readFileSync(join(folder, 'assets', file)), { level: 9 }).length);
    return { name, files: all, bytes: sizes.reduce((sum, size) => sum + size, 0) };
  };

  const unasked = unaskedPanels();
  const first = part('first view', begun);
  const followed = part('first view and what follows it', [...begun, ...unasked.flatMap(named)]);
  const engine = part('engine worker', named('simulation.worker'));
  const later = reachable(engine.files).filter((file) => !engine.files.includes(file));
  const texts = new Set(['scenarios', 'scenarios/policies'].flatMap((path) =>
    readdirSync(join(root, path)).map((file) => file.replace(/\.\w+$/, ''))));
  const stories = later.filter((file) => texts.has(stemOf(file)));
  const code = later.filter((file) => !texts.has(stemOf(file)));
  const asked = reachable(begun).filter((file) => !closed(begun).includes(file) && !unasked.includes(stemOf(file)));
  return [
    ...[first, followed].map((each) => ({ ...each, bytes: each.bytes + page })),
    engine,
    part('engine, for the first run', filesOfFirstRun(folder).filter((file) => file.endsWith('.js'))),
    part('engine, later in all', later, engine.files),
    ...code.filter((file) => [...graph.values()].some((imports) => imports.later.includes(file)))
      .map((file) => part(`engine, later: ${stemOf(file)}`, [file], engine.files)),
    part('engine, later: all stories and policies', stories),
    part('script worker', named('script.worker')),
    ...asked.filter((file) => [...graph.values()].some((imports) => imports.later.includes(file)))
      .map((file) => part(`when asked: ${stemOf(file)}`, named(stemOf(file)), followed.files)),
    part('Cedar (WebAssembly)', named('cedar_wasm_bg')),
  ];
}

/** What a file imports at once, and what when it is asked to: as bundlers write it.
 * @param {string} code @returns {{ now: string[], later: string[] }} */
export function importsOf(code) {
  const names = (/** @type {RegExp} */ pattern) =>
    [...new Set([...code.matchAll(pattern)].map(([, path]) => basename(path ?? '')))];
  return {
    now: names(/\b(?:import|export)\s*(?:[\w$*{][^'"`()]*?\bfrom\s*)?["'](\.\/[^"']+\.js)["']/g),
    later: names(/\bimport\(\s*["'`](\.\/[^"'`]+\.js)["'`]/g),
  };
}

/** The name without the hash of its content. @param {string} file */
function stemOf(file) {
  return file.replace(/-[\w-]{8}\.\w+$/, '');
}

/** Prints the table; true where every budget is kept. @param {string} folder */
export function reportSizes(folder) {
  const parts = partsOf(folder);
  for (const { name, bytes } of parts) {
    const budget = BUDGETS[name];
    const limit = budget === undefined ? '' : ` of at most ${budget}`;
    process.stdout.write(`${name.padEnd(44)}${(bytes / 1_000).toFixed(1).padStart(8)} kB${limit}\n`);
  }
  const over = parts.filter(({ name, bytes }) => bytes > (BUDGETS[name] ?? Infinity) * 1_000);
  for (const { name } of over) {
    process.stderr.write(`Over its budget of ${BUDGETS[name]} kB: ${name}.\n`);
  }
  return over.length === 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(() => {
    if (!reportSizes(process.argv[2] ?? dirname(build('app')))) {
      throw new Plain('What can wait until it is wanted belongs behind a dynamic import.', 1);
    }
  });
}
