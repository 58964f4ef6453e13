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

test('a story without a load has no such panel', async ({ stage }) => {
  await stage.open('#/stage/lost-phone');
  await expect(stage.page.getByRole('heading', { name: 'Preferences' })).toBeVisible();
  await expect(stage.region('What clients met with')).toHaveCount(0);
});

for (const view of ['lanes', 'chain']) {
  test(`the words of the protocol are explained under the ${view}, by pointer and by keyboard`, async ({ stage }) => {
    await stage.open(`#/stage/crash-under-load?view=${view}&t=1d00h00m18s&set=network.consensus:pbft`);
    const words = stage.region('Words of pbft');
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
    expect(stage.complaints).toEqual([]);
  });
}

test('what is put forward and voted is named in the lanes', async ({ stage }) => {
  await stage.open('#/stage/crash-under-load?view=lanes&t=1d00h00m18s&set=network.consensus:tendermint');
  const lanes = stage.page.locator('.lanes');
  for (const word of ['proposal', 'prevote', 'precommit']) {
    await expect(lanes.locator('.spoken', { hasText: word }).first()).toBeAttached();
  }
});
