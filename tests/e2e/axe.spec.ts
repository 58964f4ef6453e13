/**
 * Axe finds nothing on any screen in any look, and nothing is wider than a small phone. One line a
 * visit: how it is opened, what has to be there, and what else is looked at from there.
 */
import { LOOKS, look, overflow, violations } from './axe.ts';
import { forksLink } from './forks-story.ts';
import { grantsLink } from './grants-story.ts';
import { expect, test, type Stage } from './stage.ts';

interface Screen {
  readonly name: string;
  /** Which part of the page is its own; the rest has been looked at already. */
  readonly part: string;
  /** From the screen before it. */
  readonly reach: (stage: Stage) => Promise<void>;
}

interface Visit {
  readonly name: string;
  readonly hash: string;
  /** What is fetched late, and has to be there before anything is looked at. */
  readonly there: readonly string[];
  /** Which part of the page is its own, where the rest is another visit's. */
  readonly part?: string;
  readonly then?: readonly Screen[];
}

const STORY = '#/stage/patient-relocation';
/** All that the Stage fetches once its picture stands. */
const WHOLE_STAGE = ['main[data-ready]', '.preferences', '.trail', '.script'];

/** A new screen is one line more here. */
const VISITS: readonly Visit[] = [
  { name: 'gallery', hash: '', there: ['article svg[role="img"]', '[aria-label="What is running"] a'] },
  { name: 'self-test', hash: '#/about/self-test', there: ['[data-fingerprint]'] },
  { name: 'embed', hash: '#/embed/stage/patient-relocation?t=3d12h15m', there: ['main[data-ready]', '.member'] },
  {
    name: 'stage', hash: `${STORY}?t=4d08h06m&follow=ana/allergies`, there: WHOLE_STAGE, then: [
      { name: 'lanes', part: '.views', reach: (stage) => view(stage, 'Lanes', '.views .lanes .badges') },
      { name: 'chain', part: '.views', reach: (stage) => view(stage, 'Chain', '.views .card') },
      { name: 'table', part: '.views', reach: (stage) => view(stage, 'Table', '.views table td') },
    ],
  },
  {
    name: 'the end of a run', hash: `${STORY}?t=4d08h20m`, part: '.caption', there: WHOLE_STAGE, then: [
      { name: 'keys', part: 'dialog[open]', reach: (stage) => press(stage, 'Keys') },
      { name: 'share', part: 'dialog[open]', reach: async (stage) => {
        await stage.page.keyboard.press('Escape');
        await press(stage, 'Share');
        await stage.page.getByLabel('Open a file').last().setInputFiles({
          name: 'run.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"ledgerward run","version":1'),
        });
        await expect(stage.page.getByRole('dialog')).toContainText('cut short or damaged');
      } },
      { name: 'a leak, why, and what would have prevented it', part: '.aside', reach: async (stage) => {
        await stage.page.keyboard.press('Escape');
        await stage.leaks().first().click();
        await stage.button('What would have prevented it?').click();
        await expect(stage.region('Prevent it').getByText('Prevents it.').first()).toBeVisible({ timeout: 40_000 });
      } },
    ],
  },
  {
    name: 'side by side', part: '#stage',
    hash: `${STORY}?t=3d12h10m&b=1.3d12h10m.tampa-general+crashes&beside=parent`,
    there: ['.tracks', 'section[aria-label="What it comes to"] td', 'section[aria-label="Network: As written"]'],
    then: [
      { name: 'acts', part: 'dialog[open]', reach: async (stage) => {
        await stage.page.locator('g.member').first().press('f');
        await expect(stage.page.getByRole('dialog').getByRole('button').nth(1)).toBeVisible();
      } },
    ],
  },
  {
    name: 'a page of a block', hash: '#/x/block/15?run=patient-relocation',
    there: ['.check .holds', 'li .holds', '#happened'], then: [
      { name: 'of a transaction', part: 'main', reach: (stage) => follow(stage, /^[0-9a-f]{12}$/, 'Transaction') },
      { name: 'of a grant', part: 'main', reach: (stage) => follow(stage, /^ana-grant/, 'Grant') },
      { name: 'of a chart', part: 'main', reach: (stage) => follow(stage, 'ana', 'Chart') },
      { name: 'of a record', part: 'main', reach: (stage) => follow(stage, /^Allergy/, 'Record') },
      { name: 'all pages', part: 'main', reach: async (stage) => {
        await stage.page.evaluate(() => { location.hash = '#/x?run=patient-relocation&t=4d08h20m'; });
        await expect(stage.page.getByRole('link', { name: /^porter has read/ })).toBeVisible();
      } },
      { name: 'of a leak', part: 'main', reach: (stage) => follow(stage, /^porter has read/, 'Leak') },
      { name: 'of a member', part: 'main', reach: async (stage) => {
        await stage.page.evaluate(() => { location.hash = '#/x/member/tampa-general?run=patient-relocation&t=4d08h20m'; });
        await expect(stage.page.locator('.kind').filter({ hasText: 'Member' })).toBeVisible({ timeout: 20_000 });
      } },
      { name: 'what a search finds', part: 'main', reach: async (stage) => {
        await stage.page.getByRole('searchbox', { name: 'Find a page' }).fill('ana');
        await stage.page.keyboard.press('Enter');
        await expect(stage.page.getByText(/pages? found\./)).toBeVisible();
      } },
    ],
  },
  {
    name: 'a page of a block that others parted from', part: 'main', hash: forksLink(3), there: ['.check .holds', '#happened'], then: [
      { name: 'of one that was taken back', part: 'main', reach: async (stage) => {
        await follow(stage, /^Block 3, [0-9a-f]{8}$/, 'Block');
        await expect(stage.page.getByRole('heading', { name: 'Where it was taken back' })).toBeVisible();
      } },
      { name: 'of one that was never final', part: 'main', reach: async (stage) => {
        await stage.page.evaluate((hash) => { location.hash = hash; }, forksLink(4));
        await follow(stage, /^Block 4, [0-9a-f]{8}$/, 'Block, never final');
      } },
    ],
  },
  {
    name: 'geographic map', part: '.views', hash: '#/stage/cross-border-care?t=2d10h00m&map=geographic',
    there: ['main[data-ready]', 'path.land'],
  },
  {
    name: 'grants of every kind', part: '.lists', hash: grantsLink('t=2d13h00m'), there: ['main[data-ready]', '.forgery'],
  },
  {
    name: 'load, and words of a protocol', part: '.load, .words',
    hash: '#/stage/crash-under-load?view=lanes&t=1d00h00m18s&set=network.consensus:pbft', there: ['.load td', '.words button'],
  },
  {
    name: 'editor', hash: STORY, part: '.aside', there: WHOLE_STAGE, then: [
      { name: 'a problem, the changes and the drafts', part: '.aside', reach: async (stage) => {
        await stage.page.getByRole('button', { name: /^Edit/ }).click();
        await expect(stage.page.getByRole('textbox', { name: 'Script' })).toBeFocused();
        await stage.page.keyboard.press('Control+End');
        await stage.page.keyboard.type('  leks at most 7');
        await expect(stage.region('Problems')).toBeVisible();
        await stage.page.getByText('Drafts and files').click();
        await stage.button('Changes').click();
      } },
    ],
  },
];

/** To the page of another thing, by a link on this one. */
async function follow(stage: Stage, link: string | RegExp, kind: string): Promise<void> {
  await stage.page.getByRole('main').getByRole('link', { name: link }).first().click();
  await expect(stage.page.locator('.kind').filter({ hasText: kind })).toBeVisible({ timeout: 20_000 });
}

async function view(stage: Stage, name: string, there: string): Promise<void> {
  await stage.page.getByRole('tab', { name }).click();
  await expect(stage.page.locator(there).first()).toBeVisible();
}

async function press(stage: Stage, name: string): Promise<void> {
  await stage.button(name).click();
  await expect(stage.page.getByRole('dialog')).toBeVisible();
}

/** Axe computes: on a machine that does other things as well a visit takes long, and that says nothing. */
test.describe.configure({ timeout: 120_000 });

for (const { name, hash, there, part = 'html', then = [] } of VISITS) {
  test(`axe finds nothing: ${[name, ...then.map((screen) => screen.name)].join('; ')}`, async ({ stage }) => {
    await stage.page.emulateMedia({ reducedMotion: 'reduce' });
    await stage.open(hash, 'h1');
    for (const late of there) await expect(stage.page.locator(late).first()).toBeVisible({ timeout: 30_000 });
    await seen(stage, name, part);
    for (const screen of then) {
      await screen.reach(stage);
      await seen(stage, screen.name, screen.part);
    }
    expect(stage.complaints).toEqual([]);
  });
}

async function seen(stage: Stage, name: string, part: string): Promise<void> {
  for (const each of LOOKS) {
    await look(stage.page, each);
    expect(await violations(stage.page, part, each.rules), `${name}, ${each.name}`).toEqual([]);
    expect(await overflow(stage.page), `${name}, ${each.name}: wider than the window`).toBeLessThanOrEqual(0);
  }
  await look(stage.page, LOOKS[0] as (typeof LOOKS)[number]);
}
