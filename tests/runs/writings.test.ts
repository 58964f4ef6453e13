import { describe, expect, it } from 'vitest';
import { accessListed, leakHappened } from '../../workers/access/entries.ts';
import { recordNotWritten, recordWritten } from '../../workers/health/entries.ts';
import { liveRecords, versionedName } from '../../workers/ledger/contracts/record-index.ts';
import { transactionRefused } from '../../workers/ledger/entries.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd } from './open.ts';
import { said } from './outcomes.ts';

const CAST = `
scenario "Records change"
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
people
  patient   ana       at boise-clinic, chart "synthea/Norma_Pagan"
  clinician dr-chen   physician at boise-clinic
  clinician dr-rivas  cardiologist at tampa-general
  clinician dr-osei   surgeon at tampa-general
story
`;

async function play(story: string): Promise<OpenRun> {
  return openToEnd('writings', { scenario: { text: CAST + story } });
}

describe('a chart that is written in', () => {
  it('has one record more at the writer\u2019s place, and in every index', async () => {
    const { run } = await play(`
  day 1 10:00  dr-rivas writes ana/medications "Warfarin 5 MG Oral Tablet"`);
    expect(said(run.trace, recordWritten)).toMatchObject([{
      record: 'tampa-general/MedicationStatement/tampa-general.1', version: 1,
      custodian: 'tampa-general', how: 'new',
    }]);
    for (const { replica } of run.world.nodes) {
      expect(liveRecords(replica.state, 'ana', 'medications')
        .filter(({ custodian }) => custodian === 'tampa-general')).toHaveLength(1);
    }
    expect(said(run.trace, transactionRefused)).toEqual([]);
    expect(said(run.trace, leakHappened)).toEqual([]);
  });

  it('serves the new version once it is final, and the old before', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 24h
  day 1 10:00  dr-rivas asks for ana/medications
  day 1 11:00  dr-chen amends ana/medications "Fexofenadine" to "Fexofenadine 60 MG Tablet"
  day 1 12:00  dr-rivas asks for ana/medications`);
    const [written] = said(run.trace, recordWritten);
    expect(written).toMatchObject({ version: 2, how: 'amended', custodian: 'boise-clinic' });
    const name = versionedName({ record: written!.record, version: 2 });
    const lists = said(run.trace, accessListed).map(({ names }) => names.split(', '));
    expect(lists.map((names) => names.includes(name))).toEqual([false, true]);
    expect(lists.map((names) => names.includes(written!.record))).toEqual([true, false]);
    const copy = run.world.nodeOf(1).copies.get(name)!;
    expect(copy).toEqual(run.world.nodeOf(0).vault.read(written!.record));
    expect(new TextDecoder().decode(copy)).toContain('Fexofenadine 60 MG Tablet');
  });

  it('keeps copies that stay as they were, until they are copied again', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 48h
  day 1 10:00  dr-rivas asks for ana/medications
  day 1 10:30  dr-rivas keeps copies of ana/medications
  day 1 10:40  dr-rivas keeps copies of ana/medications
  day 1 11:00  dr-chen amends ana/medications "Fexofenadine" to "Fexofenadine 60 MG Tablet"
  day 1 12:00  dr-rivas keeps copies of ana/medications
  day 1 13:00  dr-rivas asks for ana/medications
  day 1 13:30  dr-rivas keeps copies of ana/medications`);
    const copied = said(run.trace, recordWritten).filter(({ how }) => how === 'copied');
    expect(copied.map(({ version }) => version)).toEqual([...copied.slice(1).map(() => 1), 2]);
    expect(said(run.trace, transactionRefused)).toEqual([]);
  });

  it('makes copies known to nobody who files them unread', async () => {
    const { run } = await play(`
  day 1 09:00  ana grants dr-rivas for 48h
  day 1 10:00  dr-rivas asks for ana/medications
  day 1 11:00  dr-osei keeps copies of ana/medications`);
    const { knowledge } = run.world;
    const copied = said(run.trace, recordWritten).map(({ record }) => record);
    expect(copied.length).toBeGreaterThan(0);
    // A copy says what its original says: to those who have read that, and to nobody else.
    for (const record of copied) {
      expect(knowledge.holdersOf(record)).toEqual(['dr-rivas', 'tampa-general']);
      expect(knowledge.holdersOf(record.replace('tampa-general/copy/', '')))
        .toEqual(['dr-rivas', 'tampa-general']);
    }
  });

  it('says why nothing is written', async () => {
    const { run } = await play(`
  day 1 10:00  dr-rivas amends ana/medications "Fexofenadine" to "Something else"
  day 1 10:00  dr-rivas keeps copies of ana/medications`);
    expect(said(run.trace, recordNotWritten).map(({ why }) => why)).toEqual([
      'tampa-general keeps no record there that says "Fexofenadine" and can be amended in a line',
      'tampa-general was served none of it in the version that its index lists',
    ]);
  });

  it('takes what is typed while the node is down once it is up again', async () => {
    const { run } = await play(`
  day 1 09:00  tampa-general crashes
  day 1 10:00  dr-rivas writes ana/results "Hemoglobin: 10.5 g/dL"
  day 1 11:00  tampa-general restarts`);
    expect(liveRecords(run.world.nodeOf(0).replica.state, 'ana', 'results')
      .filter(({ custodian }) => custodian === 'tampa-general')).toHaveLength(1);
  });
});
