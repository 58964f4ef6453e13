/**
 * Without a mouse, from the first page to a leak that is prevented and a mark that is acted on. No
 * line here clicks, or gives the focus to anything but by a key.
 */
import { expect, test, type Stage } from './stage.ts';

/** More stops than any way here needs. */
const STOPS_MAX = 150;

function focused(stage: Stage): Promise<string> {
  return stage.page.evaluate(() => {
    const element = document.activeElement;
    return element === null || element === document.body ? ''
      : (element.getAttribute('aria-label') ?? element.textContent).trim();
  });
}

async function press(stage: Stage, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await stage.page.keyboard.press(key);
}

/** Presses a key until what has the focus is called so. */
async function go(stage: Stage, key: string, name: RegExp): Promise<void> {
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    await press(stage, key);
    if (name.test(await focused(stage))) return;
  }
  throw new Error(`${key} never led to ${name}; the last was “${await focused(stage)}”.`);
}

test('from the gallery to a leak, what would have prevented it, an act and back, by keyboard alone', async ({ stage }) => {
  const tracks = stage.region('Branches').getByRole('listitem');
  const live = stage.page.locator('[aria-live="polite"]').last();
  await stage.page.emulateMedia({ reducedMotion: 'reduce' });
  await stage.open('', '#stories');

  await test.step('a story is opened, and played and stopped', async () => {
    await go(stage, 'Tab', /^Ana moves from Boise to Tampa$/);
    await press(stage, 'Enter');
    await stage.ready();
    const before = await stage.momentValue();
    await press(stage, 'Space');
    await expect.poll(() => stage.momentValue()).toBeGreaterThan(before);
    await press(stage, 'Space');
    await expect(stage.button('Play')).toBeVisible();
  });

  await test.step('a leak is found, and asked why', async () => {
    await press(stage, 'l');
    await expect(live).toContainText(/leak/);
    await expect(stage.region('Inspector').getByRole('heading', { name: /porter has read/ })).toBeVisible();
    await go(stage, 'F6', /^Leaks/);
    await go(stage, 'Tab', /porter has read/);
    await press(stage, 'Enter');
    await expect(stage.region('Inspector').getByRole('heading', { name: 'Why' })).toBeVisible();
  });

  await test.step('what would have prevented it is tried, and shown as a branch', async () => {
    await go(stage, 'Tab', /^What would have prevented it\?$/);
    await press(stage, 'Enter');
    await expect(stage.region('Prevent it').getByText('Prevents it.').first()).toBeVisible({ timeout: 40_000 });
    await go(stage, 'Tab', /^Show this branch: /);
    const title = (await focused(stage)).replace('Show this branch: ', '');
    await press(stage, 'Enter');
    await expect(stage.button(title)).toHaveAttribute('aria-pressed', 'true', { timeout: 20_000 });
    await stage.ready();
  });

  await test.step('it is taken back', async () => {
    await go(stage, 'F6', /^Time$/);
    await go(stage, 'Tab', /^Moment$/);
    await press(stage, 'Control+z');
    await expect(stage.button('As written')).toHaveAttribute('aria-pressed', 'true');
    await stage.ready();
  });

  await test.step('a mark on the map is acted on, and that is taken back too', async () => {
    const branches = await tracks.count();
    await go(stage, 'F6', /^Network$/);
    await go(stage, 'Tab', /^[a-z-]+, (clinic|hospital|payer|laboratory)/);
    await go(stage, 'ArrowRight', /^tampa-general/);
    await press(stage, 'f');
    await expect(stage.page.locator('dialog :focus')).toContainText('tampa-general crashes');
    await press(stage, 'Enter');
    await expect(tracks).toHaveCount(branches + 1, { timeout: 20_000 });
    await expect(live).toContainText('Branch made: tampa-general crashes');
    await stage.ready();
    await go(stage, 'F6', /^Time$/);
    await go(stage, 'Tab', /^Moment$/);
    await press(stage, 'Control+z');
    await expect(stage.button('As written')).toHaveAttribute('aria-pressed', 'true');
  });
  expect(stage.complaints).toEqual([]);
});
