/**
 * What a person feels: how soon there is a picture, and whether the page ever stops answering.
 * Measured while no other page is open: `@alone` (scripts/test.mjs).
 */
import { expect, test } from './stage.ts';

const FIRST_PICTURE_MILLISECONDS_MAX = 1000;
const TASK_MILLISECONDS_MAX = 50;

interface Watched extends Window {
  firstPicture?: number;
  longTasks?: number[];
}

for (const [where, hash] of [['the gallery', ''], ['the Stage', '#/stage/patient-relocation']] as const) {
  test(`the first picture is there within a second (${where})`, { tag: '@alone' }, async ({ stage }) => {
    await stage.page.addInitScript(() => {
      const look = (): void => {
        const picture = document.querySelector('[aria-label="Network"] svg, [aria-label="Network"] canvas,'
          + ' section:has(> h2) svg');
        if (picture && picture.getBoundingClientRect().width > 0) {
          (window as Watched).firstPicture = performance.now();
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await stage.open(hash, '[aria-label="Network"] svg');
    const seen = await stage.page.evaluate(() => (window as Watched).firstPicture ?? Infinity);
    expect(seen).toBeLessThan(FIRST_PICTURE_MILLISECONDS_MAX);
  });
}

for (const where of ['the gallery', 'the Stage', 'the open editor'] as const) {
  test(`no task blocks the page for over 50 ms while the story plays (${where})`, { tag: '@alone' }, async ({ stage }) => {
    await stage.open();
    if (where === 'the open editor') {
      await stage.page.getByRole('button', { name: /^Edit/ }).click();
      await expect(stage.page.getByText('Nothing is wrong with it.')).toBeVisible();
    }
    if (where === 'the gallery') {
      await stage.page.getByRole('link', { name: 'Ledgerward' }).click();
      await stage.button('Pause').click();
    }
    await stage.page.evaluate(() => {
      const tasks: number[] = [];
      (window as Watched).longTasks = tasks;
      new PerformanceObserver((list) => {
        tasks.push(...list.getEntries().map(({ duration }) => duration));
      }).observe({ type: 'longtask' });
    });
    await stage.button('Play').click();
    await stage.page.waitForTimeout(5000);
    const longest = await stage.page.evaluate(() => Math.max(0, ...(window as Watched).longTasks ?? []));
    expect(longest).toBeLessThanOrEqual(TASK_MILLISECONDS_MAX);
    expect(stage.complaints).toEqual([]);
  });
}
