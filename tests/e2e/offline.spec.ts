/** Kept by the browser: the host goes away and all goes on, and a newer version comes when it is let. */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { writeOfflineList } from '../../scripts/offline.mjs';
import { serve } from '../../scripts/serve.mjs';
import type { BuildFiles } from '../../workers/contract.ts';
import { expect, test } from './stage.ts';

test.use({ serviceWorkers: 'allow' });

const usual = process.env['LEDGERWARD_URL'];
let host: string;
let folder: string;
let server: Awaited<ReturnType<typeof serve>>;

test.beforeEach(async () => {
  host = mkdtempSync(join(tmpdir(), 'ledgerward-'));
  folder = join(host, 'any/sub-path');
  cpSync(join(import.meta.dirname, '../../dist'), folder, {
    recursive: true, filter: (path) => !path.endsWith('.map'),
  });
  server = await serve(host, 0);
  process.env['LEDGERWARD_URL'] = `${server.url}any/sub-path/`;
});

test.afterEach(() => {
  server.close();
  process.env['LEDGERWARD_URL'] = usual;
  rmSync(host, { recursive: true, force: true });
});

test('without its host a story runs to its end, is written and mapped; a newer version waits for Reload', async ({ stage }) => {
  const { page } = stage;
  await stage.open();
  const { files } = listed();
  const megabytes = (files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1).replace('.0', '');
  const kept = page.getByText(`Kept for use without a connection: ${files.length} files, ${megabytes} MB.`);
  await expect(kept).toBeVisible({ timeout: 30_000 });
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A context of the tests keeps nothing, like a private window; there is nothing else against it.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);

  server.close();
  await page.context().setOffline(true);
  await page.goto(`${process.env['LEDGERWARD_URL']}?from=home#/stage/lost-phone`);
  await stage.ready();
  await stage.seekEnd();
  await expect(kept).toBeVisible();
  await stage.region('Network').getByRole('button', { name: 'geographic' }).click();
  await expect(page.locator('path.land')).toHaveAttribute('d', /^M.{500}/);
  await page.getByRole('button', { name: /^Edit/ }).click();
  const script = page.getByRole('textbox', { name: 'Script' });
  await expect(script).toBeFocused();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('  leaks at most 77');
  await page.keyboard.press('Control+Enter');
  await expect(stage.region('What the script expects')).toContainText('leaks at most 77');
  expect(stage.complaints).toEqual([]);

  // The newer version has another page, and no longer has a part that the older one may still want.
  const lanes = readdirSync(join(folder, 'assets')).find((name) => /^Lanes-.*\.js$/.test(name)) ?? '';
  rmSync(join(folder, 'assets', lanes));
  const index = join(folder, 'index.html');
  writeFileSync(index, readFileSync(index, 'utf8').replace('<title>', '<meta name="newer"><title>'));
  writeOfflineList(folder);
  server = await serve(host, Number(new URL(server.url).port));
  await page.context().setOffline(false);
  await page.evaluate(async () => { await (await navigator.serviceWorker.ready).update(); });
  const newer = stage.region('A newer version is ready');
  await expect(newer).toBeVisible({ timeout: 20_000 });
  const { violations } = await new AxeBuilder({ page }).include('footer').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await page.getByRole('tab', { name: 'Lanes' }).click();
  await expect(page.locator('canvas').first()).toBeVisible();
  await expect(page.locator('meta[name=newer]')).toHaveCount(0);

  const address = page.url();
  await newer.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('meta[name=newer]')).toHaveCount(1);
  await stage.ready();
  expect(page.url()).toBe(address);
  await expect(stage.region('What the script expects')).toContainText('leaks at most 77');
  await expect(page.getByText(`Kept for use without a connection: ${files.length - 1} files`)).toBeVisible();
  await expect.poll(() => page.evaluate(() => caches.keys())).toHaveLength(1);

  // One's own machine gives the port to another program: it is that one's at once, and nothing of ours stays.
  writeFileSync(index, '<title>Notes</title><h1>Notes</h1>');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Notes' })).toBeVisible();
  const left = await page.evaluate(async () =>
    [...await navigator.serviceWorker.getRegistrations(), ...await caches.keys()].length);
  expect(left).toBe(0);
});

function listed(): BuildFiles {
  const line = readFileSync(join(folder, 'sw.js'), 'utf8').split('\n', 1)[0] ?? '';
  return JSON.parse(line.replace(/^const OFFLINE_BUILD = |;$/g, '')) as BuildFiles;
}
