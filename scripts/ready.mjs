/**
 * Makes ready what a command needs: dependencies, then builds. Run by itself it makes everything
 * ready, which is what a container image would do once.
 */
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { runMain } from './command.mjs';
import { installDependencies } from './install.mjs';

/** Returns the path of the build's main file. @param {import('./build.mjs').Build} name */
export function ready(name) {
  installDependencies();
  return build(name);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(() => {
    ready('app');
    ready('cli');
  });
}
