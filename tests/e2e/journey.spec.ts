/** A person comes, presses play, goes back, asks why, changes one thing, and shares what they saw. */
import { expect, test } from './stage.ts';

const REGIONS = ['Network', 'Chain', 'Grants', 'Leaks', 'Inspector', 'Dials'];

test('everything the story is told with is on the page', async ({ stage }) => {
  await stage.open();
  for (const name of REGIONS) await expect(stage.region(name)).toBeVisible();
  for (const name of ['Play', 'Step forward', 'Step back']) await expect(stage.button(name)).toBeVisible();
  await expect(stage.page.getByLabel('Pace')).toBeVisible();
  expect(stage.complaints).toEqual([]);
});

test('play moves the story on, and pause stops it', async ({ stage }) => {
  await stage.open();
  const before = await stage.momentValue();
  await stage.button('Play').click();
  await expect.poll(() => stage.momentValue()).toBeGreaterThan(before);
  await stage.button('Pause').click();
  const stopped = await stage.momentValue();
  await stage.page.waitForTimeout(300);
  expect(await stage.momentValue()).toBe(stopped);
  expect(stage.complaints).toEqual([]);
});

test('Space plays where nothing has the focus yet, as when a link was just opened', async ({ stage }) => {
  await stage.open();
  const before = await stage.momentValue();
  await stage.page.keyboard.press('Space');
  await expect.poll(() => stage.momentValue()).toBeGreaterThan(before);
  expect(await stage.page.evaluate(() => window.scrollY)).toBe(0);
});

test('a step forward and a step back lead to the same picture', async ({ stage }) => {
  await stage.open();
  await stage.button('Step forward').click();
  const first = await stage.momentValue();
  const dials = await stage.region('Dials').innerText();
  await stage.button('Step forward').click();
  await expect.poll(() => stage.momentValue()).toBeGreaterThan(first);
  await stage.button('Step back').click();
  await expect.poll(() => stage.momentValue()).toBe(first);
  await expect(stage.region('Dials')).toHaveText(dials, { useInnerText: true });
});

test('the timeline can be dragged to the end and back', async ({ stage }) => {
  await stage.open();
  const start = await stage.region('Chain').innerText();
  await stage.seekEnd();
  const end = await stage.region('Chain').innerText();
  expect(end).not.toBe(start);
  await stage.moment.focus();
  await stage.page.keyboard.press('Home');
  await expect(stage.leaks()).toHaveCount(0);
  await stage.seekEnd();
  await expect(stage.region('Chain')).toHaveText(end, { useInnerText: true });
  expect(stage.complaints).toEqual([]);
});

test('a leak tells why it could happen, down to the line of the script', async ({ stage }) => {
  await stage.open();
  await stage.seekEnd();
  await stage.leaks().first().click();
  const inspector = stage.region('Inspector');
  await expect(inspector.getByRole('heading', { name: 'Why' })).toBeVisible();
  const steps = inspector.getByRole('listitem');
  expect(await steps.count()).toBeGreaterThan(1);
  await expect(steps.last()).toContainText(/line \d+/i);
});

test('another access model changes what leaks', async ({ stage }) => {
  await stage.open();
  await stage.seekEnd();
  const leaks = await stage.region('Leaks').innerText();
  await stage.page.getByLabel('Access').selectOption('single-ledger');
  await stage.ready();
  await stage.seekEnd();
  await expect(stage.region('Leaks')).not.toHaveText(leaks, { useInnerText: true });
  expect(stage.complaints).toEqual([]);
});

test('the address bar reopens this run at this moment', async ({ stage, browser }) => {
  await stage.open();
  await stage.page.getByLabel('Seed').fill('7');
  await stage.page.getByLabel('Seed').press('Enter');
  await stage.ready();
  for (let i = 0; i < 3; i++) await stage.button('Step forward').click();
  await expect(stage.page).toHaveURL(/7/);
  await stage.page.waitForTimeout(500);
  const [moment, url] = [await stage.momentValue(), stage.page.url()];
  const dials = await stage.region('Dials').innerText();

  const stranger = await browser.newPage();
  await stranger.goto(url);
  await expect(stranger.locator('main[data-ready]')).toBeVisible({ timeout: 30_000 });
  await expect(stranger.getByLabel('Seed')).toHaveValue('7');
  await expect(stranger.getByRole('slider', { name: 'Moment' })).toHaveValue(String(moment));
  await expect(stranger.getByRole('region', { name: 'Dials' })).toHaveText(dials, { useInnerText: true });
  await stranger.close();
});

test('a broken link says so and the app still works', async ({ stage }) => {
  await stage.open('#/stage/%E0%A4%A?seed=many&moment=never');
  await expect(stage.button('Play')).toBeVisible();
  expect(stage.complaints).toEqual([]);
});
