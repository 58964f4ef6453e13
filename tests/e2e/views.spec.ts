/** Four views of one moment: each by the keyboard alone, each with its words, one choice in all. */
import { expect, test } from './stage.ts';

test('the table lists what has happened by the moment, and nothing later', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?view=table&t=1d08h00m');
  const table = stage.region('Table');
  await expect(table.getByRole('status')).toContainText(/Nothing that matches|1 to/);
  await stage.seekEnd();
  await table.getByLabel('Find').fill('porter leak');
  await expect(table.getByRole('row').nth(1)).toContainText('porter has read');
  await stage.moment.focus();
  await stage.page.keyboard.press('Home');
  await expect(table.getByRole('status')).toContainText('Nothing that matches');
  expect(stage.complaints).toEqual([]);
});

test('the table is sorted, filtered and asked why by the keyboard', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?view=table&t=3d12h20m');
  const table = stage.region('Table');
  await table.getByRole('button', { name: 'at', exact: true }).focus();
  await stage.page.keyboard.press('Enter');
  await expect(table.getByRole('columnheader', { name: 'at', exact: true }))
    .toHaveAttribute('aria-sort', 'ascending');
  await table.getByLabel('Show').selectOption('leak');
  await expect(table.getByRole('status')).toContainText('of 13 events');
  await table.getByRole('button', { name: /^Why/ }).first().focus();
  await stage.page.keyboard.press('Enter');
  await expect(stage.region('Inspector').getByRole('heading', { name: 'Why' })).toBeVisible();
  await expect(stage.page).toHaveURL(/view=table/);
  expect(stage.complaints).toEqual([]);
});

test('a number key on the Stage shows another view of the same moment', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?t=3d12h20m');
  await stage.moment.focus();
  await stage.page.keyboard.press('4');
  await expect(stage.page.getByRole('tab', { name: 'Table' })).toHaveAttribute('aria-selected', 'true');
  await expect(stage.page).toHaveURL(/t=3d12h20m.*view=table/);
  await stage.page.goBack();
  await expect(stage.region('Network')).toBeVisible();
});
