/** `npm start`: installs what is missing, builds what is stale, serves the app on this machine. */
import { dirname } from 'node:path';
import { Plain, runMain } from './command.mjs';
import { ready } from './ready.mjs';
import { serve } from './serve.mjs';

const PORT_DEFAULT = 4173;

await runMain(async () => {
  const port = portOf(process.env.PORT);
  const { url } = await serve(dirname(ready('app')), port);
  process.stdout.write(`Ledgerward is at ${url} (Ctrl+C stops it)\n`);
});

/** @param {string | undefined} text */
function portOf(text) {
  if (text === undefined || text.trim() === '') return PORT_DEFAULT;
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65_535) return port;
  throw new Plain(`PORT must be a whole number from 1 to 65535, not "${text}". `
    + 'Example: PORT=4174 npm start', 1);
}
