/** What the offline worker keeps: every file of a finished build with its SHA-256, written into the worker. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Plain } from './command.mjs';

export const OFFLINE_WORKER = 'sw.js';

/** Never asked for by the page: maps are for whoever debugs, notices for whoever reads the repository. */
const LEFT_OUT = /(^|\/)\.|\.map$|\.md$|^sw\.js$/;
const LIST = /^const OFFLINE_BUILD = .*\n/;

/**
 * Browsers look for a newer version by comparing this one script to the byte. So the list stands in
 * it, and so does a version that changes with any file and with the script itself.
 * @param {string} folder of a finished build; may be done again
 */
export function writeOfflineList(folder) {
  const script = join(folder, OFFLINE_WORKER);
  const code = readFileSync(script, 'utf8').replace(LIST, '').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n');
  if (/\b(?:import|export)\b/.test(code)) {
    throw new Plain('The offline worker must be one file: what it shares with another thread can only be types.');
  }
  const files = listFiles(folder);
  const version = digestOf(code + JSON.stringify(files)).slice(0, 16);
  writeFileSync(script, `const OFFLINE_BUILD = ${JSON.stringify({ version, files })};\n${code}`);
  // The list has moved every line, and the script is small enough to be read.
  rmSync(`${script}.map`, { force: true });
}

/** @param {string} folder @returns {import('../workers/contract/offline.ts').BuildFile[]} sorted by path */
function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .filter((path) => !LEFT_OUT.test(path)).sort()
    .map((path) => {
      if (!/^[\w./-]+$/.test(path)) throw new Plain(`${path} cannot be an address as it stands: rename it.`);
      const bytes = readFileSync(join(folder, path));
      return { path, bytes: bytes.length, sha256: digestOf(bytes) };
    });
}

/** @param {string | Buffer} content */
function digestOf(content) {
  return createHash('sha256').update(content).digest('hex');
}
