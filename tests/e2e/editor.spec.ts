/** Somebody writes: what is wrong is said and mended, what is written runs, and nothing is lost. */
import { expect, test, type Stage } from './stage.ts';

const STORY = '#/stage/patient-relocation';

async function write(stage: Stage): Promise<void> {
  await stage.open(STORY);
  await stage.page.getByRole('button', { name: /^Edit/ }).click();
  await expect(text(stage)).toBeFocused();
}

const text = (stage: Stage): ReturnType<Stage['button']> =>
  stage.page.getByRole('textbox', { name: 'Script' });

/** Only the lines that can be seen are in the page. */
async function end(stage: Stage): Promise<void> {
  await text(stage).focus();
  await stage.page.keyboard.press('Control+End');
}

async function typeAtEnd(stage: Stage, line: string): Promise<void> {
  await end(stage);
  await stage.page.keyboard.type(line);
}

test('what is wrong is said and mended, a word is completed, and the line that plays is lit', async ({ stage }) => {
  await write(stage);
  await test.step('the line that plays is lit, and its number leads to its moment', async () => {
    await stage.moment.focus();
    for (let step = 0; step < 8; step++) await stage.page.keyboard.press('ArrowRight');
    await expect(stage.page.locator('.cm-lit').first()).toBeVisible();
    const before = await stage.momentValue();
    await stage.page.locator('.cm-hasMoment').first().click();
    await expect.poll(() => stage.momentValue()).toBeLessThan(before);
  });
  await test.step('a misspelt word is marked, and one click writes the right one', async () => {
    await typeAtEnd(stage, '  leks at most 7\n');
    const problems = stage.region('Problems');
    await expect(problems).toContainText('1 problem');
    await problems.getByRole('button', { name: 'Write “leaks”' }).click();
    await expect(text(stage)).toContainText('leaks at most 7');
    await expect(problems).toBeHidden();
  });
  await test.step('the keyboard completes a word, and leaves the text again', async () => {
    await typeAtEnd(stage, '  every n');
    await expect(stage.page.getByRole('option', { name: /node/ })).toBeVisible();
    // The menu ignores keys for a moment, so that it takes nobody by surprise.
    await stage.page.waitForTimeout(150);
    await stage.page.keyboard.press('Enter');
    await expect(text(stage)).toContainText('every node');
    await stage.page.keyboard.press('Escape');
    await stage.page.keyboard.press('Tab');
    await expect(text(stage)).not.toBeFocused();
  });
  await test.step('a text that cannot run is led to its first problem', async () => {
    await typeAtEnd(stage, '\n  nonsense');
    await stage.page.keyboard.press('Control+Enter');
    await expect(stage.region('Script')).toContainText('It cannot run yet');
    await expect(stage.page).not.toHaveURL(/~1\./);
  });
  expect(stage.complaints).toEqual([]);
});

test('what is written runs with one key, and its link carries it to a stranger', async ({ stage, browser }) => {
  await write(stage);
  await typeAtEnd(stage, '  leaks at most 7 # my own');
  await stage.page.keyboard.press('Control+Enter');
  await expect(stage.page).toHaveURL(/patient-relocation\/~1\.[\w-]+/);
  await stage.ready();
  await expect(stage.region('What the script expects')).toContainText('leaks at most 7');

  const stranger = await browser.newPage();
  await stranger.goto(stage.page.url());
  await expect(stranger.locator('main[data-ready]')).toBeVisible({ timeout: 30_000 });
  await expect(stranger.getByRole('region', { name: 'Script', exact: true })).toContainText('# my own');
  await expect(stranger.getByRole('region', { name: 'What the script expects' })).toContainText('leaks at most 7');
  await stranger.close();

  await stage.button('Changes').click();
  await expect(stage.button('Put back')).toBeVisible();
  await stage.button('Put back').click();
  await expect(text(stage)).not.toContainText('# my own');
  expect(stage.complaints).toEqual([]);
});

test('a draft survives a reload, and opening another leaves it whole', async ({ stage }) => {
  await write(stage);
  await typeAtEnd(stage, '# the first draft');
  await stage.page.reload();
  await end(stage);
  await expect(text(stage)).toContainText('# the first draft');

  await stage.button('Close').click();
  await expect(stage.page.getByRole('button', { name: 'Edit 1 draft' })).toBeVisible();
  await stage.page.getByRole('button', { name: 'Edit 1 draft' }).click();
  await end(stage);
  await expect(text(stage)).not.toContainText('# the first draft');
  await typeAtEnd(stage, '# the second draft');
  await stage.page.getByText('Drafts and files').click();
  await stage.page.getByRole('button', { name: /^Open the draft/ }).click();
  await end(stage);
  await expect(text(stage)).toContainText('# the first draft');
  const drafts = stage.page.getByRole('list', { name: 'Drafts' }).getByRole('listitem');
  await expect(drafts).toHaveCount(2);

  // Of one title, and told apart; one is given a name, which stays with it.
  const [first, second] = ['Ana moves from Boise to Tampa', 'Ana moves from Boise to Tampa (2)'];
  await stage.button(`Rename the draft “${second}”`).click();
  await stage.page.getByLabel('Name of the draft').fill('<b>mine</b>');
  await stage.page.keyboard.press('Enter');
  await expect(stage.button('Rename the draft “<b>mine</b>”')).toBeFocused();
  await stage.button(`Rename the draft “${first}”`).click();
  await stage.page.keyboard.press('Escape');
  await expect(drafts).toHaveText([/^<b>mine<\/b>/, new RegExp(`^${first}`)]);

  await test.step('what another tab writes on is left to it, and listed here', async () => {
    const other = await stage.page.context().newPage();
    await other.goto(stage.page.url());
    const id = await stage.page.evaluate(() => sessionStorage.getItem('ledgerward.writing'));
    await other.evaluate((draft) => {
      const key = `ledgerward.draft.${draft}`;
      const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as object;
      localStorage.setItem(key, JSON.stringify({ ...kept, text: 'scenario "Theirs"' }));
    }, id);
    await expect(drafts.filter({ hasText: 'Theirs' })).toHaveCount(1);
    await typeAtEnd(stage, '# still mine');
    await expect(stage.page.getByText('kept as a draft of its own').first()).toBeVisible();
    await expect(drafts).toHaveCount(3);
    await expect(drafts.filter({ hasText: 'Theirs' })).toHaveCount(1);
    await other.close();
  });
  await stage.page.getByRole('button', { name: /^Throw away the draft “<b>mine/ }).click();
  await expect(drafts).toHaveCount(2);
  await stage.button('Bring it back').click();
  await expect(drafts.filter({ hasText: '<b>mine</b>' })).toHaveCount(1);
  expect(stage.complaints).toEqual([]);
});
