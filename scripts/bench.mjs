/** `npm run -s bench -- [--only NAME] [--format json]`: our speed beside a known rival's, in one run. */
import { pathToFileURL } from 'node:url';
import { runMain } from './command.mjs';
import { ready } from './ready.mjs';

await runMain(async () => {
  // Whole runs are measured in processes of their own.
  process.env['LEDGERWARD_CLI'] = ready('cli');
  // So is the page, and it is built only where it is measured.
  const only = process.argv[process.argv.indexOf('--only') + 1];
  if (!process.argv.includes('--only') || ['page', 'seek'].includes(only?.split('.')[0] ?? '')) {
    process.env['LEDGERWARD_APP'] = ready('app');
  }
  await import(pathToFileURL(ready('bench')).href);
});
