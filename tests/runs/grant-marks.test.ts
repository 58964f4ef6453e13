/** What the screen draws of a grant: whom it is for, whether it denies, and who signed it. */
import { describe, expect, it } from 'vitest';
import { FRAME } from '../../workers/contract.ts';
import { sentenceOf } from '../../workers/views/sentence.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { cast } from './cast.ts';
import { openToEnd } from './open.ts';

const TEXT = `${cast('Grants of every kind', { people: ['staff     porter    at tampa-general'] })}  day 1 09:00  ana grants dr-rivas ana/conditions for 24h
  day 1 09:01  ana grants tampa-general ana/allergies for 24h
  day 1 09:02  ana denies porter ana/conditions
  day 1 09:03  ana denies anyone ana/conditions about psychiatry
  day 1 10:00  ana loses the phone
  day 1 10:10  porter finds the phone of ana unlocked
  day 1 10:20  porter uses the phone of ana to grant porter ana/medications for 72h
  day 1 12:00  ana gets a new phone
  day 2 08:00  ana no longer denies porter`;

type Grant = Record<(typeof FRAME)['grants'][number], number>;

/** The table of grants, read by the layout that the contract gives. */
function grantsAt(open: OpenRun, at: number): Grant[] {
  const floats = new Float64Array(open.frame(at, at));
  let next = 2;
  for (const [table, columns] of Object.entries(FRAME)) {
    const count = floats[next] ?? 0;
    if (table === 'grants') {
      return Array.from({ length: count }, (_, row) => Object.fromEntries(columns.map((column, index) =>
        [column, floats[next + 1 + index * count + row] ?? NaN])) as Grant);
    }
    next += 1 + columns.length * count;
  }
  throw new Error('A frame has a table of grants.');
}

describe('the grants on the screen', () => {
  it('say whom each is for, whether it denies, and who forged it', async () => {
    const open = await openToEnd('grants', { scenario: { text: TEXT } });
    const people = open.summary(0).cast.people.map(({ name }) => name);
    const grants = grantsAt(open, open.run.endsAt);
    const names = open.namesFrom(0);
    expect(grants.map(({ grantee, to, denies, forger }) =>
      [names[grantee], to, denies, people[forger] ?? null])).toEqual([
      ['dr-rivas', 0, 0, null], ['tampa-general', 1, 0, null], ['porter', 0, 1, null],
      ['anyone', 3, 1, null], ['porter', 0, 0, 'porter'],
    ]);
    expect(names[grants[2]?.words ?? -1]).toMatch(/^Denies porter to read ana’s conditions/);
    expect(grants.map(({ state }) => state)).toEqual([3, 3, 4, 2, 2]);
    expect(sentenceOf(open.run.trace, grants[4]?.row ?? -1)).toMatch(
      /^Forged: porter signs ana-grant-porter-day-1-10\.20 in ana's name\. Permits porter/);
  });

  it('stand in place of what was asked, whomever the answer lets in', async () => {
    const [before] = TEXT.split('story');
    const open = await openToEnd('grants', { scenario: { text: `${before}story
  when asked  ana grants tampa-general ana/allergies for 24h
  day 1 09:00  dr-rivas asks for ana/allergies` } });
    const grants = grantsAt(open, open.run.endsAt);
    const names = open.namesFrom(0);
    expect(grants.map(({ grantee, state }) => [names[grantee], state])).toEqual([['tampa-general', 2]]);
  });

  it('have marks of their own where they deny', async () => {
    const open = await openToEnd('grants', { scenario: { text: TEXT } });
    const denials = open.summary(0).marks.filter(({ kind }) => kind === 'denial');
    // Two are signed, both come into force, one is taken back and ends.
    expect(denials.map(({ sentence }) => /signs|in force|takes back|ended/.exec(sentence)?.[0])).toEqual(
      ['signs', 'in force', 'signs', 'in force', 'takes back', 'ended']);
  });
});
