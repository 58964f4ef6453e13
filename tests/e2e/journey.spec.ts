/** A person comes, presses play, goes back, asks why, changes one thing, and shares what they saw. */
import { expect, test } from './stage.ts';

const REGIONS = ['Network', 'Chain', 'Grants', 'Leaks', 'Inspector', 'Dials'];

test('all the story is told with is there; it plays, stops, steps, goes to its end and back, and says why', async ({ stage }) => {
  await stage.open();
  for (const name of REGIONS) await expect(stage.region(name)).toBeVisible();
  for (const name of ['Play', 'Step forward', 'Step back']) await expect(stage.button(name)).toBeVisible();
  await expect(stage.page.getByLabel('Pace')).toBeVisible();
  const start = await stage.region('Chain').innerText();

  await test.step('Space plays where nothing has the focus yet, as when a link was just opened', async () => {
    const before = await stage.momentValue();
    await stage.page.keyboard.press('Space');
    await expect.poll(() => stage.momentValue()).toBeGreaterThan(before);
    expect(await stage.page.evaluate(() => window.scrollY)).toBe(0);
  });
  await test.step('pause stops it, and play moves it on', async () => {
    await stage.button('Pause').click();
    const stopped = await stage.momentValue();
    await stage.page.waitForTimeout(300);
    expect(await stage.momentValue()).toBe(stopped);
    await stage.button('Play').click();
    await expect.poll(() => stage.momentValue()).toBeGreaterThan(stopped);
    await stage.button('Pause').click();
  });
  await test.step('a step forward and a step back lead to the same picture', async () => {
    await stage.button('Step forward').click();
    const first = await stage.momentValue();
    const dials = await stage.region('Dials').innerText();
    await stage.button('Step forward').click();
    await expect.poll(() => stage.momentValue()).toBeGreaterThan(first);
    await stage.button('Step back').click();
    await expect.poll(() => stage.momentValue()).toBe(first);
    await expect(stage.region('Dials')).toHaveText(dials, { useInnerText: true });
  });
  await test.step('one key gives the colours of a projector, larger words and pictures, and takes them back', async () => {
    const page = stage.page.locator('html');
    const size = (): Promise<number> => page.evaluate((html) => Number.parseFloat(getComputedStyle(html).fontSize));
    const usual = await size();
    await stage.moment.press('p');
    await expect(page).toHaveAttribute('data-theme', 'projector');
    const times = await size() / usual;
    expect(times).toBeCloseTo(1.25, 5);
    // The picture is drawn as much larger than it is laid out, and the canvas over it with it.
    const picture = stage.region('Network').locator('svg[role="group"]');
    await expect.poll(async () => {
      const [, , wide] = (await picture.getAttribute('viewBox') ?? '').split(' ').map(Number);
      return Number(await picture.getAttribute('width')) / (wide ?? 1);
    }).toBeCloseTo(times, 5);
    const [drawn, over] = await Promise.all([picture, stage.region('Network').locator('canvas').first()]
      .map((part) => part.boundingBox()));
    expect(over).toEqual(drawn);
    await stage.moment.press('p');
    await expect(page).toHaveAttribute('data-theme', 'light');
    expect(await size()).toBe(usual);
  });
  await test.step('the timeline can be dragged to the end and back', async () => {
    await stage.seekEnd();
    const end = await stage.region('Chain').innerText();
    expect(end).not.toBe(start);
    await stage.moment.focus();
    await stage.page.keyboard.press('Home');
    await expect(stage.leaks()).toHaveCount(0);
    await stage.seekEnd();
    await expect(stage.region('Chain')).toHaveText(end, { useInnerText: true });
  });
  await test.step('a leak tells why it could happen, down to the line of the script', async () => {
    await stage.leaks().first().click();
    const inspector = stage.region('Inspector');
    await expect(inspector.getByRole('heading', { name: 'Why' })).toBeVisible();
    const steps = inspector.getByRole('listitem');
    expect(await steps.count()).toBeGreaterThan(1);
    await expect(steps.last()).toContainText(/line \d+/i);
  });
  await test.step('another access model changes what leaks', async () => {
    const leaks = await stage.region('Leaks').innerText();
    await stage.page.getByLabel('Access').selectOption('single-ledger');
    await stage.ready();
    await stage.seekEnd();
    await expect(stage.region('Leaks')).not.toHaveText(leaks, { useInnerText: true });
  });
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
