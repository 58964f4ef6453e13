/** Everybody can use it: the keyboard alone. What axe says is in axe.spec.ts. */
import { expect, test } from './stage.ts';

test('the keyboard alone reaches every control, sees where it is, and presses it', async ({ stage }) => {
  await stage.open();
  for (const key of ['Enter', 'Space']) {
    const before = await stage.momentValue();
    await stage.button('Step forward').focus();
    await stage.page.keyboard.press(key);
    await expect.poll(() => stage.momentValue(), { message: key }).toBeGreaterThan(before);
  }
  await stage.page.evaluate(() => { (document.activeElement as HTMLElement).blur(); });
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

test('on a phone the picture is in sight above the time, and Share stands beside the title', async ({ stage }) => {
  await stage.page.setViewportSize({ width: 360, height: 780 });
  await stage.open('#/stage/patient-relocation?t=3d11h00m0.5s');
  const [picture, time, share, title] = await Promise.all([
    stage.region('Network'), stage.region('Time'), stage.button('Share'), stage.page.getByRole('heading', { level: 1 }),
  ].map((part) => part.boundingBox()));
  expect((time?.y ?? 0) - (picture?.y ?? Infinity)).toBeGreaterThan(200);
  expect(share?.y ?? Infinity).toBeLessThan((title?.y ?? 0) + (title?.height ?? 0));
  // What stirs is told whole beside the name, as briefly as there is room for.
  const ana = stage.page.locator('g.occupant[aria-label^="ana, patient"] text');
  await expect(ana).toHaveText(/^ana\s+asked$/);
});
