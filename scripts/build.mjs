/** Builds that are never older than their sources. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { makeCards } from './cards.mjs';
import { Plain, root, runTool } from './command.mjs';
import { OFFLINE_WORKER, writeOfflineList } from './offline.mjs';

/** @typedef {'app' | 'cli' | 'bench'} Build */

const CONFIGURATION = [
  'package.json', 'package-lock.json', 'scripts/policy.mjs', 'scripts/build.mjs', 'scripts/cards.mjs',
  'scripts/offline.mjs', 'tsconfig.base.json',
];

/** @type {Record<Build, { folder: string, config: string, main: string, sources: string[] }>} */
export const BUILDS = {
  app: {
    folder: 'dist', config: 'vite.config.ts', main: 'index.html',
    sources: ['src', 'workers', 'scenarios', 'public', 'index.html', 'vite.engine.ts', 'vite.rules.ts', 'vite.stories.ts'],
  },
  cli: { folder: 'dist-cli', config: 'vite.cli.ts', main: 'headless.js', sources: ['workers', 'scenarios'] },
  bench: { folder: 'dist-bench', config: 'vite.cli.ts', main: 'bench.js', sources: ['workers', 'bench'] },
};

/** Builds what is stale and returns the path of its main file. @param {Build} name */
export function build(name) {
  const { folder, config, main, sources } = BUILDS[name];
  const target = join(root, folder);
  const stamp = join(target, '.sources');
  const signature = signatureOf([...sources, ...CONFIGURATION, config]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === signature) return join(target, main);
  process.stderr.write(`Building ${folder} …\n`);
  const temporary = `${target}.tmp-${process.pid}`;
  try {
    const status = runTool('vite', [
      'build', '--config', config, '--outDir', temporary, '--emptyOutDir', '--logLevel', 'warn',
    ], { NODE_ENV: 'production', LEDGERWARD_BUNDLE: name });
    if (status !== 0) throw new Plain(`${folder} could not be built; Vite says why above.`);
    if (name === 'app') {
      writeFileSync(join(temporary, 'first-frame.json'), firstFrame());
      writeFileSync(join(temporary, 'cards.json'), makeCards(build('cli')));
      // The last of all: it names every file and its hash.
      writeOfflineList(temporary);
    }
    writeFileSync(join(temporary, '.sources'), signature);
    replaceFolder(temporary, target, main);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return join(target, main);
}

/** The first scenario's first picture, shown while the page's own engine starts: 17 kB of JSON. */
function firstFrame() {
  const { status, stdout } = spawnSync(process.execPath, [build('cli'), 'record', 'patient-relocation'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Plain('The first picture could not be recorded; the command says why above.');
  return stdout;
}

/**
 * Moves a finished build over the old one file by file, the main file, the offline worker and the
 * stamp last. Names carry a hash, so at every moment a reader finds a main file and everything that
 * it asks for, and a worker that is new finds all that it is to keep; renaming the folder would
 * leave a moment with none.
 * @param {string} from @param {string} to @param {string} main
 */
function replaceFolder(from, to, main) {
  const files = filesBelow(from);
  const last = [main, OFFLINE_WORKER, '.sources'].filter((file) => files.includes(file));
  const move = (/** @type {string} */ file) => {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    renameSync(join(from, file), join(to, file));
  };
  files.filter((file) => !last.includes(file)).forEach(move);
  last.forEach(move);
  const kept = new Set(files);
  if (!existsSync(to)) return;
  for (const file of filesBelow(to)) if (!kept.has(file)) rmSync(join(to, file), { force: true });
}

/** Names, sizes and times of all sources: changes when one is edited, added or removed.
 * @param {string[]} paths */
function signatureOf(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) {
    const absolute = join(root, path);
    if (!existsSync(absolute)) continue;
    const files = statSync(absolute).isDirectory() ? filesBelow(absolute).map((f) => join(path, f)) : [path];
    for (const file of files) {
      // Tests and golden transcripts are read by tests alone.
      if (file.endsWith('.test.ts') || file.startsWith(join('scenarios', 'golden'))) continue;
      const { size, mtimeMs } = statSync(join(root, file));
      hash.update(`${file.split(sep).join('/')} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** @param {string} folder @returns {string[]} relative paths, sorted */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}
