/** The address while a run plays, and what a link names that the run has not. */
import { expect, test, type Stage } from './stage.ts';

/** How often the page has written its address since, and made an entry of it. */
async function countWrites(stage: Stage): Promise<() => Promise<[replaced: number, pushed: number]>> {
  await stage.page.evaluate(() => {
    const counts = { replaceState: 0, pushState: 0 };
    for (const how of ['replaceState', 'pushState'] as const) {
      const write = history[how].bind(history);
      history[how] = (...given) => {
        counts[how] += 1;
        write(...given);
      };
    }
    Object.assign(window, { counts });
  });
  return () => stage.page.evaluate(() => {
    const { counts } = window as unknown as { counts: { replaceState: number; pushState: number } };
    return [counts.replaceState, counts.pushState];
  });
}

test('a run that plays keeps its moment in the address, seldom, and a reload goes on from it', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?t=2d08h00m');
  const writes = await countWrites(stage);
  const start = await stage.momentValue();
  await stage.button('Play').click();
  await expect(stage.page).not.toHaveURL(/t=2d08h00m$/, { timeout: 10_000 });
  await stage.page.waitForTimeout(2_200);
  const [replaced, pushed] = await writes();
  expect(replaced).toBeGreaterThanOrEqual(1);
  expect(replaced).toBeLessThanOrEqual(4);
  expect(pushed).toBe(0);
  await stage.page.reload();
  await stage.ready();
  expect(await stage.momentValue()).toBeGreaterThan(start);
  await expect(stage.button('Play')).toBeVisible();
  expect(stage.complaints).toEqual([]);
});

test('the projector\u2019s colours are one key away on every screen, but not where one types', async ({ stage }) => {
  const root = stage.page.locator('html');
  await stage.open('', '#stories');
  const usual = await root.getAttribute('data-theme');
  await stage.page.keyboard.press('p');
  await expect(root).toHaveAttribute('data-theme', 'projector');
  await stage.open('#/x?run=patient-relocation');
  await stage.page.getByRole('searchbox').fill('');
  await stage.page.getByRole('searchbox').press('p');
  await expect(root).toHaveAttribute('data-theme', 'projector');
  await expect(stage.page.getByRole('searchbox')).toHaveValue('p');
  await stage.page.getByRole('link').first().focus();
  await stage.page.keyboard.press('p');
  await expect(root).toHaveAttribute('data-theme', usual ?? '');
  await expect(stage.page.locator('[aria-live="polite"]').last()).toContainText('Colours: ');
  await stage.open();
  await stage.region('Inspector').getByRole('link').first().focus();
  await stage.page.keyboard.press('p');
  await expect(root).toHaveAttribute('data-theme', 'projector');
  expect(stage.complaints).toEqual([]);
});
