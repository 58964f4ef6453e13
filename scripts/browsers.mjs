/** Finds the two browsers that the tests drive; where it may, has the system install them. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} Browser
 * @property {string} name
 * @property {string} variable the environment variable that overrides the search
 * @property {string[]} commands names on the PATH
 * @property {string[]} paths where it stands on systems without a PATH to it
 * @property {string} packageName Debian's name
 * @property {string} advice
 */

/** @type {Record<'chromium' | 'firefox', Browser>} */
export const BROWSERS = {
  chromium: {
    name: 'Chromium', variable: 'CHROMIUM', packageName: 'chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    paths: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
    advice: 'apt-get install chromium, or install Google Chrome, or set CHROMIUM to its path',
  },
  firefox: {
    name: 'Firefox', variable: 'FIREFOX', packageName: 'firefox-esr',
    commands: ['firefox-esr', 'firefox'],
    paths: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    advice: 'apt-get install firefox-esr, or install Firefox, or set FIREFOX to its path',
  },
};

/** Absolute path of an executable, or null. @param {Browser} browser */
export function findBrowser({ variable, commands, paths }) {
  const chosen = process.env[variable];
  if (chosen) return existsSync(chosen) ? chosen : null;
  const onPath = (process.env.PATH ?? '').split(delimiter)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
  const usual = commands.map((command) => join('/usr/bin', command));
  return [...onPath, ...usual, ...paths].find(isExecutable) ?? null;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Asks apt for what is missing, when this is root on a Debian system; otherwise does nothing. */
export function installBrowsers() {
  const missing = Object.values(BROWSERS)
    .filter((browser) => !findBrowser(browser) && !process.env[browser.variable]);
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const packages = missing.map((browser) => browser.packageName);
  process.stderr.write(`Installing ${packages.join(' and ')} (apt-get) …\n`);
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = {
    stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  // One at a time: a system that lacks one of them may still have the other.
  for (const each of packages) {
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', each], options);
  }
}

/** Chromium without its own traffic, sandbox (containers forbid it) or graphics card. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
