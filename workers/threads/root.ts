/** The repository's root on disc, found from where this code was bundled to or from its source. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path; scenarios/, public/ and node_modules/ lie below it. Throws when there is none. */
export function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package-lock.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The folder that holds package-lock.json was not found.');
    folder = parent;
  }
  return folder;
}
