/** Time: verdicts among the marks, steps by block, bookmarks with a note, and a stretch that repeats. */
import { expect, test } from './stage.ts';

test('one goes from verdict to verdict, by blocks, to bookmarks that are kept, and round in a loop', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?t=1d08h00m');
  const panel = stage.region('Bookmarks and loop');

  await test.step('the next verdict is a key and a button away, and is told in its own words', async () => {
    await stage.moment.focus();
    await stage.page.keyboard.press('v');
    await expect(stage.page).toHaveURL(/t=1d09h00m/);
    await stage.button('Next verdict').click();
    await expect(stage.page).toHaveURL(/t=2d10h01m/);
    await stage.page.keyboard.press('Shift+V');
    await stage.moment.focus();
    await stage.page.keyboard.press('Shift+V');
    await expect(stage.page.locator('[aria-live="polite"]').last()).toContainText('cy/medications reaches nurse-okafor');
  });
  await test.step('steps go from block to block where they are told to, and back again', async () => {
    await stage.open('#/stage/patient-relocation?t=3d12h20m');
    await stage.page.getByLabel('Step by').selectOption('block');
    const chain = stage.region('Chain');
    await stage.button('Step forward').click();
    await expect(chain.getByRole('button', { name: /^Block 11,/ })).toHaveCount(1);
    await stage.button('Step back').click();
    await expect(chain.getByRole('button', { name: /^Block 11,/ })).toHaveCount(0);
    await stage.page.getByLabel('Step by').selectOption('event');
  });
  await test.step('a bookmark keeps its note over a reload, by the keyboard alone', async () => {
    await panel.getByLabel('Note').fill('the porter sits down');
    await stage.page.keyboard.press('Enter');
    await expect(panel.getByRole('listitem')).toContainText('the porter sits down');
    await stage.page.reload();
    await stage.ready();
    await expect(panel.getByRole('listitem')).toContainText('the porter sits down');
    await panel.getByRole('button', { name: /^Remove the bookmark/ }).click();
    await expect(panel.getByRole('listitem')).toHaveCount(0);
  });
  await test.step('a stretch that is looped is played again and again', async () => {
    const start = await stage.momentValue();
    await panel.getByRole('button', { name: 'Loop from here' }).click();
    await stage.button('Step forward').click();
    await expect.poll(() => stage.momentValue()).toBeGreaterThan(start);
    await panel.getByRole('button', { name: 'Loop to here' }).click();
    const end = await stage.momentValue();
    await stage.button('Play').click();
    for (let round = 0; round < 2; round++) {
      let before = start;
      await expect.poll(async () => {
        const now = await stage.momentValue();
        expect(now).toBeLessThanOrEqual(end);
        const isBack = now < before;
        before = now;
        return isBack;
      }, { intervals: [40], timeout: 15_000 }).toBe(true);
    }
    await expect(stage.button('Pause')).toBeVisible();
    await panel.getByRole('button', { name: 'Stop looping' }).click();
    await expect.poll(() => stage.momentValue(), { timeout: 15_000 }).toBeGreaterThan(end);
  });
});
