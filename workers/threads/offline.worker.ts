/**
 * Keeps the page for use without a connection: a service worker, built to sw.js beside index.html.
 * It imports nothing at run time that another thread does, so that it stays one file.
 */
import type { BuildFiles, OfflineReport, OfflineRequest } from '../contract/offline.ts';
import { Keeper, NotKept } from './offline/keeper.ts';
import { isOwnMachine, othersPage } from './offline/tenant.ts';

/** Written above this script by scripts/offline.mjs, when every file of the build is there. */
declare const OFFLINE_BUILD: BuildFiles;

const worker = self as unknown as ServiceWorkerGlobalScope;
const keeper = new Keeper({
  caches, fetch: (address, options) => fetch(address, options),
  scope: worker.registration.scope, build: OFFLINE_BUILD,
});

worker.addEventListener('install', (event) => {
  event.waitUntil(keeper.keep().catch(async (error: unknown) => {
    if (error instanceof NotKept) await tell(error.report);
    throw error;
  }));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim().then(tidy));
});

worker.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const answer = method === 'GET' ? keeper.answer(url) : null;
  if (answer === null) return;
  event.respondWith(mode === 'navigate' && isOwnMachine(url) ? yielding(event.request, answer) : answer);
});

worker.addEventListener('message', (event) => {
  const request = event.data as OfflineRequest;
  // Only by the user's choice: a page that is open goes on with its own files until then.
  if (request === 'take over') event.waitUntil(worker.skipWaiting());
  if (request === 'report') {
    event.waitUntil(keeper.report().then(async (report) => {
      await tell(report);
      await tidy();
    }));
  }
});

/** Our page, unless the address has become another program's: then nothing of ours stays there. */
async function yielding(request: Request, ours: Promise<Response>): Promise<Response> {
  const theirs = await othersPage(fetch(request));
  if (theirs === null) return ours;
  await worker.registration.unregister();
  await keeper.forget();
  return theirs;
}

async function tell(report: OfflineReport): Promise<void> {
  for (const page of await pages()) page.postMessage(report);
}

/** A page asks when it has just been opened. If it is the only one, none is of another version. */
async function tidy(): Promise<void> {
  const { installing, waiting } = worker.registration;
  const alone = (await pages()).length <= 1;
  if (alone && installing === null && waiting === null) await keeper.forgetOthers();
}

function pages(): Promise<readonly Client[]> {
  return worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
}
