/** A page for every single thing: found, linked, checked by real signatures, and back to the Stage. */
import { expect, test } from './stage.ts';

test('from the Stage to pages and back, with signatures that hold and a letter that breaks them', async ({ stage }) => {
  const { page } = stage;
  const heading = page.getByRole('heading', { level: 1 });
  const follow = async (name: string | RegExp): Promise<void> => {
    await page.getByRole('main').getByRole('link', { name }).first().click();
  };
  await stage.open('#/stage/patient-relocation?view=chain&t=3d16h01m');
  await page.getByRole('link', { name: 'Open the page of block 15' }).click();
  await expect(heading).toHaveText('Block 15');
  await expect(page).toHaveURL(/#\/x\/block\/15\?run=patient-relocation&t=3d16h01m/);
  await expect(page).toHaveTitle(/^Block 15 · /);
  // The hash, the root, the votes; then three real signatures over what is shown.
  await expect(page.getByText('verified by this browser’s own WebCrypto')).toHaveCount(3);
  await expect(page.locator('.check strong.holds')).toHaveCount(3);

  await follow(/^[0-9a-f]{12}$/);
  await expect(heading).toHaveText(/^Transaction /);
  await expect(heading).toBeFocused();
  await expect(page.getByText('✓ verified by this browser’s own WebCrypto')).toBeVisible();
  await stage.button('Change one letter of what was signed').click();
  await expect(page.getByText('✗ refused by this browser’s own WebCrypto')).toBeVisible();
  await expect(page.getByText('no signature is of that text')).toBeVisible();

  await follow('ana-grant-dr-osei-day-3-16.00');
  await expect(heading).toHaveText('ana-grant-dr-osei-day-3-16.00');
  await expect(page.getByText('"resourceType": "Consent"')).toBeVisible();
  await expect(page.getByText('In force at 4 of 4 members.', { exact: false })).toBeVisible();
  await stage.button('The run’s end').click();
  await expect(page.getByText('ended at 4.', { exact: false })).toBeVisible();
  await follow('ana');
  await expect(heading).toHaveText('ana\'s chart');
  await follow('Allergy to tree pollen');
  await expect(heading).toHaveText('Allergy to tree pollen');
  await expect(page.getByText('"resourceType": "AllergyIntolerance"')).toBeVisible();
  await expect(page.locator('.check strong.holds')).toHaveCount(1);

  await page.getByRole('searchbox', { name: 'Find a page' }).fill('leak porter');
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText('porter has read 13 records of ana\'s chart');
  await expect(page.getByText('dr-rivas leaves ward-3 unlocked.').first()).toBeVisible();
  await follow('Show it on the Stage');
  await stage.ready();
  await expect(page).toHaveURL(/#\/stage\/patient-relocation\?t=3d12h15m.*sel=leak\.\d+/);
  // The Inspector names what became known by what each record says, and any part of it can be followed.
  const reading = stage.region('13 records of ana\'s chart');
  await expect(reading.getByRole('link', { name: 'Allergy to tree pollen' })).toBeVisible();
  await reading.getByRole('button', { name: 'Follow ana\'s allergies' }).click();
  await expect(stage.region('Follow a datum')).toContainText('1 without need (4 leaks)');
  await follow('Open its page');
  await expect(heading).toHaveText('porter has read 13 records of ana\'s chart');
  expect(stage.complaints).toEqual([]);
});

test('what no run has is said calmly, with a way out, and no link puts anything on the page', async ({ stage }) => {
  const { page } = stage;
  await stage.open('#/x/block/00000000deadbeef?run=patient-relocation', 'main.explorer[data-ready]');
  await expect(page.getByText('This run has no block “00000000deadbeef”.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find a page' }).fill('<img src=x onerror=alert(1)>');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing in this run is called “<img src=x onerror=alert(1)>”')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'All pages', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pages of this run');
  await expect(page.getByRole('link', { name: 'dr-osei has read 7 records of ana' })).toBeVisible();
  await page.goto('about:blank');
  await stage.open('#/x/leak/%3Cb%3E?run=patient-relocation&t=3d12h', 'main.explorer[data-ready]');
  await expect(page.getByText('is not the address of a single thing.')).toBeVisible();
  expect(await page.locator('main b, main img').count()).toBe(0);
});
