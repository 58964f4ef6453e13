/** A visitor brings a FHIR file: it is used, passed on by its hash alone, and asked for again. */
import { expect, test } from './stage.ts';

const FILE = {
  name: 'my chart.json', mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [
    { resource: { resourceType: 'Patient', id: 'p', name: [{ text: 'Someone Else' }] } },
    { resource: { resourceType: 'AllergyIntolerance', id: 'a', patient: { reference: 'Patient/p' },
      code: { text: '<img src=x onerror=alert(1)>' } } },
  ] })),
};

test('a file of one\u2019s own stands in for a chart, its text stays text, and a wrong one is told where', async ({ stage, page }) => {
  await stage.open();
  await expect(stage.region('A chart of your own')).toContainText('synthetic or de-identified');
  const wrong = FILE.buffer.toString().replace('"code":', '"kode":').replace('AllergyIntolerance',
    'Observation');
  await stage.region('A chart of your own').locator('input[type=file]')
    .setInputFiles({ ...FILE, buffer: Buffer.from(wrong) });
  await expect(stage.page.getByRole('alert')).toContainText(
    'Bundle.entry[1].resource.code: An Observation has code, and this one has none.');
  await expect(stage.region('A chart of your own').getByRole('status')).toContainText(
    /^Not taken\. .*this one has none\./);
  await expect(stage.region('Inspector')).toBeVisible();
  // The run from before goes on, and what has been read is put away.
  await stage.ready();
  await stage.page.getByRole('alert').getByRole('button', { name: 'Understood' }).click();
  await expect(stage.page.getByRole('alert')).toHaveCount(0);
  await expect(stage.page.locator('main')).toBeFocused();
  await expect(stage.region('A chart of your own').getByRole('status')).toHaveText('Not taken.');
  await page.locator('main').evaluate((main) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['{}'], 'chart.json'));
    for (const type of ['dragover', 'drop']) {
      const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer });
      main.dispatchEvent(event);
      // Left to itself the browser would leave the page for the file.
      if (!event.defaultPrevented) throw new Error(`${type} is left to the browser.`);
    }
  });
  await expect(page.locator('.notice')).toContainText('goes into the panel “A chart of your own”');
  await stage.button('Understood').click();
  await stage.region('A chart of your own').locator('input[type=file]').setInputFiles(FILE);
  await expect(page).toHaveURL(/own=ana:[0-9a-f]{64}:my%20chart\.json/);
  await stage.ready();
  expect(page.url()).not.toContain('Someone');
  const link = new URL(page.url()).hash.replace(/&t=[^&]*/, '');
  await page.goto('about:blank');
  await stage.open(`${link}&t=3d12h00m&sel=person.dr-rivas`, '.notice');
  const asked = stage.region('A chart of your own');
  await expect(asked).toContainText('that is not here: my chart.json');
  await asked.locator('input[type=file]').setInputFiles({ ...FILE, buffer: Buffer.from('{}') });
  await expect(asked).toContainText('another file than is asked for');
  await asked.locator('input[type=file]').setInputFiles(FILE);
  await stage.ready();
  await stage.region('Inspector').getByText('Of ana\'s chart dr-rivas has').click();
  await expect(stage.region('Inspector')).toContainText('<img src=x onerror=alert(1)>');
  expect(stage.complaints).toEqual([]);
});
