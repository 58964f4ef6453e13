/** `npm run -s sim -- …`: the headless command, rebuilt only when its sources are newer. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runMain } from './command.mjs';
import { ready } from './ready.mjs';

await runMain(async () => {
  const main = ready('cli');
  // npm steps into the repository first; file names are meant from where the user stood.
  const { npm_lifecycle_event: verb, npm_package_json: manifest, INIT_CWD: stood } = process.env;
  if (verb === 'sim' && manifest === join(root, 'package.json') && stood) process.chdir(stood);
  await import(pathToFileURL(main).href);
});
