import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../workers/contract.ts';
import { MICROS_PER_HOUR, MICROS_PER_MINUTE } from '../../workers/kernel/micros.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd } from './open.ts';

const CAST = `
scenario "A chart from three places"
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
  hospital lisboa         in eu-west
  pharmacy tampa-pharmacy in us-east
people
  patient   ana       at boise-clinic, chart "synthea/Norma_Pagan"
  records   ana/claims at tampa-pharmacy
  copies of ana/medications at tampa-pharmacy
  chart "ips/complete" of ana at lisboa
  clinician dr-chen   physician at boise-clinic
  clinician dr-rivas  cardiologist at tampa-general
story
`;

async function play(story: string): Promise<OpenRun> {
  return openToEnd('snapshots', { scenario: { text: CAST + story } });
}

function one(open: OpenRun, hour: number, minute = 0): Snapshot | undefined {
  return open.snapshots('dr-rivas', hour * MICROS_PER_HOUR + minute * MICROS_PER_MINUTE)[0];
}

const STORY = `
  day 1 09:00  ana grants dr-rivas ana/medications for 24h
  day 1 09:30  lisboa crashes
  day 1 10:00  dr-rivas asks for ana/medications, ana/claims
  day 1 12:00  dr-chen amends ana/medications "Fexofenadine" to "Fexofenadine 60 MG Tablet"
  day 1 14:00  lisboa restarts
  day 1 16:00  dr-rivas asks for ana/medications`;

describe('the snapshot of a chart', () => {
  it('shows what is missing while one custodian is down, and what is withheld', async () => {
    const open = await play(STORY);
    expect(open.snapshots('dr-rivas', 9 * MICROS_PER_HOUR)).toEqual([]);
    const at = one(open, 11);
    const [medications, claims] = at!.sections;
    expect(medications?.gaps).toEqual([{ kind: 'missing', custodian: 'lisboa',
      sentence: 'lisboa keeps some of it and is down.' }]);
    expect(new Set(medications?.items.map(({ custodian }) => custodian)))
      .toEqual(new Set(['boise-clinic', 'tampa-pharmacy']));
    expect(claims?.items).toEqual([]);
    expect(claims?.gaps.map(({ kind, custodian }) => [kind, custodian]))
      .toEqual([['withheld', 'tampa-pharmacy']]);
  });

  it('marks each copy as told twice, with the record it is of', async () => {
    const at = one(await play(STORY), 11);
    for (const { custodian, record, marks, height } of at!.sections[0]!.items) {
      expect(height).toBe(0);
      expect(marks.map(({ kind }) => kind)).toEqual(['duplicated']);
      expect(marks[0]?.sentence).toContain(custodian === 'boise-clinic'
        ? `tampa-pharmacy/copy/${record}` : record.slice('tampa-pharmacy/copy/'.length));
    }
  });

  it('marks the old version and its copy as stale once the new is final, until it is asked again',
    async () => {
      const open = await play(STORY);
      const stale = (snapshot: Snapshot | undefined): string[] => snapshot!.sections[0]!.items
        .filter(({ marks }) => marks.some(({ kind }) => kind === 'stale'))
        .map(({ custodian }) => custodian).sort();
      expect(stale(one(open, 11))).toEqual([]);
      expect(stale(one(open, 13))).toEqual(['boise-clinic', 'tampa-pharmacy']);
      const later = one(open, 17);
      expect(stale(later)).toEqual(['tampa-pharmacy']);
      expect(later!.sections[0]!.items.find(({ version }) => version === 2)).toMatchObject({
        display: 'Fexofenadine 60 MG Tablet', custodian: 'boise-clinic',
      });
      expect(later!.sections[0]!.gaps).toEqual([]);
    });

  it('says that a foreign summary is not translated, and is the same each time it is taken', async () => {
    const open = await play(STORY);
    const foreign = one(open, 17)!.sections[0]!.items
      .filter(({ custodian }) => custodian === 'lisboa');
    expect(foreign.length).toBeGreaterThan(0);
    for (const { marks } of foreign) expect(marks.map(({ kind }) => kind)).toContain('untranslated');
    expect(one(open, 17)).toEqual(one(await play(STORY), 17));
    expect(one(open, 17)!.sentence).toMatch(/^Of ana's chart dr-rivas has \d+ records from 3 /);
  });

  it('says what a custodian keeps back by the patient\u2019s wish, and whether she is told', async () => {
    const text = CAST.replace('Norma_Pagan', 'Gerardo_Botello')
      .replace(/^.*(?:records|copies|chart "ips).*$/gm, '');
    for (const told of [true, false]) {
      const open = await openToEnd('snapshots', { settings: { 'access.tellsWithheld': told },
        scenario: { text: `${text}
  day 1 09:00 ana grants dr-rivas ana/conditions for 24h except psychiatry
  day 1 10:00 dr-rivas needs ana/conditions for treatment within 1h
  day 1 10:00 dr-rivas asks for ana/conditions
expect
  ana/conditions reaches dr-rivas within 1h` } });
      expect(one(open, 11)!.sections[0]!.gaps).toEqual([{ kind: 'withheld',
        custodian: 'boise-clinic', sentence: 'boise-clinic keeps 1 record of it back by the '
          + `patient's wish${told ? '' : ', and does not say so'}.` }]);
      // What is kept back may be what was needed: the section has not reached her.
      expect(open.summary(0).checks.map(({ verdict }) => verdict)).toEqual(['broken']);
    }
  });
});
