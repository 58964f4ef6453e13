/** What every command shares: the repository's root, plain sentences for failures, running a tool. */
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A sentence for the user; the scripts print it without a stack trace. */
export class Plain extends Error {
  /** @param {string} sentence @param {number} [code] exit code: 1 the user's input, 2 our fault */
  constructor(sentence, code = 2) {
    super(sentence);
    this.code = code;
  }
}

/** Runs a script's main function; what goes wrong is said in a sentence. @param {() => unknown} main */
export async function runMain(main) {
  try {
    requireNode();
    await main();
  } catch (error) {
    if (error instanceof Plain) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = error.code;
    } else {
      const what = error instanceof Error ? error.message : String(error);
      process.stderr.write(`Something is broken in Ledgerward's scripts: ${what}\n`
        + `Please report this sentence and the command you ran (Node ${process.version}).\n`);
      process.exitCode = 2;
    }
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Plain(`Ledgerward needs Node 20.19 or newer; this is ${process.version}.`, 1);
  }
}

/** The JavaScript files behind the names in node_modules/.bin, which differ between systems. */
const TOOLS = {
  tsc: 'typescript/bin/tsc',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
  eslint: 'eslint/bin/eslint.js',
  'svelte-check': 'svelte-check/bin/svelte-check',
  playwright: '@playwright/test/cli.js',
};

/**
 * Runs an installed tool from the repository's root with its output on standard error.
 * @param {keyof typeof TOOLS} tool @param {string[]} args @param {Record<string, string>} [environment]
 */
export function runTool(tool, args, environment = {}) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', TOOLS[tool]), ...args], {
    cwd: root, stdio: ['ignore', 2, 2], env: { ...cleanEnvironment(), ...environment },
  });
  return status ?? 1;
}

/**
 * Runs an installed tool beside others: what it says goes to standard error in one piece when it ends.
 * @param {keyof typeof TOOLS} tool @param {string[]} args @returns {Promise<number>} its exit code
 */
export function runBeside(tool, args) {
  return new Promise((resolve) => {
    const running = spawn(process.execPath, [join(root, 'node_modules', TOOLS[tool]), ...args], {
      cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: cleanEnvironment(),
    });
    /** @type {Buffer[]} */
    const said = [];
    for (const stream of [running.stdout, running.stderr]) {
      stream.on('data', (/** @type {Buffer} */ piece) => said.push(piece));
    }
    running.on('error', ({ message }) => said.push(Buffer.from(`${message}\n`)));
    running.on('close', (status) => {
      process.stderr.write(Buffer.concat(said));
      resolve(status ?? 1);
    });
  });
}

/** NODE_ENV=production in a user's shell must change neither what is installed nor tested. */
export function cleanEnvironment() {
  const { NODE_ENV: _, ...rest } = process.env;
  return rest;
}
