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

test('a link brings branches under their names, and any two of them stand side by side', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?t=3d12h15m&b=1.3d12h10m.tampa-general+crashes&n=1.%3Cb%3EThe+storm'
    + '&beside=run&beside.set=network.access:single-ledger&beside.n=1.Everybody+reads');
  const tracks = stage.region('Branches').getByRole('listitem');
  await expect(tracks).toHaveCount(3);
  await expect(stage.button('<b>The storm')).toHaveAttribute('aria-pressed', 'true');
  const parting = (left: string, right: string): RegExp =>
    new RegExp(`They part at day \\d+ [\\d:.]+: in “${left}”, .*; in “${right}”, `);
  await expect(stage.page.getByText(parting('Everybody reads', '<b>The storm'))).toBeVisible({ timeout: 30_000 });
  await expect(stage.region('Network: Everybody reads')).toBeVisible();
  await expect(stage.page.locator('.tracks .differs')).toHaveCount(2);

  await test.step('what is put on the Stage changes places with what was there', async () => {
    await stage.button('Everybody reads').click();
    await expect(stage.page.getByText(parting('<b>The storm', 'Everybody reads'))).toBeVisible({ timeout: 30_000 });
    await expect(stage.page).toHaveURL(/set=network\.access:single-ledger&n=1\.Everybody\+reads&.*beside=run&beside\.b=.*&beside\.n=1\.%3Cb%3EThe\+storm/);
  });
  await test.step('a new name is in the address, and comes back with it', async () => {
    await tracks.filter({ hasText: 'The storm' }).getByRole('button', { name: 'Rename' }).click();
    await stage.page.getByLabel('Name of the branch').fill('At noon, a crash');
    await stage.page.keyboard.press('Enter');
    await expect(stage.page).toHaveURL(/beside\.n=1\.At\+noon%2C\+a\+crash/);
    await stage.page.evaluate(() => { localStorage.clear(); });
    await stage.page.reload();
    await stage.ready();
    await expect(stage.region('Network: At noon, a crash')).toBeVisible({ timeout: 30_000 });
  });
  await test.step('the parent stands beside, and nothing does once the other is deleted', async () => {
    await tracks.filter({ hasText: 'As written' }).getByRole('button', { name: 'Side by side with the one on the Stage' }).click();
    await expect(stage.page).toHaveURL(/beside=parent/);
    await expect(stage.region('Network: As written')).toBeVisible({ timeout: 30_000 });
    const crash = tracks.filter({ hasText: 'At noon' });
    await crash.getByRole('button', { name: 'Side by side with the one on the Stage' }).click();
    await expect(stage.region('Network: At noon, a crash')).toBeVisible({ timeout: 30_000 });
    await crash.getByRole('button', { name: 'Delete' }).click();
    await expect(stage.region('Network: At noon, a crash')).toHaveCount(0);
    await expect(tracks).toHaveCount(2);
    await expect(stage.page).not.toHaveURL(/beside/);
  });
  expect(stage.complaints).toEqual([]);
});

test('what a link names and the run has not is said calmly, on the Stage and on a page', async ({ stage }) => {
  const notice = stage.page.locator('.notice');
  await stage.open('#/stage/patient-relocation?t=3d12h00m&sel=person.nobody&follow=ana%2Fnovels');
  await expect(notice).toContainText('“person.nobody” is nothing in this run, so nothing is chosen.');
  await expect(notice).toContainText('“ana/novels” is in no chart of this run, so nothing is followed.');
  await expect(stage.page).toHaveURL(/#\/stage\/patient-relocation\?t=3d12h00m$/);
  await stage.button('Understood').click();
  await expect(notice).toHaveCount(0);
  // A row of another kind, and one beyond the end.
  for (const row of ['leak.1', 'outcome.99999999', 'message.99999999']) {
    await stage.page.goto(stage.page.url().replace(/(&sel=.*)?$/, `&sel=${row}`));
    await expect(notice).toContainText(`“${row}” is nothing in this run`);
    await stage.button('Understood').click();
  }
  await stage.open('#/x/block/3?run=patient-relocation&t=zzz');
  await expect(notice).toContainText('“zzz” is not a moment such as 3d11h02m');
  await expect(stage.button('The run\u2019s end')).toBeVisible();
  expect(stage.complaints).toEqual([]);
});
