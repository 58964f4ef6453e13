/** A grant is drawn as what it is: to whom, whether it permits or denies, and who signed it. */
import { grantsLink } from './grants-story.ts';
import { expect, test } from './stage.ts';

test('places, denials and forgeries are told apart in words', async ({ stage }) => {
  await stage.open(grantsLink('t=2d13h00m'));
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
  expect(stage.complaints).toEqual([]);
});
