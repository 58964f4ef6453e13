/**
 * The built simulation worker, run in Node: what the page would be told, without a page. By itself
 * it answers visits: `node scripts/built-worker.mjs dist` reads a JSON list of `Visit` from standard
 * input and writes the answers of each, in order.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A request of the worker's interface (workers/contract.ts). @typedef {readonly [string, ...unknown[]]} Question */
/**
 * One run, opened, and what is then asked of it.
 * @typedef {{ open: Partial<import('../workers/contract.ts').OpenRequest>, questions: Question[] }} Visit
 */
/** @typedef {{ id: string, type: string, value: unknown }} Answer as Comlink sends it */

/**
 * Starts it. A process can hold one: it is made what a worker finds around itself, a port, and
 * files beside the page.
 * @param {string} folder @param {(url: string) => void} [note] told of every file that is fetched
 */
export async function startWorker(folder, note = () => undefined) {
  const assets = join(resolve(folder), 'assets');
  const base = pathToFileURL(`${resolve(folder)}/`).href;
  /** @type {((event: object) => void)[]} */
  const heard = [];
  /** @type {Map<string, (answer: Answer) => void>} */
  const waiting = new Map();
  Object.assign(globalThis, {
    self: globalThis,
    addEventListener: (/** @type {string} */ type, /** @type {(event: object) => void} */ listener) => {
      if (type === 'message') heard.push(listener);
    },
    removeEventListener: () => undefined,
    postMessage: (/** @type {Answer} */ answer) => waiting.get(answer.id)?.(answer),
    fetch: (/** @type {URL} */ url) => {
      note(url.href);
      const path = fileURLToPath(url);
      return Promise.resolve(existsSync(path)
        ? new Response(readFileSync(path)) : new Response(null, { status: 404 }));
    },
  });

  /** As Comlink says it. @param {string} method @param {...unknown} values @returns {Promise<unknown>} */
  const call = (method, ...values) => new Promise((resolveCall, reject) => {
    const id = `${method}/${waiting.size}`;
    waiting.set(id, ({ type, value }) => {
      // What was thrown, and what is transferred, is answered by a handler of its own.
      if (type === 'RAW') resolveCall(value);
      else reject(new Error(`${method} failed: ${JSON.stringify(value)}`));
    });
    const data = {
      id, type: 'APPLY', path: [method], argumentList: values.map((value) => ({ type: 'RAW', value })),
    };
    for (const hear of heard) hear({ data, origin: '' });
  });

  const name = readdirSync(assets).find((file) => /^simulation\.worker-.{8}\.js$/.test(file));
  if (name === undefined) throw new Error(`There is no simulation worker in ${assets}.`);
  await import(pathToFileURL(join(assets, name)).href);
  return {
    call,
    /** Throws what is wrong. @param {Visit['open']} request */
    async open(request) {
      const reply = /** @type {import('../workers/contract.ts').OpenReply} */ (
        await call('open', { seed: null, settings: {}, ...request, base }));
      if (!reply.ok) throw new Error(reply.problems[0]?.sentence ?? 'It gave no answer.');
      return reply.run;
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const worker = await startWorker(process.argv[2] ?? 'dist');
  /** @type {Visit[]} */
  const visits = JSON.parse(readFileSync(0, 'utf8'));
  /** @type {unknown[][]} */
  const answers = [];
  for (const { open, questions } of visits) {
    /** @type {unknown[]} */
    const all = [await worker.open(open)];
    for (const [method, ...values] of questions) all.push(await worker.call(method, ...values));
    answers.push(all);
  }
  // Whatever the worker still waits for, nobody will ask.
  process.stdout.write(JSON.stringify(answers), () => process.exit());
}
