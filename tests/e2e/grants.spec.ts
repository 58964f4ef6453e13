/** A grant is drawn as what it is: to whom, whether it permits or denies, and who signed it. */
import { deflateRawSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './stage.ts';

const STORY = `scenario "Grants of every kind"
network
  clinic   boise-clinic  in us-west
  hospital tampa-general in us-east
  payer    state-payer   in us-east
  lab      reno-labs     in us-west
people
  patient   ana      at boise-clinic, chart "synthea/Norma_Pagan"
  clinician dr-rivas cardiologist at tampa-general
  staff     porter   at tampa-general
story
  day 1 09:00  ana grants dr-rivas ana/conditions for 24h
  day 1 09:01  ana grants tampa-general ana/allergies for 72h
  day 1 09:02  ana denies porter ana/conditions
  day 1 10:00  ana loses the phone
  day 1 10:10  porter finds the phone of ana unlocked
  day 1 10:20  porter uses the phone of ana to grant porter ana/medications for 72h
  day 2 12:00  ana gets a new phone
`;

const link = (query: string): string =>
  `#/stage/~1.${deflateRawSync(Buffer.from(STORY)).toString('base64url')}?${query}`;

for (const width of [1280, 320]) {
  test(`places, denials and forgeries are told apart in words, ${width} px wide`, async ({ stage }) => {
    await stage.page.setViewportSize({ width, height: 900 });
    await stage.open(link('t=2d13h00m'));
    const grants = stage.region('Grants');
    const tag = (name: RegExp): ReturnType<typeof grants.getByRole> =>
      grants.getByRole('button', { name });
    await expect(tag(/^Grant: ana lets in anyone at tampa-general, in force/)).toBeVisible();
    await expect(tag(/^Denial: ana denies porter, in force, Denies porter/)).toBeVisible();
    await expect(tag(/^Grant: ana lets in dr-rivas, ended/)).toBeVisible();
    const forged = tag(/forged: signed by porter/);
    await expect(forged).toContainText('“ana” lets in');
    await forged.click();
    await expect(stage.region('Inspector')).toContainText('Forged: porter signs ana-grant-porter-day-1-10.20 in ana\'s name.');
    const report = await new AxeBuilder({ page: stage.page }).include('section[aria-label="Grants"]').analyze();
    expect(report.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await stage.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(stage.complaints).toEqual([]);
  });
}
