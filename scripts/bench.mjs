/** `npm run -s bench -- [--only NAME] [--format json]`: our speed beside a known rival's, in one run. */
import { pathToFileURL } from 'node:url';
import { runMain } from './command.mjs';
import { ready } from './ready.mjs';

await runMain(async () => {
  // Whole runs are measured in processes of their own.
  process.env['LEDGERWARD_CLI'] = ready('cli');
  await import(pathToFileURL(ready('bench')).href);
});
