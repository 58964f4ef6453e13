/**
 * The gallery's cards: each scenario run once, headless, when the app is built. A run takes a second
 * or more, so each card is kept under the hash of all that it depends on: the scenario, the engine,
 * the policies and the charts. What has not changed is not run again.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Plain, root } from './command.mjs';

const KEPT = join(root, 'node_modules', '.cache', 'ledgerward-cards');

/** The text of cards.json. @param {string} command the headless command's main file */
export function makeCards(command) {
  /** @type {{ name: string }[]} */
  const index = JSON.parse(readFileSync(join(root, 'scenarios', 'index.json'), 'utf8'));
  const engine = digestOf([dirname(command), join(root, 'scenarios', 'policies'), join(root, 'public', 'fhir')]);
  const wanted = index.map(({ name }) => ({ name, kept: keptAt(name, engine) }));
  const missing = wanted.filter(({ kept }) => !existsSync(kept));
  if (missing.length > 0) runThem(command, missing);
  const cards = wanted.map(({ kept }) => readFileSync(kept, 'utf8').trim());
  return `{"version":1,"cards":[\n${cards.join(',\n')}\n]}\n`;
}

/** @param {string} command @param {{ name: string, kept: string }[]} missing */
function runThem(command, missing) {
  const { status, stdout } = spawnSync(
    process.execPath, [command, 'cards', ...missing.map(({ name }) => name)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 16 * 1024 * 1024 });
  const lines = (stdout ?? '').trim().split('\n');
  if (status !== 0 || lines.length !== missing.length) {
    throw new Plain('The gallery\'s cards could not be made; the command says why above.');
  }
  mkdirSync(KEPT, { recursive: true });
  missing.forEach(({ kept }, at) => {
    // Whole or not at all: another build may be reading.
    writeFileSync(`${kept}.${process.pid}`, `${lines[at]}\n`);
    renameSync(`${kept}.${process.pid}`, kept);
  });
}

/** @param {string} name @param {string} engine */
function keptAt(name, engine) {
  const text = readFileSync(join(root, 'scenarios', `${name}.ledgerward`));
  return join(KEPT, `${createHash('sha256').update(engine).update(name).update(text).digest('hex')}.json`);
}

/** Names and contents of every file below some folders. @param {string[]} folders */
function digestOf(folders) {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map') && entry.name !== '.sources')
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
    for (const file of files) hash.update(file.slice(folder.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}
