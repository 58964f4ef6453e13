/** A run goes to somebody else, as a link, a file or inside another page, and proves what it is. */
import { readFileSync } from 'node:fs';
import { expect, test, type Stage } from './stage.ts';

const SAME = 'The same run as the one shared, event for event';

async function sharedLink(stage: Stage): Promise<string> {
  await stage.button('Share').click();
  const link = stage.page.getByRole('textbox', { name: 'Link' });
  await expect(link).toHaveValue(/h=[0-9a-f]{8}\./);
  const value = await link.inputValue();
  await stage.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  return value;
}

test('a shared link is the same run, event for event, and another run says where the two part', async ({ stage, browser }) => {
  await stage.open('#/stage/patient-relocation?seed=7&t=3d11h02m');
  const link = await sharedLink(stage);
  expect(new URL(link).hash.length).toBeLessThan(200);
  const stranger = await browser.newPage();
  await stranger.goto(link);
  await expect(stranger.getByText(SAME)).toBeVisible({ timeout: 30_000 });
  await stranger.close();

  await stage.page.goto(link.replace('seed=7', 'seed=8'));
  const notice = stage.page.getByText('This is not the run that was shared.');
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await expect(stage.page.getByText(/part among the (first|next) \d+, between day \d/)).toBeVisible();
  await stage.button('Go to where they part').click();
  // Another luck is another run from here on, and no longer a promise that is broken.
  await stage.page.getByLabel('Seed').fill('9');
  await stage.page.getByLabel('Seed').press('Enter');
  await stage.ready();
  await expect(notice).toBeHidden();
  expect(stage.complaints).toEqual([]);
});

test('a run saved as a file is the same run again, and a damaged one is refused with a sentence', async ({ stage }) => {
  await stage.open('#/stage/patient-relocation?seed=3&set=network.access:single-ledger'
    + '&b=1.2d09h00m.tampa-general+crashes&n=1.,The+storm&t=2d10h00m');
  const bookmarks = stage.region('Bookmarks and loop');
  await bookmarks.getByLabel('Note').fill('<b>look here');
  await stage.page.keyboard.press('Enter');
  await stage.button('Share').click();
  const coming = stage.page.waitForEvent('download');
  await stage.button('Save the run').click();
  const path = await (await coming).path();
  await stage.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await stage.page.evaluate(() => { localStorage.clear(); });
  await stage.open('#/stage/insider-breach');
  await stage.button('Share').click();
  await stage.page.getByLabel('Open a file').last().setInputFiles({
    name: 'run.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"ledgerward run","version":1'),
  });
  await expect(stage.page.getByRole('dialog')).toContainText('cut short or damaged');
  // A branch whose script was changed by hand is neither.
  const edited = JSON.parse(readFileSync(path, 'utf8')) as { script: string };
  await stage.page.getByLabel('Open a file').last().setInputFiles({
    name: 'run.json', mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...edited, script: edited.script.replace('crashes', 'restarts') })),
  });
  await expect(stage.page.getByRole('dialog')).toContainText('its “script” is not what its “root” comes to');
  await stage.page.getByLabel('Open a file').last().setInputFiles({
    name: 'run.json', mimeType: 'application/json', buffer: readFileSync(path),
  });
  await expect(stage.page.getByText(SAME)).toBeVisible({ timeout: 30_000 });
  await expect(stage.page.getByLabel('Seed')).toHaveValue('3');
  await expect(stage.page.getByLabel('Access')).toHaveValue('single-ledger');
  await expect(stage.page).toHaveURL(/#\/stage\/patient-relocation\?.*&t=2d10h00m/);
  // With what it is a branch of, under the name that it had, and with what was noted of it.
  await expect(stage.button('The storm')).toHaveAttribute('aria-pressed', 'true');
  await expect(stage.region('Branches').getByRole('listitem')).toHaveCount(3);
  await expect(bookmarks.getByRole('listitem')).toContainText('<b>look here');
  expect(stage.complaints).toEqual([]);
});

test('inside another page there is the picture and the time, and a way to the whole', async ({ stage }) => {
  await stage.page.setViewportSize({ width: 640, height: 420 });
  const asked: string[] = [];
  stage.page.on('request', (request) => asked.push(request.url()));
  await stage.open('#/embed/stage/patient-relocation?t=3d11h02m');
  await expect(stage.region('Network')).toBeVisible();
  await expect(stage.page.getByLabel('Access')).toHaveCount(0);
  const before = await stage.momentValue();
  await stage.button('Step forward').click();
  await expect.poll(() => stage.momentValue()).toBeGreaterThan(before);
  await expect(stage.page.getByRole('link', { name: /the whole of it/ }))
    .toHaveAttribute('href', /^#\/stage\/patient-relocation\?t=3d11h/);
  await expect(stage.page).toHaveURL(/#\/embed\/stage/);
  await test.step('all of the picture is in the frame, and so are the leaks', async () => {
    await stage.moment.focus();
    await stage.page.keyboard.press('End');
    await expect(stage.page.getByText(/\d+ leaks/).first()).toBeInViewport({ ratio: 1 });
    await expect(stage.page.locator('.timeline path.leak').first()).toBeInViewport({ ratio: 1 });
    const marks = await stage.page.locator('.member, .occupant').all();
    for (const mark of marks) await expect(mark).toBeInViewport({ ratio: 1 });
    expect(await stage.page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  });
  await test.step('and on a phone who stirs at each, rather than names alone', async () => {
    await stage.page.setViewportSize({ width: 360, height: 480 });
    await stage.open('#/embed/stage/patient-relocation?t=3d12h20m');
    await expect(stage.page.locator('.occupant').filter({ hasText: 'porter in it' })).toBeInViewport({ ratio: 1 });
    await expect(stage.page.locator('.occupant')).toHaveCount(4);
  });
  // A guest in another page keeps nothing in its visitor's browser.
  expect(asked.filter((url) => /\/Offline-|sw\.js/.test(url))).toEqual([]);
  expect(asked.filter((url) => /\/Network|\/index-/.test(url))).not.toEqual([]);
  expect(stage.complaints).toEqual([]);
});

const HOSTILE = [
  '#/stage/<img src=x onerror=alert(1)>', '#/stage/x?seed=<script>alert(1)</script>',
  '#/stage/patient-relocation/~1.<svg onload=alert(1)>', '#/stage/patient-relocation/~1.AAAA',
  '#/stage/patient-relocation?set=__proto__:1,constructor:2', '#/stage/patient-relocation?h=%22onload=%22&e=9',
  '#/stage/%3Cimg%20src=x%3E?t=%3Cb%3E&sel=leak.%3Ci%3E&view=%3Cu%3E', '#/embed/stage/~1.zzzz?<b>=<i>',
];

test('hostile links get a calm sentence, and nothing of them becomes part of the page', async ({ stage }) => {
  stage.page.on('dialog', (dialog) => { stage.complaints.push(`a dialog: ${dialog.message()}`); });
  for (const hash of HOSTILE) {
    await stage.page.goto('about:blank');
    await stage.open(hash, 'main');
    await expect(stage.page.locator('main p').filter({ hasText: /ignored|instead|cannot|not /i }).first())
      .toBeVisible({ timeout: 20_000 });
    expect(await stage.page.locator('img, body script, b, i, u, [onload], [onerror]').count(), hash)
      .toBe(await stage.page.locator('#app ~ script').count());
  }
  // Leaving before a page has loaded all it wants is no fault of the link's.
  expect(stage.complaints.filter((complaint) => !complaint.endsWith(' failed'))).toEqual([]);
});
