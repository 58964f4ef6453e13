/** Axe in a page that stays open while its look changes; and the looks that every screen is seen in. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

export interface Look {
  readonly name: string;
  readonly scheme: 'light' | 'dark';
  readonly forced: 'active' | 'none';
  /** A theme that no system asks for. */
  readonly theme?: 'projector';
  readonly width: number;
  /** Which of axe's rules can come out otherwise than in the first look; null: all. */
  readonly rules: readonly string[] | null;
}

/** Colours are all that a theme changes, and the sizes of the projector's. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

export const LOOKS: readonly Look[] = [
  { name: 'light', scheme: 'light', forced: 'none', width: 1280, rules: null },
  { name: 'dark', scheme: 'dark', forced: 'none', width: 1280, rules: COLOURS },
  { name: 'projector', scheme: 'light', forced: 'none', theme: 'projector', width: 1280, rules: [...COLOURS, 'target-size'] },
  { name: 'forced colours', scheme: 'dark', forced: 'active', width: 1280, rules: COLOURS },
  { name: 'phone', scheme: 'light', forced: 'none', width: 320, rules: null },
];

/** Gives the open page another look; nothing is loaded anew. */
export async function look(page: Page, { scheme, forced, theme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, forcedColors: forced, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate((said) => { document.documentElement.dataset['theme'] = said; }, theme ?? scheme);
}

interface Axe {
  run: (part: string, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe finds in a part of the page; it is brought there once. */
export async function violations(page: Page, part = 'html', rules: readonly string[] | null = null): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in window)) {
    await new AxeBuilder({ page }).setLegacyMode(true).withRules('document-title').analyze();
  }
  return page.evaluate(async ([within, only]) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations: found } = await axe.run(within, {
      resultTypes: ['violations'], ...only === null ? {} : { runOnly: only },
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  }, [part, rules] as const);
}

/** How much wider than the window the page is, in pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
