/**
 * Dependencies as the lock file has them. npm's own hooks are not used: a user may have switched
 * them off.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cleanEnvironment, Plain, root } from './command.mjs';

/** Installs the locked dependencies, development ones included, unless they are there already. */
export function installDependencies() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (isInstalled(lock, wanted)) return;
  holdLock('node_modules.lock', () => {
    if (isInstalled(lock, wanted)) return; // Another command installed while this one waited.
    process.stderr.write('Installing the dependencies (npm ci) …\n');
    // A user's settings may omit development or optional packages; the build needs both.
    const result = npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']);
    if (result !== 0) {
      throw new Plain('The dependencies could not be installed; npm says why above. '
        + 'Check the connection to the package registry and run the command again.');
    }
    writeFileSync(stampPath(), wanted);
  });
}

const stampPath = () => join(root, 'node_modules', '.ledgerward-lock');

/** @param {string} lock @param {string} wanted */
function isInstalled(lock, wanted) {
  if (existsSync(stampPath()) && readFileSync(stampPath(), 'utf8') === wanted) return true;
  if (!matchesInstalled(lock)) return false;
  writeFileSync(stampPath(), wanted); // Somebody ran npm themselves: nothing to do but remember it.
  return true;
}

/** Whether npm's own note of what it installed has every locked package. @param {string} lock */
function matchesInstalled(lock) {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  /** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lock */
  const wanted = /** @type {Lock} */ (JSON.parse(lock));
  const installed = /** @type {Lock} */ (JSON.parse(readFileSync(note, 'utf8')));
  return Object.entries(wanted.packages).every(([path, { version, optional }]) => path === ''
    || optional || installed.packages[path]?.version === version);
}

/** Runs npm with its output on standard error, so that `sim` can be piped. @param {string[]} args */
function npm(args) {
  const itself = process.env.npm_execpath;
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 2, 2], env: cleanEnvironment() };
  const { status } = itself && basename(itself) === 'npm-cli.js'
    ? spawnSync(process.execPath, [itself, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  return status ?? 1;
}

/** Runs the body while no other process does; waits for one that is alive.
 * @param {string} name @param {() => void} body */
function holdLock(name, body) {
  const folder = join(root, name);
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch {
      if (isAbandoned(folder)) rmSync(folder, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    writeFileSync(join(folder, 'pid'), String(process.pid));
    body();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function isAbandoned(folder) {
  try {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    // No pid yet: the holder is between its two writes, unless the lock is a minute old.
    if (code === 'ENOENT') return existsSync(folder) && Date.now() - statSync(folder).mtimeMs > 60_000;
    return code === 'ESRCH';
  }
}
