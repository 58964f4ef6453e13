/** The map by geography: chosen with one button, kept in the link, and the same choice everywhere. */
import { expect, test } from './stage.ts';

test('members stand on a map of the world, on a wide page and on a phone', async ({ stage }) => {
  const asked: string[] = [];
  stage.page.on('request', (request) => asked.push(request.url()));
  await stage.open('#/stage/cross-border-care?t=2d10h00m');
  const network = stage.region('Network');
  // Nothing of the world is fetched until somebody asks for it.
  expect(asked.filter((url) => /land-110m|geographic/.test(url))).toEqual([]);
  await network.getByRole('button', { name: 'geographic' }).focus();
  await stage.page.keyboard.press('Enter');
  await expect(network.getByText('Land: Natural Earth, public domain.')).toBeVisible();
  await expect(stage.page).toHaveURL(/map=geographic/);
  const members = network.locator('svg .member');
  for (const width of [1280, 320]) {
    await stage.page.setViewportSize({ width, height: 900 });
    await expect.poll(async () => Number(await network.locator('svg').first().getAttribute('width'))).toBeLessThan(width);
    await expect(network.locator('path.land')).toHaveAttribute('d', /^M.{500}/);
    const boxes = await members.evaluateAll((list) => list.map((member) => {
      const { left, right, top, bottom } = member.getBoundingClientRect();
      return { left, right, top, bottom };
    }));
    expect(boxes.length).toBeGreaterThan(3);
    boxes.forEach((box, index) => {
      for (const other of boxes.slice(index + 1)) {
        expect(box.left < other.right && other.left < box.right
          && box.top < other.bottom && other.top < box.bottom).toBe(false);
      }
    });
  }
  await members.first().click();
  await expect(stage.region('Inspector').getByRole('heading').first()).not.toHaveText('Inspector');
  await network.getByRole('button', { name: 'schematic' }).click();
  await expect(network.locator('path.land')).toHaveCount(0);
  await expect(stage.page).not.toHaveURL(/map=/);
  expect(stage.complaints).toEqual([]);
});

test('without the outline of the land the members stand at their places, and the map says so', async ({ stage }) => {
  await stage.page.route('**/land-110m.json', (route) => route.fulfill({ status: 404 }));
  await stage.open('#/stage/patient-relocation?map=geographic');
  const network = stage.region('Network');
  await expect(network.getByText('The outline of the land could not be loaded')).toBeVisible();
  await expect(network.locator('svg .member')).toHaveCount(4);
});
