/** Something is acted on: a branch is made, kept, compared with what it was made from, and shared. */
import type { Locator } from '@playwright/test';
import { expect, test, type Stage } from './stage.ts';

const BEFORE_THE_CUT = '#/stage/patient-relocation?t=3d12h10m';
const CUT = 'tampa-general and boise-clinic are cut off from each other';

async function branched(stage: Stage, hash = BEFORE_THE_CUT): Promise<void> {
  await stage.open(hash);
  await expect(stage.page.getByRole('button', { name: /The link between .* act on it/ }).first()).toBeAttached();
}

function tracks(stage: Stage) {
  return stage.region('Branches').getByRole('listitem');
}

async function crash(stage: Stage): Promise<void> {
  await stage.page.locator('g.member[aria-label^="tampa-general"] .hexagon').click({ button: 'right' });
  await stage.page.getByRole('dialog').getByRole('button', { name: /^tampa-general crashes/ }).click();
  await expect(tracks(stage)).toHaveCount(2, { timeout: 20_000 });
}

test('a link is reached by arrows, cut from the map by mouse, and the run goes on from there', async ({ stage }) => {
  await branched(stage);
  await test.step('arrows reach a link on the map, after all members', async () => {
    await stage.page.getByRole('button', { name: /^boise-clinic, clinic/ }).focus();
    await stage.page.keyboard.press('ArrowLeft');
    await expect(stage.page.locator(':focus')).toHaveAttribute('aria-label', /^The link between .* act on it$/);
    await stage.page.keyboard.press('Enter');
    await expect(stage.page.getByRole('dialog')).toContainText('Act on the link between');
    await stage.page.keyboard.press('Escape');
    await expect(stage.page.getByRole('dialog')).toHaveCount(0);
    await expect(tracks(stage)).toHaveCount(0);
  });
  await stage.page.locator('g.link[aria-label*="boise-clinic and state-payer"] .broad').click();
  const menu = stage.page.getByRole('dialog');
  await expect(menu).toContainText('Act on the link between boise-clinic and state-payer');
  await menu.getByRole('button', { name: /are cut off from each other/ }).click();
  await expect(tracks(stage)).toHaveCount(2, { timeout: 20_000 });
  await expect(stage.page).toHaveURL(/b=1\.3d12h10m[^&]*\.link\+boise-clinic\+state-payer\+is\+cut\+for\+15m/);
  await expect(stage.region('Script')).toContainText('link boise-clinic state-payer is cut for 15m');
  const before = await stage.momentValue();
  await expect.poll(() => stage.momentValue()).toBeGreaterThan(before);
  await stage.button('Pause').click();
  await stage.page.goto(stage.page.url().replace(/\bt=[^&]*/, 't=3d12h15m'));
  await expect(stage.page.locator('path.stump')).toHaveCount(1);
  expect(stage.complaints).toEqual([]);
});

test('a link is cut by keyboard alone, it is said what was made, and it is taken back', async ({ stage }) => {
  await branched(stage);
  const member = stage.page.getByRole('button', { name: /^tampa-general, hospital/ });
  await member.focus();
  await stage.page.keyboard.press('f');
  const menu = stage.page.getByRole('dialog');
  await expect(menu.getByRole('button', { name: new RegExp(CUT) })).toBeVisible();
  // The first act has the focus; Tab leads on to the others.
  await expect(stage.page.locator('dialog :focus')).toContainText('tampa-general crashes');
  const focused = stage.page.locator('dialog :focus');
  await expect(async () => {
    await stage.page.keyboard.press('Tab');
    await expect(focused).toContainText(CUT, { timeout: 100 });
  }).toPass({ intervals: [0] });
  await stage.page.keyboard.press('Enter');
  await expect(tracks(stage)).toHaveCount(2, { timeout: 20_000 });
  await expect(stage.page.locator('[aria-live="polite"]').last()).toContainText(`Branch made: ${CUT}`);
  await expect(stage.button(`${CUT}`)).toHaveAttribute('aria-pressed', 'true');
  await test.step('it is taken back and done again from the keyboard, and nothing is lost', async () => {
    await stage.ready();
    await stage.moment.focus();
    await stage.page.keyboard.press('Control+z');
    await expect(stage.button('As written')).toHaveAttribute('aria-pressed', 'true');
    await expect(tracks(stage)).toHaveCount(2);
    await stage.page.getByLabel('Access').selectOption('single-ledger');
    await expect(tracks(stage)).toHaveCount(3, { timeout: 20_000 });
    await stage.moment.focus();
    await stage.page.keyboard.press('Control+z');
    await expect(stage.page.getByLabel('Access')).toHaveValue('patient-grant');
    await expect(tracks(stage)).toHaveCount(3);
    await stage.page.keyboard.press('Control+Shift+z');
    await expect(stage.page.getByLabel('Access')).toHaveValue('single-ledger');
  });
  expect(stage.complaints).toEqual([]);
});

test('every picture and every list can be acted on with the other mouse button', async ({ stage }) => {
  await branched(stage, '#/stage/patient-relocation?t=3d12h15m0.5s');
  const menu = stage.page.getByRole('dialog');
  const acted = async (mark: Locator, on: RegExp): Promise<void> => {
    await mark.click({ button: 'right' });
    await expect(menu.getByRole('heading')).toHaveText(on);
    await expect(menu.getByText(/Looking/)).toHaveCount(0);
    await stage.page.keyboard.press('Escape');
    await expect(menu).toHaveCount(0);
  };
  await acted(stage.page.locator('g.occupant[aria-label^="porter"] text'), /^Act on porter$/);
  await acted(stage.leaks().first(), /^Act on /);
  await acted(stage.region('Grants').getByRole('button').first(), /^Act on /);
  await stage.page.getByRole('tab', { name: 'Lanes' }).click();
  await acted(stage.region('Lanes').locator('.heads button').first(), /^Act on [a-z-]+$/);
  await acted(stage.region('Lanes').locator('g.leak').first(), /^Act on /);
  await stage.page.getByRole('tab', { name: 'Chain' }).click();
  await acted(stage.page.getByRole('tabpanel').locator('[data-mark]').first(), /^Act on /);
  await stage.page.getByRole('tab', { name: 'Table' }).click();
  await acted(stage.page.locator('.sentence button').first(), /^Act on /);
  expect(stage.complaints).toEqual([]);
});

test('a message on its way is lost by a long press', async ({ stage }) => {
  await branched(stage, '#/stage/patient-relocation?t=3d14h00m0.07s');
  await stage.page.getByText(/^On their way now: \d/).click();
  const message = stage.region('Network').locator('details button.row').first();
  const box = await message.boundingBox();
  const place = { pointerType: 'touch', clientX: (box?.x ?? 0) + 9, clientY: (box?.y ?? 0) + 9, bubbles: true };
  // A short touch only chooses; one that is held brings the acts.
  await message.dispatchEvent('pointerdown', place);
  await message.dispatchEvent('pointerup', place);
  await stage.page.waitForTimeout(700);
  await expect(stage.page.getByRole('dialog')).toHaveCount(0);
  await message.dispatchEvent('pointerdown', place);
  const menu = stage.page.getByRole('dialog');
  await menu.getByRole('button', { name: /(is|are) lost/ }).first().click();
  await expect(tracks(stage)).toHaveCount(2, { timeout: 20_000 });
  await expect(tracks(stage).last()).toContainText(/ lost/);
  expect(stage.complaints).toEqual([]);
});

test('a branch stands beside its parent, with where they part and what it comes to', async ({ stage }) => {
  await branched(stage);
  await crash(stage);
  await tracks(stage).last().getByRole('button', { name: 'Side by side with its parent' }).click();
  const parting = /They part at day 3 12:10: in “As written”, .*; in “tampa-general crashes”, .*crashes/;
  await expect(stage.page.getByText(parting)).toBeVisible({ timeout: 20_000 });
  await expect(stage.region('Network: As written')).toBeVisible();
  await expect(stage.region('Network: tampa-general crashes')).toBeVisible();
  await stage.button('Pause').click();
  await stage.moment.focus();
  await stage.page.keyboard.press('End');
  await expect(stage.region('Network: As written').getByRole('button', { name: /^tampa-general.*differs from the other run/ })).toBeVisible();
  const table = stage.region('What it comes to');
  const met = table.getByRole('row', { name: /^Needs met/ }).getByRole('cell');
  const [written, crashed] = [Number(await met.nth(0).textContent()), Number(await met.nth(1).textContent())];
  expect(crashed).toBeLessThan(written);
  await expect(met.nth(2)).toHaveText(`−${written - crashed}`);
  // One clock: at the end both pictures show what the run came to.
  const now = table.getByRole('row', { name: /^Leaks/ });
  await expect.poll(async () => {
    const [first, last] = await Promise.all([now.first().innerText(), now.last().innerText()]);
    return first === last;
  }).toBe(true);
  await stage.button('Lanes').or(stage.page.getByRole('tab', { name: 'Lanes' })).first().click();
  await expect(stage.region('Lanes: As written')).toBeVisible();
  await expect(stage.page).toHaveURL(/beside=parent/);
  // A block of the parent is told below its own picture: the one on the Stage has other blocks.
  await stage.region('Lanes: As written').locator('g.bar').first().click();
  await expect(stage.region('The picture of: As written').getByRole('button', { name: 'Close' })).toBeVisible();
  await expect(stage.page).not.toHaveURL(/sel=block/);
  expect(stage.complaints).toEqual([]);
});

test('branches survive a reload, are renamed, deleted and brought back', async ({ stage }) => {
  await stage.page.emulateMedia({ reducedMotion: 'reduce' });
  await branched(stage);
  await crash(stage);
  await test.step('where nothing is to move by itself a branch opens at its moment and waits', async () => {
    await stage.ready();
    await expect(stage.button('Play')).toBeVisible();
    await expect(stage.page).toHaveURL(/t=3d12h10m(&|$)/);
  });
  await tracks(stage).last().getByRole('button', { name: 'Rename' }).click();
  await stage.page.getByLabel('Name of the branch').fill('The storm');
  await stage.page.keyboard.press('Enter');
  await expect(stage.button('The storm')).toBeFocused();
  await stage.page.reload();
  await stage.ready();
  await expect(stage.button('The storm')).toHaveAttribute('aria-pressed', 'true');
  // Its parent is run anew, in the background, and says what came of it.
  await expect(tracks(stage).first()).toContainText(/▲\d+ ✓\d+ ✗\d+/, { timeout: 20_000 });
  await tracks(stage).last().getByRole('button', { name: 'Delete' }).click();
  await expect(tracks(stage)).toHaveCount(0);
  await expect(stage.page).not.toHaveURL(/b=1/);
  await stage.button('Undo').click();
  await expect(stage.button('The storm')).toBeVisible();
  expect(stage.complaints).toEqual([]);
});

test('a link opens the branch with its parent in a browser that knows neither', async ({ stage, browser }) => {
  await branched(stage);
  await crash(stage);
  await stage.button('Pause').click();
  // A branch of the branch: another setting.
  await stage.page.getByLabel('Access').selectOption('single-ledger');
  await expect(tracks(stage)).toHaveCount(3, { timeout: 20_000 });
  await stage.ready();
  // The address follows a little later: names, too, are written once they have settled.
  await expect(stage.page).toHaveURL(/[?&]n=1\.tampa-general/);
  const link = stage.page.url();
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(link);
  const theirs = stranger.getByRole('region', { name: 'Branches' }).getByRole('listitem');
  await expect(theirs).toHaveCount(3, { timeout: 30_000 });
  await expect(theirs.nth(0)).toContainText('As written');
  await expect(theirs.nth(1)).toContainText(/^tampa-general crashes(?!,)/);
  await expect(theirs.nth(2)).toContainText('access: every member (single ledger)');
  await stranger.context().close();
  expect(stage.complaints).toEqual([]);
});

test('what would prevent a leak is tried, and one click shows the branch that proves it', async ({ stage }) => {
  await stage.open();
  await stage.seekEnd();
  await stage.leaks().first().click();
  await stage.button('What would have prevented it?').click();
  const prevent = stage.region('Prevent it');
  await expect(prevent.getByText('Prevents it.').first()).toBeVisible({ timeout: 40_000 });
  await expect(prevent.getByText(/being tried|waiting/)).toHaveCount(0, { timeout: 40_000 });
  const helps = prevent.getByRole('listitem').filter({ hasText: 'Prevents it.' }).first();
  const title = await helps.locator('.title').innerText();
  await helps.getByRole('button', { name: `Show this branch: ${title}` }).click();
  await expect(stage.button(title)).toHaveAttribute('aria-pressed', 'true', { timeout: 20_000 });
  expect(stage.complaints).toEqual([]);
});

test('an act that cannot be is refused with its place, and the run from before stays', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?b=1.3d12h10m.ghost-clinic+crashes', 'main');
  await expect(stage.page.getByRole('alert')).toContainText('ghost-clinic', { timeout: 20_000 });
  await stage.page.goto('about:blank');
  await stage.open('#/stage/patient-relocation?b=1.3d12h10m.%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E', 'main');
  await expect(stage.page.getByRole('alert')).toBeVisible({ timeout: 20_000 });
  expect(await stage.page.locator('img').count()).toBe(0);
});

test('on a phone the tracks fold into one line, and the pictures stand one above the other', async ({ stage }) => {
  await stage.page.setViewportSize({ width: 390, height: 800 });
  await stage.open('#/stage/patient-relocation?t=3d12h10m&b=1.3d12h10m.tampa-general+crashes&beside=parent');
  const fold = stage.page.getByRole('button', { name: /^1 branch/ });
  await expect(fold).toBeVisible({ timeout: 20_000 });
  const [first, second] = [stage.region('Network: As written'), stage.page.getByRole('region', { name: /^Network: tampa/ })];
  await expect(first).toBeVisible({ timeout: 20_000 });
  const boxes = [await first.boundingBox(), await second.boundingBox()];
  expect((boxes[0]?.y ?? 0) + (boxes[0]?.height ?? 0)).toBeLessThanOrEqual(boxes[1]?.y ?? 0);
  await fold.click();
  await expect(tracks(stage)).toHaveCount(2);
  const wider = await stage.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wider).toBe(false);
});
