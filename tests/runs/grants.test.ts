import { describe, expect, it } from 'vitest';
import {
  accessDecided, accessListed, accessRefused, accessServed, accessShown, accessWithheld,
  grantAsked, grantEnded, grantInForce, grantSubmitted, leakHappened,
} from '../../workers/access/entries.ts';
import { labelsOf } from '../../workers/health/labels.ts';
import { needMet } from '../../workers/health/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { cast } from './cast.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = cast('What a grant says', {
  chart: 'synthea/Gerardo_Botello',
  people: ['clinician   dr-osei  surgeon at tampa-general', 'clinician   dr-vale  pathologist at reno-labs',
    'adjudicator ellis    at state-payer'],
});

async function play(story: string, settings = {}): Promise<OpenRun> {
  return openToEnd('grants', { scenario: { text: CAST + story }, settings });
}

/** Ids of ana's records of a section, those with the label and the others. */
function parted({ run }: OpenRun, section: string, label: string): { with: string[]; without: string[] } {
  const records = run.world.cast.patient('ana').chart.records
    .filter((record) => record.section === section);
  const has = (record: { bytes: Uint8Array }): boolean => labelsOf(record.bytes).includes(label);
  return { with: records.filter(has).map(({ id }) => id),
    without: records.filter((record) => !has(record)).map(({ id }) => id) };
}

describe('A grant with an exception', () => {
  const story = `
  day 1 09:00 ana grants dr-rivas ana/conditions for 24h except psychiatry
  day 1 10:00 dr-rivas needs ana/conditions for treatment within 1h
  day 1 10:00 dr-rivas asks for ana/conditions`;

  it('is served in part: what it keeps back leaves nowhere, and the rest does', async () => {
    const open = await play(story);
    const conditions = parted(open, 'conditions', 'PSY');
    expect(conditions.with).toHaveLength(1);
    const [served] = all(open.run.trace, accessServed);
    expect(served?.records).toBe(conditions.without.length);
    const shown = all(open.run.trace, accessListed).flatMap(({ names }) => names.split(', '));
    expect([...shown].sort()).toEqual([...conditions.without].sort());
    const { copies } = open.run.world.nodes.find(({ name }) => name === 'tampa-general')!;
    expect(conditions.with.some((record) => copies.has(record))).toBe(false);
    expect(all(open.run.trace, accessWithheld)).toMatchObject([
      { custodian: 'boise-clinic', person: 'dr-rivas', section: 'conditions', records: 1, told: 0 }]);
  });

  it('leaves the need for the whole section unmet', async () => {
    const open = await play(story);
    expect(all(open.run.trace, needMet)).toEqual([]);
    const whole = await play(story.replace(' except psychiatry', ''));
    expect(all(whole.run.trace, needMet)).toHaveLength(1);
  });

  it('is told of where the setting says so', async () => {
    const open = await play(story, { 'access.tellsWithheld': true });
    expect(all(open.run.trace, accessWithheld)).toMatchObject([{ told: 1 }]);
  });

  it('is said in words where it is signed', async () => {
    const open = await play(story);
    expect(all(open.run.trace, grantSubmitted)[0]?.words).toBe('Permits dr-rivas to read ana\u2019s '
      + 'conditions for treatment, until day 2 09:00. Except: denies records labelled psychiatry.');
  });

  it('is not mended by a wider grant: the denial outweighs it', async () => {
    const open = await play(`
  day 1 08:00 ana grants dr-rivas for 7d${story}`);
    expect(all(open.run.trace, accessWithheld)).toHaveLength(1);
  });
});

describe('A grant to a place', () => {
  it('lets everybody there read, for what it is for, and nobody else', async () => {
    const open = await play(`
  day 1 09:00 ana grants tampa-general ana/allergies for 24h
  day 1 10:00 dr-rivas asks for ana/allergies
  day 1 10:01 dr-osei asks for ana/allergies
  day 1 10:02 dr-vale asks for ana/allergies`);
    expect(all(open.run.trace, accessShown).map(({ person }) => person)).toEqual(['dr-rivas', 'dr-osei']);
    expect(all(open.run.trace, accessRefused).map(({ person }) => person)).toEqual(['dr-vale']);
  });

  it('answers for the place whoever of it asks, and a line for the person comes first', async () => {
    const open = await play(`
  day 1 10:00 dr-rivas asks for ana/allergies
  day 1 20:00 dr-osei asks for ana/allergies
  when asked  ana grants dr-osei ana/conditions for 1h
  when asked  ana grants tampa-general for 2h`);
    expect(all(open.run.trace, grantSubmitted).map(({ grantee, sections }) => [grantee, sections]))
      .toEqual([['tampa-general', 'allergies'], ['dr-osei', 'conditions']]);
  });

  it('is taken back from the place, not by naming one of its people', async () => {
    const story = (whom: string): string => `
  day 1 09:00 ana grants tampa-general ana/allergies for 7d
  day 1 10:00 ana revokes ${whom}
  day 1 11:00 dr-rivas asks for ana/allergies`;
    expect(all((await play(story('dr-rivas'))).run.trace, accessShown)).toHaveLength(1);
    expect(all((await play(story('tampa-general'))).run.trace, accessShown)).toEqual([]);
  });
});

describe('A purpose', () => {
  it('covers what v3-ActReason has below it, and nothing beside', async () => {
    const read = async (need: string, grant: string): Promise<number> => all((await play(`
  day 1 09:00 ana grants dr-rivas ana/allergies for ${grant} for 24h
  day 1 10:00 dr-rivas needs ana/allergies for ${need} within 1h
  day 1 10:00 dr-rivas asks for ana/allergies`)).run.trace, accessShown).length;
    expect(await read('emergency', 'treatment')).toBe(1);
    expect(await read('treatment', 'emergency')).toBe(0);
    expect(await read('payment', 'treatment')).toBe(0);
    expect(await read('payment', 'treatment, payment')).toBe(1);
  });
});

describe('A denial', () => {
  it('outweighs every grant, and she is not asked again', async () => {
    const open = await play(`
  day 1 08:00 ana denies reno-labs ana/conditions
  day 1 09:00 ana grants dr-vale for 7d
  day 1 10:00 dr-vale asks for ana/conditions, ana/allergies
  when asked  ana grants anyone for 7d`);
    expect(all(open.run.trace, accessShown).map(({ section }) => section)).toEqual(['allergies']);
    expect(all(open.run.trace, accessRefused)[0]?.reason).toBe('ana denies dr-vale conditions for treatment.');
    expect(all(open.run.trace, accessDecided).filter(({ permit }) => permit === 0)
      .map(({ policies }) => policies)).toEqual(['denied-by-patient']);
    expect(all(open.run.trace, grantAsked)).toEqual([]);
  });

  it('of records about something spares the rest, and whom it names', async () => {
    const open = await play(`
  day 1 08:00 ana denies anyone about psychiatry except dr-osei
  day 1 09:00 ana grants tampa-general for 7d
  day 1 10:00 dr-rivas asks for ana/conditions
  day 1 11:00 dr-osei asks for ana/conditions`);
    expect(all(open.run.trace, accessWithheld).map(({ person }) => person)).toEqual(['dr-rivas']);
    const { with: about } = parted(open, 'conditions', 'PSY');
    const names = all(open.run.trace, accessListed).find(({ person }) => person === 'dr-osei')?.names;
    expect(names?.split(', ')).toEqual(expect.arrayContaining(about));
  });

  it('ends when its time is over, or when she lifts it', async () => {
    const story = (denial: string): string => `
  day 1 08:00 ana grants dr-rivas ana/allergies for 7d
  day 1 09:00 ana denies dr-rivas${denial}
  day 1 11:00 dr-rivas asks for ana/allergies`;
    expect(all((await play(story(' for 1h'))).run.trace, accessShown)).toHaveLength(1);
    expect(all((await play(story(' for 3h'))).run.trace, accessShown)).toEqual([]);
    expect(all((await play(story('\n  day 1 10:00 ana no longer denies dr-rivas'))).run.trace, accessShown))
      .toHaveLength(1);
  });

  it('is in force nowhere while a cut keeps it from becoming final, and then node by node', async () => {
    const open = await play(`
  day 1 08:00 ana moves to tampa-general
  day 1 08:30 ana grants dr-osei ana/conditions for 7d
  day 1 09:00 link us-west us-east is cut for 30m
  day 1 09:01 ana denies dr-osei
  day 1 10:00 dr-osei asks for ana/conditions`);
    const inForce = all(open.run.trace, grantInForce).filter(({ grant }) => grant === 'ana-grant-dr-osei-day-1-09.01');
    expect(inForce.length).toBeGreaterThan(1);
    expect(Math.min(...inForce.map(({ at }) => at))).toBeGreaterThan(9.5 * 3_600_000_000);
    expect(all(open.run.trace, accessShown)).toEqual([]);
  });

  it('is outlived by a copy that was served before it, where the holder has not heard of it', async () => {
    const open = await play(`
  day 1 08:00 ana grants dr-osei ana/conditions for 7d
  day 1 09:00 dr-osei asks for ana/conditions
  day 1 10:00 link boise-clinic tampa-general is cut
  day 1 10:00 link state-payer tampa-general is cut
  day 1 10:00 link reno-labs tampa-general is cut
  day 1 10:01 ana denies dr-osei
  day 3 11:00 dr-rivas asks for ana/conditions
  day 3 11:01 dr-osei asks for ana/conditions`);
    const tampa = all(open.run.trace, grantInForce).filter(({ node }) => node === 'tampa-general');
    expect(tampa.map(({ grant }) => grant)).toEqual(['ana-grant-dr-osei-day-1-08.00']);
    expect(all(open.run.trace, accessShown).map(({ person, at }) => [person, at > 48 * 3_600_000_000]))
      .toEqual([['dr-osei', false], ['dr-osei', true]]);
    // He has known these records since the first time; a second reading is no second leak.
    expect(new Set(all(open.run.trace, leakHappened).map(({ kind }) => kind))).toEqual(
      new Set(['over-privileged']));
  });
});

describe('The end of a rule', () => {
  it('is told by the deciding node\u2019s clock, at each node by its own', async () => {
    const open = await play(`
  day 1 08:00 ana grants tampa-general ana/allergies for 2h
  day 1 08:30 boise-clinic clock is 1h ahead
  day 1 09:30 dr-rivas asks for ana/allergies`);
    expect(all(open.run.trace, accessShown)).toEqual([]);
    const ends = all(open.run.trace, grantEnded);
    const at = (node: string): number => ends.find((end) => end.node === node)?.at ?? 0;
    expect(at('tampa-general') - at('boise-clinic')).toBeGreaterThan(3_500_000_000);
  });
});
