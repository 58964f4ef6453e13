/** Everybody can use it: axe in every theme and width, and the keyboard alone. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Stage } from './stage.ts';

const VIEWS = ['map', 'lanes', 'chain', 'table'] as const;
const LOOKS = [
  { name: 'light', scheme: 'light', width: 1280, height: 800 },
  { name: 'dark', scheme: 'dark', width: 1280, height: 800 },
  { name: 'phone', scheme: 'light', width: 390, height: 844 },
] as const;

for (const { name, scheme, width, height } of LOOKS) {
  test(`axe finds nothing (${name})`, async ({ stage }) => {
    await stage.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await stage.page.setViewportSize({ width, height });
    await stage.open();
    expect(await violations(stage)).toEqual([]);
    await stage.seekEnd();
    await stage.leaks().first().click();
    await expect(stage.region('Inspector').getByRole('heading', { name: 'Why' })).toBeVisible();
    expect(await violations(stage)).toEqual([]);
    await stage.page.screenshot({ path: `test-results/stage-${name}.png`, fullPage: true });
  });
}

for (const view of VIEWS) {
  test(`axe finds nothing in the view ${view}, in light, dark and on a phone`, async ({ stage }) => {
    await stage.open(`#/stage/patient-relocation?t=4d08h06m&view=${view}&follow=ana/allergies`);
    for (const { name, scheme, width, height } of LOOKS) {
      await stage.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await stage.page.setViewportSize({ width, height });
      expect(await violations(stage, '.views, .trail'), name).toEqual([]);
    }
  });

  test(`nothing of the view ${view} is wider than a phone`, async ({ stage }) => {
    await stage.open(`#/stage/patient-relocation?t=3d12h20m&view=${view}&follow=ana/allergies`);
    for (const width of [390, 320]) {
      await stage.page.setViewportSize({ width, height: 844 });
      await expect.poll(() => stage.page.evaluate(() =>
        document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  });
}

const KEYS = [
  { key: 'Enter', on: 'Step forward', does: 'moves on' },
  { key: 'Space', on: 'Step forward', does: 'moves on' },
] as const;

for (const { key, on, does } of KEYS) {
  test(`${key} on ${on} ${does}`, async ({ stage }) => {
    await stage.open();
    const before = await stage.momentValue();
    await stage.button(on).focus();
    await stage.page.keyboard.press(key);
    await expect.poll(() => stage.momentValue()).toBeGreaterThan(before);
  });
}

test('the keyboard alone reaches every control, and sees where it is', async ({ stage }) => {
  await stage.open();
  const reached = new Set<string>();
  for (let i = 0; i < 80; i++) {
    await stage.page.keyboard.press('Tab');
    const focused = await stage.page.evaluate(() => {
      const element = document.activeElement;
      // Past the last control the focus is the browser's own for one press.
      if (element === null || element === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const label = element.getAttribute('aria-label')
        ?? (element as HTMLInputElement).labels?.[0]?.textContent
        ?? element.textContent;
      const ringed = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      return { name: label.trim().slice(0, 60), ringed };
    });
    if (!focused || focused.name === '') continue;
    expect(focused.ringed, `${focused.name} shows no focus`).toBe(true);
    reached.add(focused.name);
  }
  for (const name of ['Play', 'Step forward', 'Step back', 'Moment', 'Pace', 'Access', 'Seed']) {
    expect([...reached].some((each) => each.startsWith(name)), `${name} was not reached`).toBe(true);
  }
});

async function violations(stage: Stage, part = 'html'): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: stage.page }).include(part).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}
