import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessRefused, accessShown, consentBrought } from '../../workers/access/entries.ts';
import { fromHere } from '../../workers/health/consent-here.ts';
import { readConsent } from '../../workers/health/consent.ts';
import { grantsOf } from '../../workers/ledger/contracts/grant.ts';
import { main } from '../../workers/threads/headless/main.ts';
import { startOf } from '../../workers/threads/prepare-consents.ts';
import { openToEnd } from './open.ts';
import { said } from './outcomes.ts';

const scenario = (consents: string, story: string): string => `scenario "Consents"
network
  clinic   boise-clinic  in us-west
  hospital tampa-general in us-east
  lab      reno-labs     in us-west
people
  patient   ana      at boise-clinic, chart "ips/minimal"
${consents}
  clinician dr-rivas cardiologist at tampa-general
  clinician dr-vale  pathologist at reno-labs
story
${story}
`;

const STORY = `  day 1 09:00 ana grants dr-rivas for 7d
  day 1 09:00 ana grants dr-vale for 7d except psychiatry, hiv
  day 1 09:30 ana denies reno-labs ana/claims for research
  day 1 10:00 dr-rivas asks for ana/allergies
  day 1 10:00 dr-vale asks for ana/allergies`;

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'ledgerward-consents-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

async function sim(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await main(words, { out: (text) => { said.out += text; },
    err: (text) => { said.err += text; }, seconds: () => 0, cpuSeconds: () => 0 });
  return { code, ...said };
}

describe('A Consent that a patient signs as the story begins', () => {
  it('denies beside her grants, to whom the line says it means', async () => {
    const { run } = await openToEnd('consents', { scenario: { text: scenario(
      '  consent "hl7/consent-example-notOrg" of ana where f001 is tampa-general', STORY) } });
    expect(said(run.trace, accessShown).map(({ person }) => person)).toEqual(['dr-vale']);
    expect(said(run.trace, accessRefused)[0]?.reason).toBe('ana denies dr-rivas allergies for treatment.');
    expect(said(run.trace, consentBrought)).toMatchObject([{ unknown: '', words:
      'Denies anyone at tampa-general to read all of ana\u2019s chart.' }]);
  });

  it('says whom it names that is nobody here, and then concerns nobody', async () => {
    const { run } = await openToEnd('consents', { scenario: { text: scenario(
      '  consent "hl7/consent-example-notOrg" of ana', STORY) } });
    expect(said(run.trace, accessShown).map(({ person }) => person).sort()).toEqual(['dr-rivas', 'dr-vale']);
    expect(said(run.trace, consentBrought)).toMatchObject([{ unknown: 'f001', words: '' }]);
  });

  it('that is over before the story begins is refused by the ledger and opens nothing', async () => {
    const { run } = await openToEnd('consents', { scenario: { text: scenario(
      '  consent "hl7/consent-example-basic" of ana', '  day 1 10:00 dr-rivas asks for ana/allergies') } });
    expect(said(run.trace, accessShown)).toEqual([]);
    expect(grantsOf(run.world.nodeOf(0).replica.state, 'ana')).toEqual([]);
  });

  it('may be read with its root as an exception', async () => {
    const shown = async (more: string): Promise<number> => said((await openToEnd('consents', {
      scenario: { text: scenario(
        `  consent "hl7/consent-example-notThem" of ana where f204 is dr-rivas${more}`,
        '  day 1 10:00 dr-rivas asks for ana/allergies') } })).run.trace, accessShown).length;
    expect(await shown('')).toBe(1);
    expect(await shown(' with root as exception')).toBe(0);
  });

  it('is a file with its problems in their places', async () => {
    writeFileSync(join(folder, 'mine.json'), '{"resourceType":"Consent","status":"signed"}');
    const file = join(folder, 'story.ledgerward');
    writeFileSync(file, scenario('  consent "mine.json" of ana', ''));
    const { code, err } = await sim('check', file);
    expect(code).toBe(1);
    expect(err).toContain('mine.json:1:36 Consent.status: A status is one of draft');
    writeFileSync(file, scenario('  consent "none.json" of ana', ''));
    expect((await sim('check', file)).err).toContain('none.json There is no such file');
  });
});

describe('The commands for Consents', () => {
  it('say what one permits and denies, how it was read, and what is not modelled', async () => {
    const { code, out } = await sim('consent', 'hl7/consent-example-notOrg');
    expect(code).toBe(0);
    expect(out).toMatch(/^Denies anyone at f001 to read all of Patient\/f001’s chart\./);
    expect(out).toContain('How it was read:');
    expect(out).toContain('Consent.provision.action: Of collect, access');
    const json = await sim('consent', 'hl7/consent-example-notThem', '--root', 'exception',
      '--format', 'json');
    expect(JSON.parse(json.out)).toMatchObject({ patient: 'Patient/f001', words: [
      'Permits anyone to read all of Patient/f001\u2019s chart.',
      'Except: denies all of that to f204.'] });
  });

  it('refuse in plain sentences', async () => {
    expect((await sim('consent', 'nowhere.json')).err).toContain('there is no such file');
    expect((await sim('consent', 'hl7/consent-example-basic', '--root', 'top')).err)
      .toContain('--root is scope or exception');
    expect((await sim('consent', 'public/fhir/index.json')).err).toContain('it has no resourceType');
    expect((await sim('export-consents', 'patient-relocation')).err).toContain('needs --out');
  });

  it('export every grant of a run, and reading them back gives what the ledger has', async () => {
    const file = join(folder, 'export.ledgerward');
    writeFileSync(file, scenario('', `${STORY}\n  day 2 09:00 ana revokes dr-vale`));
    const out = join(folder, 'consents.json');
    expect((await sim('export-consents', file, '--out', out)).code).toBe(0);
    const bundle = JSON.parse(readFileSync(out, 'utf8')) as {
      entry: { resource: { id: string; status: string } }[];
    };
    const { run, input } = await openToEnd('consents', { scenario: { text: readFileSync(file, 'utf8') } });
    const grants = grantsOf(run.world.nodeOf(0).replica.state, 'ana');
    expect(bundle.entry.map(({ resource }) => resource.status)).toEqual(
      grants.map(({ revokedAtMicros }) => revokedAtMicros === null ? 'active' : 'inactive'));
    for (const { resource } of bundle.entry) {
      const reading = readConsent(JSON.stringify({ ...resource, status: 'active' }), 'x');
      const grant = grants.find((each) => each.grant === resource.id)!;
      expect(reading.ok && reading.consent.provision)
        .toEqual(fromHere(grant.provision, startOf(input.scenario)));
    }
  });
});
