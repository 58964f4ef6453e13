/** Four views of one moment: each by the keyboard alone, each with its words, one choice in all. */
import { expect, test } from './stage.ts';

test('the table lists what has happened by the moment and nothing later, is sorted, filtered and asked why', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?t=3d12h20m');
  await test.step('a number key on the Stage shows another view of the same moment', async () => {
    await stage.moment.focus();
    await stage.page.keyboard.press('4');
    await expect(stage.page.getByRole('tab', { name: 'Table' })).toHaveAttribute('aria-selected', 'true');
    await expect(stage.page).toHaveURL(/t=3d12h20m.*view=table/);
    await stage.page.goBack();
    await expect(stage.region('Network')).toBeVisible();
    await stage.page.goForward();
  });
  const table = stage.region('Table');
  await test.step('sorted, filtered and asked why by the keyboard', async () => {
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
  });
  await test.step('what has happened by the moment', async () => {
    await stage.open('#/stage/patient-relocation?view=table&t=1d08h00m');
    await table.getByLabel('Show').selectOption({ index: 0 });
    await expect(table.getByRole('status')).toContainText(/Nothing that matches|1 to/);
    await stage.seekEnd();
    await table.getByLabel('Find').fill('porter leak');
    await expect(table.getByRole('row').nth(1)).toContainText('porter has read');
    await stage.moment.focus();
    await stage.page.keyboard.press('Home');
    await expect(table.getByRole('status')).toContainText('Nothing that matches');
  });
  expect(stage.complaints).toEqual([]);
});

test('the lanes are walked by the keyboard, and show nothing of what comes after the moment', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?view=lanes&t=3d12h15m02s');
  const lanes = stage.region('Lanes');
  const bar = lanes.getByRole('button', { name: /^Block 10, first held/ });
  await expect(bar).toHaveCount(1);
  await bar.focus();
  await stage.page.keyboard.press('Enter');
  await expect(stage.region('Inspector').getByRole('heading', { name: 'Block 10' })).toBeVisible();
  await lanes.getByText('messages in the picture').first().click();
  await expect(lanes.getByRole('row').nth(1)).toContainText('arrived after');

  await stage.open('#/stage/patient-relocation?view=lanes&t=4d08h06m30s');
  await lanes.getByRole('combobox', { name: 'Stretch' }).selectOption({ label: '1h by the clock' });
  // The link is cut until 08:15: what was sent across it is held, and no arrival is known.
  await expect(lanes.getByRole('row', { name: /held by the cut link/ }).first()).toBeVisible();
  await expect(lanes.getByRole('button', { name: /^Block 16/ })).toHaveCount(0);
  expect(stage.complaints).toEqual([]);
});

test('a changed byte breaks its block and all that stand on it; a cell leads to what wrote it', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?view=chain&t=4d08h20m');
  const chain = stage.region('Chain of blocks');
  await expect(chain.getByRole('button', { name: /^Block 16 as .* given up/ }).first()).toBeVisible();
  await chain.getByRole('button', { name: /^Block 11,/ }).focus();
  await stage.page.keyboard.press('Enter');
  await chain.getByRole('button', { name: 'Change one byte of block 11' }).focus();
  await stage.page.keyboard.press('Enter');
  await expect(chain.getByRole('status')).toContainText('Block 11 does not match');
  await expect(chain.getByRole('status')).toContainText('5 blocks that stand on it');
  await expect(chain.getByRole('button', { name: /^Block 10,.*proposed/ })).not.toHaveAccessibleName(/does|stands/);
  await expect(chain.getByRole('button', { name: /^Block 11,.*its bytes do not match/ })).toHaveCount(1);
  await expect(chain.getByRole('button', { name: /stands on a block that is not/ })).toHaveCount(5);
  await chain.getByRole('button', { name: 'Put it back' }).click();
  await expect(chain.getByRole('button', { name: /stands on a block/ })).toHaveCount(0);
  await chain.getByRole('button', { name: 'A grant is taken back, in block 16' }).click();
  await expect(stage.region('Inspector')).toContainText(/takes? back|withdraw|revok/i);
  expect(stage.complaints).toEqual([]);
});

test('a datum is followed: who could know it, since when, by what right, and nothing of later', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?t=3d12h20m');
  const trail = stage.region('Follow a datum');
  await trail.getByLabel('chart').selectOption('ana');
  await trail.getByLabel('section').selectOption('allergies');
  await expect(trail).toContainText('1 without need');
  const lines = trail.getByRole('row');
  await expect(lines.nth(1)).toContainText(/from the start\s*boise-clinic\s*keeps it/);
  await expect(trail.getByRole('row', { name: /dr-rivas\s+has read it/ })).toHaveCount(1);
  await expect(trail.getByRole('row', { name: /porter\s+has read it without need/ })).toHaveCount(1);
  await expect(stage.page).toHaveURL(/follow=ana%2Fallergies/);

  await test.step('it lights up its leaks and grants in the lists, by their numbers', async () => {
    const number = async (row: RegExp): Promise<string> =>
      await trail.getByRole('row', { name: row }).first().getByRole('cell').first().innerText();
    await expect(stage.region('Leaks').getByRole('button', { name: /^porter has read/ }))
      .toHaveAccessibleName(new RegExp(`, no. ${await number(/without need/)} of what is followed`));
    const grant = stage.region('Grants').getByRole('button', { name: /of what is followed/ }).last();
    await expect(grant).toBeVisible();
    // A chart of which nothing has leaked lights up no leak.
    await trail.getByLabel('chart').selectOption('ben');
    await trail.getByLabel('section').selectOption('allergies');
    await expect(trail).toContainText('nobody without need');
    await expect(stage.region('Leaks').getByRole('button', { name: /of what is followed/ })).toHaveCount(0);
    await trail.getByLabel('chart').selectOption('ana');
    await trail.getByLabel('section').selectOption('allergies');
  });

  await test.step('it lights up its blocks, transactions, messages and lanes', async () => {
    await stage.page.getByRole('tab', { name: 'Chain' }).click();
    const chain = stage.region('Chain of blocks');
    const about = chain.getByRole('button', { name: /about what is followed/ });
    await expect(about.first()).toBeVisible();
    await expect(chain.getByRole('button', { name: /^A grant.*about what is followed/ }).first()).toBeVisible();
    const blocks = chain.getByRole('button', { name: /^Block \d+/ });
    // Some blocks have nothing to do with it.
    expect(await blocks.and(about).count()).toBeLessThan(await blocks.count());
    await stage.page.getByRole('tab', { name: 'Lanes' }).click();
    const lanes = stage.region('Lanes');
    await expect(lanes.getByText(/^porter: no\. \d+, has read it without need/)).toHaveCount(1);
    await stage.open('#/stage/patient-relocation?view=lanes&t=3d11h10m&follow=ana/allergies');
    await lanes.getByRole('combobox', { name: 'Stretch' }).selectOption({ label: '1h by the clock' });
    await lanes.getByText('messages in the picture').first().click();
    await expect(lanes.getByRole('row', { name: /about what is followed/ }).first()).toBeVisible();
  });
  await stage.moment.focus();
  await stage.page.keyboard.press('Home');
  await expect(lines).toHaveCount(2);
  await trail.getByRole('button', { name: 'Stop following' }).click();
  await expect(trail.getByRole('table')).toHaveCount(0);
  expect(stage.complaints).toEqual([]);
});

test('map and lanes are seen whole on a low page with large words, and side by side', async ({ stage }) => {
  const { page } = stage;
  const isWhole = async (picture: string): Promise<void> => {
    await page.evaluate(() => { scrollTo(0, 0); });
    const bar = (await stage.region('Time').boundingBox())?.y ?? 0;
    for (const each of await page.locator(`${picture} .field > svg`).all()) {
      const box = await each.boundingBox();
      // The margin below the last name may lie behind the bar.
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(bar + 6);
    }
  };
  const themed = async (theme: string, width: number, height: number): Promise<void> => {
    await page.setViewportSize({ width, height });
    await page.evaluate((kept) => { localStorage.setItem('ledgerward.preferences', kept); }, JSON.stringify({ theme }));
    await page.goto('about:blank');
  };
  const branch = '#/stage/patient-relocation?t=3d12h20m&b=1.3d12h10m.tampa-general+crashes&beside=parent';
  await stage.open();
  await themed('projector', 1280, 720);
  for (const [picture, view] of [['.network', ''], ['.lanes', '&view=lanes']] as const) {
    await stage.open(`#/stage/patient-relocation?t=3d12h15m${view}`);
    await isWhole(picture);
  }
  await themed('light', 1280, 800);
  for (const [picture, view] of [['.network', ''], ['.lanes', '&view=lanes']] as const) {
    await stage.open(branch + view);
    await expect(page.locator(`.pane ${picture}`)).toHaveCount(2);
    await isWhole(picture);
  }
});
