/**
 * How long somebody waits who goes to another moment: fifty validators whose run keeps more than a
 * million rows, in the built page in headless Chromium. From the slider's input until the picture of
 * that moment has been painted, for moments all over the run in no order.
 */
import { dirname } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { BROWSERS, CHROMIUM_FLAGS, findBrowser } from '../scripts/browsers.mjs';
import { serve } from '../scripts/serve.mjs';
import { millionRows } from './fifty-places.ts';
import { compared, type Measure, type Result } from './measure.ts';

const VIEWS = ['Map', 'Lanes'];
const SEEKS = 200;
/** Opening it is a run of more than a million messages. */
const OPENING_MILLISECONDS_MAX = 300_000;

/** What the page's worker has answered, as the page is made to remember it. */
interface Watched extends Window {
  rows?: number;
  /** Called with the next picture. */
  pictured?: (() => void) | undefined;
}

export const measure: Measure = async () => {
  const app = process.env['LEDGERWARD_APP'];
  const executablePath = findBrowser(BROWSERS.chromium);
  if (app === undefined || executablePath === null) {
    process.stderr.write(`Seeking is not measured: ${BROWSERS.chromium.advice}.\n`);
    return [];
  }
  const server = await serve(dirname(app), 0);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, serviceWorkers: 'block' });
    await page.addInitScript(watchWorkers);
    const packed = deflateRawSync(millionRows()).toString('base64url');
    await page.goto(`${server.url}#/stage/~1.${packed}`);
    await page.waitForSelector('main[data-ready]', { timeout: OPENING_MILLISECONDS_MAX });
    const rows = await page.evaluate(() => (window as Watched).rows ?? 0);
    const results = [compared('seek.rows', 'rows kept', rows, 'goal', 1_000_000)];
    for (const view of VIEWS) {
      await page.getByRole('tab', { name: view }).click();
      await page.waitForTimeout(1_000);
      results.push(...await seeking(page, view.toLowerCase()));
    }
    return results;
  } finally {
    await browser.close();
    server.close();
  }
};

/** In the page, before anything else: tells of each picture that a worker hands over, and of the run's rows. */
function watchWorkers(): void {
  const watched = window as Watched;
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }: MessageEvent<{ value?: unknown } | null>) => {
        const value = data?.value;
        if (value instanceof ArrayBuffer) watched.pictured?.();
        const run = (value as { run?: { outcomes: number; messages: number } } | undefined)?.run;
        if (run !== undefined) watched.rows = run.outcomes + run.messages;
      });
    }
  };
}

async function seeking(page: Page, view: string): Promise<Result[]> {
  const waits = await page.evaluate(async (seeks) => {
    const slider = document.querySelector<HTMLInputElement>('.time input[type=range]');
    if (slider === null) throw new Error('There is no slider.');
    const waited: number[] = [];
    for (let seek = 1; seek <= seeks; seek += 1) {
      const started = performance.now();
      const painted = new Promise<void>((resolve) => {
        (window as Watched).pictured = () => {
          // The page draws it when its own listeners have run; a task after the next frame it is painted.
          requestAnimationFrame(() => { setTimeout(resolve); });
        };
      });
      // The golden section: all over the run, and each far from the last.
      slider.value = String(Math.round(Number(slider.max) * ((seek * 0.618_033_988_75) % 1)));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await painted;
      waited.push(performance.now() - started);
      (window as Watched).pictured = undefined;
      await new Promise((resolve) => { setTimeout(resolve, 30); });
    }
    return waited.sort((a, b) => a - b);
  }, SEEKS);
  const at = (share: number): number => waits[Math.ceil(waits.length * share) - 1] ?? 0;
  return [
    compared(`seek.${view}.p50`, 'ms, less is better', at(0.5), 'goal', 100),
    compared(`seek.${view}.p95`, 'ms, less is better', at(0.95), 'goal', 100),
    compared(`seek.${view}.max`, 'ms, less is better', at(1), 'goal', 100),
  ];
}
