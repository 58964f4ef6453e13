/**
 * `npm run golden`: writes the golden transcripts anew, all or those of the scenarios named. A
 * transcript changes only on purpose: read what changed (`git diff scenarios/golden`) before you
 * keep it, and say in the commit why it did.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Plain, root, runMain } from './command.mjs';
import { ready } from './ready.mjs';

const CONSENSUS = ['qbft', 'raft'];
const folder = join(root, 'scenarios', 'golden');

await runMain(() => {
  const known = namesInIndex();
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Plain(`There is no scenario "${unknown}". There are: ${known.join(', ')}.`, 1);
  }
  const main = ready('cli');
  mkdirSync(folder, { recursive: true });
  for (const name of known.filter((each) => asked.length === 0 || asked.includes(each))) {
    for (const consensus of CONSENSUS) {
      const text = told(main, name, consensus);
      writeFileSync(join(folder, `${name}.${consensus}.txt`), text);
    }
  }
  for (const file of readdirSync(folder)) {
    if (!known.includes(file.split('.')[0] ?? '')) rmSync(join(folder, file));
  }
});

/** @returns {string[]} */
function namesInIndex() {
  /** @type {{ name: string }[]} */
  const index = JSON.parse(readFileSync(join(root, 'scenarios', 'index.json'), 'utf8'));
  return index.map(({ name }) => name);
}

/** @param {string} main @param {string} name @param {string} consensus */
function told(main, name, consensus) {
  const { status, stdout } = spawnSync(
    process.execPath, [main, 'transcript', name, '--set', `network.consensus=${consensus}`],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Plain(`${name} could not be run under ${consensus}.`);
  process.stdout.write(`${name}, ${consensus}: ${stdout.split('\n').length} lines\n`);
  return stdout;
}
