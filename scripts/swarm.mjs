/** `npm run swarm -- --seeds N [--protocol NAME] [--over]`: docs/CONSENSUS.md says what it draws. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runMain } from './command.mjs';
import { ready } from './ready.mjs';

await runMain(async () => {
  const main = ready('cli');
  const { npm_package_json: manifest, INIT_CWD: stood } = process.env;
  if (manifest === join(root, 'package.json') && stood) process.chdir(stood);
  process.argv.splice(2, 0, 'swarm');
  await import(pathToFileURL(main).href);
});
