/**
 * The page while it plays: fifty validators under pbft and, at every block, more than a thousand
 * marks in the picture, in headless Chromium. What a frame takes is the time between two calls of
 * requestAnimationFrame; what a paused page takes is what the browser counts as its tasks.
 */
import { dirname } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { BROWSERS, CHROMIUM_FLAGS, findBrowser } from '../scripts/browsers.mjs';
import { serve } from '../scripts/serve.mjs';
import { fiftyPlaces } from './fifty-places.ts';
import { compared, type Measure, type Result } from './measure.ts';

/** The four pictures of one run, and the first two of it beside another. */
const VIEWS = [
  { view: 'Map', beside: false }, { view: 'Lanes', beside: false }, { view: 'Chain', beside: false },
  { view: 'Table', beside: false }, { view: 'Map', beside: true }, { view: 'Lanes', beside: true },
];
/** Playing begins with the story's first block of votes a second or two in. */
const WARM_MILLISECONDS = 2_500;
const WATCHED_MILLISECONDS = 8_000;
const PAUSED_MILLISECONDS = 5_000;

export const measure: Measure = async () => {
  const app = process.env['LEDGERWARD_APP'];
  const executablePath = findBrowser(BROWSERS.chromium);
  if (app === undefined || executablePath === null) {
    process.stderr.write(`The page is not measured: ${BROWSERS.chromium.advice}.\n`);
    return [];
  }
  const server = await serve(dirname(app), 0);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    const results: Result[] = [];
    for (const { view, beside } of VIEWS) {
      const page = await browser.newPage({
        // What is fetched to be kept offline is no part of what is measured.
        viewport: { width: 1440, height: 1000 }, serviceWorkers: 'block',
      });
      const packed = deflateRawSync(fiftyPlaces()).toString('base64url');
      // Another seed is a run of its own: nothing of it is shared with what stands beside it.
      await page.goto(`${server.url}#/stage/~1.${packed}${beside ? '?seed=8&beside=parent' : ''}`);
      await page.waitForSelector('main[data-ready]', { timeout: 120_000 });
      await page.getByRole('tab', { name: view }).click();
      if (beside) await page.waitForSelector('.consequences', { timeout: 120_000 });
      results.push(...await playing(page, `${view.toLowerCase()}${beside ? 'Beside' : ''}`));
      if (view === 'Map' && !beside) results.push(await paused(page));
      await page.close();
    }
    return results;
  } finally {
    await browser.close();
    server.close();
  }
};

async function playing(page: Page, view: string): Promise<Result[]> {
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(WARM_MILLISECONDS);
  const { frames, longest } = await page.evaluate((milliseconds) =>
    new Promise<{ frames: number[]; longest: number }>((resolve) => {
      const frames: number[] = [];
      let longest = 0;
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
      });
      observer.observe({ type: 'longtask' });
      let last = performance.now();
      const end = last + milliseconds;
      const look = (): void => {
        const now = performance.now();
        frames.push(now - last);
        last = now;
        if (now < end) requestAnimationFrame(look);
        else resolve({ frames, longest });
      };
      requestAnimationFrame(look);
    }), WATCHED_MILLISECONDS);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  frames.sort((a, b) => a - b);
  const p95 = frames[Math.ceil(frames.length * 0.95) - 1] ?? 0;
  return [
    compared(`page.${view}.frameP95`, 'ms, less is better', p95, 'goal', 20),
    // The browser tells of tasks over 50 ms alone.
    compared(`page.${view}.taskLongest`, 'ms over 50, less is better', longest, 'goal', 50),
  ];
}

async function paused(page: Page): Promise<Result> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  await page.waitForTimeout(500);
  const before = await busy();
  await page.waitForTimeout(PAUSED_MILLISECONDS);
  const share = (await busy() - before) / (PAUSED_MILLISECONDS / 1000);
  return compared('page.paused', '% of a core, less is better', share * 100, 'goal', 0.5);
}
