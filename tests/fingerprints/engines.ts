/** Asks each engine what it makes of the same runs: Node's command, and the page in two browsers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launch } from 'puppeteer-core';
import { BROWSERS, CHROMIUM_FLAGS, findBrowser } from '../../scripts/browsers.mjs';

export interface SelfTest {
  readonly scenario: string;
  /** Where it is none of those that come with the page. */
  readonly text?: string;
  /** `default`, here and below: what the script itself says. */
  readonly seed: string;
  readonly access: string;
  readonly consensus: string;
}

export interface Fingerprint extends SelfTest {
  readonly fingerprint: string;
}

const root = join(import.meta.dirname, '../..');
const PAGE = '#/about/self-test';
const PAGE_MILLISECONDS_MAX = 120_000;

export function askNode(run: SelfTest): string {
  const { text } = run;
  if (text === undefined) return askCommand(run);
  const folder = mkdtempSync(join(tmpdir(), 'fingerprints-'));
  try {
    const scenario = join(folder, 'story.ledgerward');
    writeFileSync(scenario, text);
    return askCommand({ ...run, scenario, consensus: 'default' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function askCommand({ scenario, seed, access, consensus }: SelfTest): string {
  const output = execFileSync(process.execPath, [
    join(root, 'scripts/sim.mjs'), 'run', scenario, '--format', 'json',
    ...seed === 'default' ? [] : ['--seed', seed],
    ...access === 'default' ? [] : ['--set', `network.access=${access}`],
    ...consensus === 'default' ? [] : ['--set', `network.consensus=${consensus}`],
  ], { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'inherit'] });
  return String((JSON.parse(output) as { fingerprint: unknown }).fingerprint);
}

export async function askChromium(url: string): Promise<Fingerprint[]> {
  const browser = await chromium.launch({ executablePath: path('chromium'), args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage();
    await page.goto(url + PAGE);
    return await finished(() => page.evaluate(read));
  } finally {
    await browser.close();
  }
}

/** A stock Firefox, over WebDriver BiDi. */
export async function askFirefox(url: string): Promise<Fingerprint[]> {
  const browser = await launch({ browser: 'firefox', executablePath: path('firefox'), headless: true });
  try {
    const page = await browser.newPage();
    await page.goto(url + PAGE);
    return await finished(() => page.evaluate(read));
  } finally {
    await browser.close();
  }
}

function path(name: keyof typeof BROWSERS): string {
  const found = findBrowser(BROWSERS[name]);
  if (!found) throw new Error(`${BROWSERS[name].name} was not found: ${BROWSERS[name].advice}.`);
  return found;
}

/**
 * Asks until every element that promises a fingerprint shows one. The drivers' own waiting evaluates
 * text inside the page, which its security policy forbids, and the policy is part of the test.
 */
async function finished(ask: () => Promise<Page>): Promise<Fingerprint[]> {
  const until = Date.now() + PAGE_MILLISECONDS_MAX;
  for (;;) {
    const { shown, said } = await ask();
    const done = shown.length > 0
      && shown.every(({ fingerprint }) => /^[0-9a-f]{64}$/.test(fingerprint));
    if (done) return shown;
    if (Date.now() > until || said.includes('failed')) {
      throw new Error(`The self-test did not finish. The page says: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Page {
  readonly shown: Fingerprint[];
  /** What its status line says. */
  readonly said: string;
}

/** Runs inside the page, so it stands alone. */
function read(): Page {
  const shown = [...document.querySelectorAll<HTMLElement>('[data-fingerprint]')].map((element) => ({
    scenario: element.dataset['scenario'] ?? '',
    seed: element.dataset['seed'] ?? '',
    access: element.dataset['access'] ?? 'default',
    consensus: element.dataset['consensus'] ?? 'default',
    fingerprint: element.textContent.trim(),
  }));
  return { shown, said: document.querySelector('main [role="status"]')?.textContent ?? '' };
}
