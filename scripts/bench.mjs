/** `npm run -s bench -- [--only NAME] [--format json]`: our speed beside a known rival's, in one run. */
import { pathToFileURL } from 'node:url';
import { runMain } from './command.mjs';
import { ready } from './ready.mjs';

await runMain(async () => {
  await import(pathToFileURL(ready('bench')).href);
});
