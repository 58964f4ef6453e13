/** The first page: it moves, it leads somewhere, and every story is on it. */
import scenarios from '../../scenarios/index.json' with { type: 'json' };
import { expect, test, type Stage } from './stage.ts';

async function arrive(stage: Stage): Promise<void> {
  await stage.open('', 'h1');
  await expect(now(stage)).toContainText('could read');
}

const now = (stage: Stage): ReturnType<Stage['region']> => stage.region('What is running');

test('it moves by itself from the recorded moment on, can be stopped, and leads to the Stage and back', async ({ stage }) => {
  await arrive(stage);
  await expect(stage.button('Pause')).toBeVisible();
  const when = now(stage).locator('strong');
  await expect(when).not.toHaveText('day 1 00:00', { timeout: 20_000 });
  await stage.button('Pause').click();
  const stopped = await when.innerText();
  await stage.page.waitForTimeout(600);
  expect(await when.innerText()).toBe(stopped);
  await now(stage).getByRole('link', { name: 'Watch it on the Stage' }).click();
  await stage.ready();
  expect(await stage.momentValue()).toBeGreaterThan(0);
  await stage.page.getByRole('link', { name: 'Ledgerward' }).click();
  await expect(stage.page.getByRole('heading', { name: 'Stories' })).toBeVisible();
  expect(stage.complaints).toEqual([]);
});

test('it stands still for those who ask their system for less motion', async ({ stage }) => {
  await stage.page.emulateMedia({ reducedMotion: 'reduce' });
  await arrive(stage);
  await expect(stage.button('Play')).toBeVisible();
  // From here on the engine could play it.
  await expect(now(stage)).not.toContainText('Recorded', { timeout: 20_000 });
  await stage.page.waitForTimeout(500);
  await expect(now(stage).locator('strong')).toHaveText('day 1 00:00');
});

test('every story has a card with its run, every card opens it, and no door is a dead end', async ({ stage }) => {
  await arrive(stage);
  for (const { name, title } of scenarios) {
    const card = stage.page.getByRole('article').filter({ has: stage.page.getByRole('heading', { name: title }) });
    await expect(card.getByRole('img')).toHaveAccessibleName(/^The whole run: .* leaks?,/);
    await expect(card.getByRole('link')).toHaveAttribute('href', `#/stage/${name}`);
  }
  const other = scenarios.find(({ name }) => name !== 'patient-relocation');
  await stage.page.getByRole('link', { name: other?.title ?? '' }).click();
  await expect(stage.page.getByRole('heading', { level: 1, name: other?.title ?? '' })).toBeVisible({ timeout: 20_000 });
  expect(stage.complaints).toEqual([]);
  await arrive(stage);
  const doors = stage.region('I want to').getByRole('link');
  for (let at = 0; at < await doors.count(); at++) {
    const href = await doors.nth(at).getAttribute('href');
    await stage.page.goto(new URL(href ?? '', stage.page.url()).href);
    await expect(stage.page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 20_000 });
    await expect(stage.page.getByText('There is no page')).toHaveCount(0);
    await arrive(stage);
  }
});

test('a file that is dropped here and cannot be opened is refused with a sentence; the next one opens', async ({ stage }) => {
  const drop = async (text: string): Promise<void> => {
    await stage.page.evaluate((content) => {
      const held = new DataTransfer();
      held.items.add(new File([content], 'story.ledgerward'));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: held }));
    }, text);
  };
  await stage.open('#/', 'h1');
  await drop('{"resourceType":"Bundle"}');
  await expect(stage.page.getByRole('status').filter({ hasText: 'no run of ours' })).toBeVisible();
  await drop('scenario "Broken"\nseed');
  await expect(stage.page.getByRole('alert')).toBeVisible({ timeout: 20_000 });
  await expect(stage.page.locator('main[data-ready]')).toBeVisible();
  await expect(stage.page.getByText('no run of ours')).toBeHidden({ timeout: 12_000 });
});
