import { describe, expect, it } from 'vitest';
import {
  accessListed, accessRefused, accessServed, custodyHappened, grantAsked, leakHappened,
} from '../../workers/access/entries.ts';
import { commitment } from '../../workers/health/vault.ts';
import { needMet } from '../../workers/health/entries.ts';
import { enrolments } from '../../workers/ledger/contracts/identity.ts';
import { liveRecords } from '../../workers/ledger/contracts/record-index.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd } from './open.ts';
import { all } from './outcomes.ts';

const CAST = `
scenario "One chart, three custodians"
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  hospital lisboa         in eu-west
  pharmacy tampa-pharmacy in us-east
people
  patient   ana       at boise-clinic, chart "synthea/Norma_Pagan"
  records   ana/medications, ana/claims at tampa-pharmacy
  copies of ana/allergies at tampa-general
  chart "ips/complete" of ana at lisboa
  clinician dr-chen   physician at boise-clinic
  clinician dr-rivas  cardiologist at tampa-general
  clinician dr-costa  physician at lisboa
story
`;

async function play(story: string): Promise<OpenRun> {
  return openToEnd('custodians', { scenario: { text: CAST + story } });
}

describe('a chart with several custodians', () => {
  it('leaks a record and its verbatim copy once, and takes them into custody once', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-costa ana/allergies for 24h
  day 1 10:00  dr-costa asks for ana/allergies`);
    const read = all(run.trace, accessListed).flatMap(({ names }) => names.split(', '));
    const copies = read.filter((name) => name.startsWith('tampa-general/copy/'));
    expect(copies.length).toBeGreaterThan(0);
    for (const copy of copies) expect(read).toContain(copy.replace('tampa-general/copy/', ''));
    const without = new Set(read.map((name) => name.replace('tampa-general/copy/', ''))).size;
    expect(all(run.trace, leakHappened)).toHaveLength(without);
    expect(all(run.trace, custodyHappened)).toHaveLength(
      new Set(read.filter((name) => !name.startsWith('lisboa/'))
        .map((name) => name.replace('tampa-general/copy/', ''))).size);
  });

  it('is sealed and indexed by each of them, under names that differ', async () => {
    const { run } = await play('');
    const { state } = run.world.nodeOf(0).replica;
    const records = liveRecords(state, 'ana');
    expect(new Set(records.map(({ record }) => record)).size).toBe(records.length);
    for (const { record, custodian, commitment: committed } of records) {
      const { vault } = run.world.nodes.find(({ name }) => name === custodian)!;
      expect(vault.has(record)).toBe(true);
      expect(commitment(vault.saltOf(record), vault.read(record))).toBe(committed);
    }
    const keepers = (section: string): string[] =>
      [...new Set(liveRecords(state, 'ana', section).map(({ custodian }) => custodian))].sort();
    expect(keepers('medications')).toEqual(['lisboa', 'tampa-pharmacy']);
    expect(keepers('allergies')).toEqual(['boise-clinic', 'lisboa', 'tampa-general']);
    expect(keepers('encounters')).toEqual(['boise-clinic']);
    const copies = records.filter(({ record }) => record.startsWith('tampa-general/copy/'));
    expect(copies).toHaveLength(
      records.filter(({ section, custodian }) =>
        section === 'allergies' && custodian === 'boise-clinic').length);
  });

  it('has been treated where a chart is kept, and not where copies or a pharmacy are', async () => {
    const { run } = await play('');
    expect(enrolments(run.world.nodeOf(0).replica.state, 'ana')
      .map(({ organisation }) => organisation)).toEqual(['lisboa', 'boise-clinic']);
  });

  it('is asked of all who keep it; the need is met by the last of them', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-chen for 24h
  day 1 10:00  dr-chen needs ana/medications for treatment within 1h
  day 1 10:00  dr-chen asks for ana/medications`);
    const shown = all(run.trace, accessListed);
    expect(shown.map(({ custodian, awaited }) => [custodian, awaited])).toEqual([
      ['tampa-pharmacy', 1], ['lisboa', 0]]);
    expect(all(run.trace, needMet).map(({ at }) => at)).toEqual([shown[1]!.at]);
    const { state } = run.world.nodeOf(0).replica;
    for (const { custodian, names } of shown) {
      expect(names.split(', ')).toEqual(liveRecords(state, 'ana', 'medications')
        .filter((record) => record.custodian === custodian).map(({ record }) => record));
    }
  });

  it('leaves a need unmet while one of them cannot answer', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-chen for 48h
  day 1 09:30  lisboa crashes
  day 1 10:00  dr-chen needs ana/medications for treatment within 1h
  day 1 10:00  dr-chen asks for ana/medications
  day 1 14:00  lisboa restarts`);
    const [first, second] = all(run.trace, accessListed);
    expect([first?.custodian, second?.custodian]).toEqual(['tampa-pharmacy', 'lisboa']);
    expect(all(run.trace, needMet).map(({ at }) => at)).toEqual([second?.at]);
  });

  it('is shown with what one serves while another refuses, and asked for again where refused', async () => {
    const { run } = await play(`
  when asked   ana grants dr-chen for 24h
  day 1 10:00  dr-chen asks for ana/allergies`);
    // Boise's own clinician reads Boise's own at once; the others have to be granted.
    const [own, ...granted] = all(run.trace, accessListed);
    expect(own).toMatchObject({ custodian: 'boise-clinic', awaited: 2 });
    expect(granted.map(({ custodian }) => custodian).sort()).toEqual(['lisboa', 'tampa-general']);
    expect(granted.map(({ awaited }) => awaited)).toEqual([1, 0]);
    expect(all(run.trace, accessRefused).length).toBeGreaterThanOrEqual(2);
    expect(all(run.trace, grantAsked)).toHaveLength(1);
    expect(all(run.trace, accessServed).map(({ custodian }) => custodian).sort())
      .toEqual(['lisboa', 'tampa-general']);
  });
});
