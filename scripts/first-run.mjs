/**
 * Plays the first run in the built worker, as the Stage does, and says which of the build's files
 * that took: `node scripts/first-run.mjs dist` prints them, in the order in which they came.
 * Nothing is guessed from the code: it is the code that runs.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { Session } from 'node:inspector';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';
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

  const worker = standIn(note);
  const name = readdirSync(assets).find((file) => /^simulation\.worker-.{8}\.js$/.test(file));
  if (name === undefined) throw new Error(`There is no simulation worker in ${assets}.`);
  await import(pathToFileURL(join(assets, name)).href);
  /** @type {{ ok: boolean, problems?: { sentence: string }[] }} */
  const reply = await worker.call('open', {
    scenario: { name: FIRST }, seed: null, settings: {}, base: pathToFileURL(`${resolve(folder)}/`).href,
  });
  if (!reply.ok) throw new Error(reply.problems?.[0]?.sentence ?? 'It gave no answer.');
  for (const [method = '', ...rest] of UNASKED) await worker.call(String(method), ...rest);
  process.stdout.write(`${[...files].join('\n')}\n`);
}

/**
 * Makes this process what a worker finds around itself: a port, and files beside the page.
 * @param {(url: string) => void} note
 */
function standIn(note) {
  /** @type {((event: object) => void)[]} */
  const heard = [];
  /** @type {Map<string, (value: any) => void>} */
  const waiting = new Map();
  Object.assign(globalThis, {
    self: globalThis,
    addEventListener: (/** @type {string} */ type, /** @type {(event: object) => void} */ listener) => {
      if (type === 'message') heard.push(listener);
    },
    removeEventListener: () => undefined,
    postMessage: (/** @type {{ id: string, value: unknown }} */ { id, value }) => waiting.get(id)?.(value),
    fetch: (/** @type {URL} */ url) => {
      note(url.href);
      const path = fileURLToPath(url);
      return Promise.resolve(existsSync(path)
        ? new Response(readFileSync(path)) : new Response(null, { status: 404 }));
    },
  });
  return {
    /** As Comlink says it. @param {string} method @param {...unknown} values @returns {Promise<any>} */
    call(method, ...values) {
      return new Promise((answer) => {
        const id = `${method}/${waiting.size}`;
        waiting.set(id, answer);
        const data = {
          id, type: 'APPLY', path: [method], argumentList: values.map((value) => ({ type: 'RAW', value })),
        };
        for (const hear of heard) hear({ data, origin: '' });
      });
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await play(process.argv[2] ?? 'dist');
  // Whatever the worker still waits for, nobody will ask.
  process.exit();
}
