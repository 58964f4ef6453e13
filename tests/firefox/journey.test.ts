/** The whole way of a visitor in a stock Firefox: what is built for all is not tried in one browser alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve } from '../../scripts/serve.mjs';
import { Visitor } from './visitor.ts';

const dist = join(import.meta.dirname, '../../dist');
let server: Awaited<ReturnType<typeof serve>>;
let visitor: Visitor;

beforeAll(async () => {
  if (!existsSync(dist)) throw new Error('Build the app first: node scripts/ready.mjs');
  server = await serve(dist, 0);
  visitor = await Visitor.arrive(server.url);
});

afterAll(async () => {
  await visitor?.leave();
  server?.close();
});

it('leads from the gallery onto the Stage of a story', async () => {
  await visitor.sees('section[aria-label="What is running"]', 'could read');
  await visitor.clicks('article a[href="#/stage/patient-relocation"]');
  await visitor.sees('main[data-ready]');
  expect(visitor.page.url()).toContain('#/stage/patient-relocation');
});

it('plays, stops and steps', async () => {
  // It has gone on playing from where the gallery was.
  await visitor.clicks('button', 'Pause');
  const before = await visitor.moment();
  await visitor.clicks('button', 'Play');
  await visitor.until('the moment', () => visitor.moment(), (now) => now > before);
  await visitor.clicks('button', 'Pause');
  const stopped = await visitor.moment();
  await visitor.clicks('button', 'Step forward');
  await visitor.until('the moment', () => visitor.moment(), (now) => now > stopped);
});

it('shows the same moment as lanes, chain, table and map, and draws on its canvases', async () => {
  await visitor.presses('l');
  const moment = await visitor.moment();
  for (const [key, there] of [
    ['3', 'section[aria-label="Chain of blocks"] article'], ['4', '.views td'],
    ['1', 'section[aria-label="Network"] .member'], ['2', 'section[aria-label="Lanes"] .heads button'],
  ] as const) {
    await visitor.presses(key);
    await visitor.sees(there);
    expect(await visitor.moment()).toBe(moment);
  }
  const inks = await visitor.until('what the canvas of the lanes holds', () => visitor.page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const on = canvas?.getContext('2d');
    if (!canvas || !on) return 0;
    return on.getImageData(0, 0, canvas.width, canvas.height).data.filter((byte) => byte !== 0).length;
  }), (bytes) => bytes > 0);
  expect(inks).toBeGreaterThan(500);
});

it('leads to the Inspector by keyboard alone', async () => {
  await visitor.presses('1');
  await visitor.sees('section[aria-label="Network"] .member');
  await visitor.page.evaluate(() => { document.getElementById('tab-map')?.focus(); });
  await visitor.until('what Tab leads to', async () => {
    await visitor.presses('Tab');
    return visitor.focused();
  }, (name) => / holds |block \d/.test(name));
  const name = await visitor.focused();
  await visitor.presses('Enter');
  await visitor.sees('section[aria-label="Inspector"]', name.split(',')[0]);
});

it('opens pages of single things, and verifies real signatures by its own WebCrypto', async () => {
  await visitor.clicks('section[aria-label="Inspector"] a', 'Open its page');
  await visitor.sees('main.explorer[data-ready] h1');
  await visitor.page.evaluate(() => { location.hash = '#/x/block/15?run=patient-relocation'; });
  await visitor.sees('li strong.holds', 'verified by this browser’s own WebCrypto');
  await visitor.sees('.check', 'The Merkle root');
  await visitor.clicks('nav a', 'Ana moves');
  await visitor.sees('main[data-ready]#stage');
});

it('takes a changed line of the script, and runs what is written', async () => {
  await visitor.clicks('section[aria-label="Script"] button', 'Edit');
  await visitor.until('the focus', () => visitor.focused(), (name) => name === 'Script');
  await visitor.page.keyboard.down('Control');
  await visitor.presses('End');
  await visitor.page.keyboard.up('Control');
  await visitor.page.keyboard.type('  leaks at most 7');
  await visitor.page.keyboard.down('Control');
  await visitor.presses('Enter');
  await visitor.page.keyboard.up('Control');
  await visitor.sees('section[aria-label="What the script expects"]', 'leaks at most 7');
  expect(visitor.page.url()).toMatch(/patient-relocation\/~1\.[\w-]+/);
});

it('keeps all of it, and opens another story when the host is gone', async () => {
  await visitor.sees('footer', 'Kept for use without a connection: ');
  const { url } = server;
  server.close();
  await visitor.page.goto(`${url}?from=home#/stage/lost-phone`);
  await visitor.sees('main[data-ready]');
  await visitor.sees('h1', 'The phone that said yes for him');
});

it('gives the page nothing to complain of', () => {
  expect(visitor.complaints).toEqual([]);
});
