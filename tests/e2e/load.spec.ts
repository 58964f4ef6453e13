/** A benchmark on the Stage: what clients met with, and the protocol's own words. */
import { expect, test } from './stage.ts';

test('a run with a load shows what clients met with, in the columns of Caliper', async ({ stage }) => {
  await stage.open('#/stage/crash-under-load?t=1d00h00m30s');
  const panel = stage.region('What clients met with');
  const table = panel.getByRole('table', { name: 'Load by load' });
  for (const name of ['Succ', 'Fail', 'Send Rate (TPS)', 'Max Latency (s)', 'Min Latency (s)',
    'Avg Latency (s)', 'Throughput (TPS)']) {
    await expect(table.getByRole('columnheader', { name, exact: true })).toBeVisible();
  }
  await expect(table.getByRole('row').nth(1)).toContainText(/load 1.*\d+\.\d{3}/);
  await expect(panel.getByRole('table', { name: 'Recovery after each fault' }))
    .toContainText("chesapeake-general's node crashes.");
  await panel.getByText('As a table').click();
  await expect(panel.getByRole('table', { name: 'Transactions final in each second' }).getByRole('row'))
    .not.toHaveCount(0);
  expect(stage.complaints).toEqual([]);
});

test('the words of the protocol are explained under lanes and chain, by pointer and by keyboard', async ({ stage }) => {
  await stage.open('#/stage/crash-under-load?view=lanes&t=1d00h00m18s&set=network.consensus:pbft');
  const words = stage.region('Words of pbft');
  for (const view of ['Lanes', 'Chain']) {
    await stage.page.getByRole('tab', { name: view }).click();
    const view1 = words.getByRole('button', { name: 'view', exact: true });
    const meaning = words.getByText('The time of one primary.');
    await expect(meaning).toBeHidden();
    await view1.hover();
    await expect(meaning).toBeVisible();
    await stage.page.keyboard.press('Escape');
    await expect(meaning).toBeHidden();
    await stage.moment.hover();
    await view1.focus();
    await stage.page.keyboard.press('ArrowRight');
    await expect(words.getByText('The replica that orders blocks in a view')).toBeVisible();
    await expect(words.getByRole('button', { name: 'primary' })).toHaveAccessibleDescription(/orders blocks/);
    await stage.page.keyboard.press('Escape');
  }
  await test.step('what is put forward and voted is named in the lanes', async () => {
    await stage.open('#/stage/crash-under-load?view=lanes&t=1d00h00m18s&set=network.consensus:tendermint');
    await expect(stage.region('Words of tendermint')).toBeVisible({ timeout: 20_000 });
    for (const word of ['proposal', 'prevote', 'precommit']) {
      await expect(stage.page.locator('.lanes .spoken', { hasText: word }).first()).toBeAttached();
    }
  });
  await test.step('a story without a load has no panel for one', async () => {
    await expect(stage.region('What clients met with')).toBeVisible();
    await stage.open('#/stage/lost-phone');
    await expect(stage.page.getByRole('heading', { level: 1 })).toHaveText(/phone/i, { timeout: 20_000 });
    await expect(stage.page.getByRole('heading', { name: 'Preferences' })).toBeVisible();
    await expect(stage.region('What clients met with')).toHaveCount(0);
  });
  expect(stage.complaints).toEqual([]);
});
