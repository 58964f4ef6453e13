/**
 * Plays the first run in the built worker, as the Stage does, and says which of the build's files
 * that took: `node scripts/first-run.mjs dist` prints them, in the order in which they came.
 * Nothing is guessed from the code: it is the code that runs.
 */
import { Session } from 'node:inspector';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';
import { startWorker } from './built-worker.mjs';
import { Plain } from './command.mjs';

/** What the page opens first, and what the Stage then asks for by itself. */
const FIRST = 'patient-relocation';
const UNASKED = [['frame', 0, 0], ['names', 0], ['charts', 0]];

/** Names in dist/assets, Cedar's WebAssembly among them. @param {string} folder @returns {string[]} */
export function filesOfFirstRun(folder) {
  const { status, stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), folder],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Plain('The first run could not be played in the built worker; it says why above.');
  return stdout.trim().split('\n');
}

/** @param {string} folder */
async function play(folder) {
  const assets = join(resolve(folder), 'assets');
  /** @type {Set<string>} */
  const files = new Set();
  const note = (/** @type {string} */ url) => {
    const isAsset = url.startsWith(pathToFileURL(`${assets}/`).href);
    if (isAsset) files.add(basename(fileURLToPath(url)));
  };
  const debug = new Session();
  debug.connect();
  debug.on('Debugger.scriptParsed', ({ params }) => note(params.url));
  debug.post('Debugger.enable');

  const worker = await startWorker(folder, note);
  await worker.open({ scenario: { name: FIRST } });
  for (const [method = '', ...rest] of UNASKED) await worker.call(String(method), ...rest);
  process.stdout.write(`${[...files].join('\n')}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await play(process.argv[2] ?? 'dist');
  // Whatever the worker still waits for, nobody will ask.
  process.exit();
}
