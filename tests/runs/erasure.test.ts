import { describe, expect, it } from 'vitest';
import { accessEnded, accessShown } from '../../workers/access/entries.ts';
import { isErased, liveRecords } from '../../workers/ledger/contracts/record-index.ts';
import { erasureFinal, keysDestroyed } from '../../workers/ledger/entries.ts';
import { transcript } from '../../workers/threads/headless/transcript.ts';
import { openToEnd } from './open.ts';
import { said } from './outcomes.ts';

const TEXT = `scenario "Wanting to be forgotten"
network
  clinic   boise-clinic   in us-west
  hospital tampa-general  in us-east
people
  patient   ana       at boise-clinic, chart "synthea/Norma_Pagan"
  clinician dr-chen   physician at boise-clinic
  clinician dr-rivas  cardiologist at tampa-general
story
  day 1 09:00  ana grants dr-rivas for 48h
  day 1 10:00  dr-rivas asks for ana/allergies
  day 1 11:00  ana asks boise-clinic to erase ana/allergies
  day 1 12:00  dr-rivas asks for ana/allergies, ana/immunizations
  day 1 12:00  dr-chen asks for ana/allergies`;

describe('erasure', () => {
  it('leaves nothing to serve at the custodian or elsewhere, and other sections as they were', async () => {
    const { run } = await openToEnd('erasure', { scenario: { text: TEXT } });
    expect(said(run.trace, keysDestroyed).map(({ custodian, records }) => [custodian, records]))
      .toEqual([['boise-clinic', 4]]);
    expect(said(run.trace, accessShown).map(({ person, section, records }) =>
      `${person} ${section} ${records > 0}`)).toEqual([
      'dr-rivas allergies true', 'dr-chen allergies false',
      'dr-rivas allergies false', 'dr-rivas immunizations true',
    ]);
    for (const { replica } of run.world.nodes) {
      expect(liveRecords(replica.state, 'ana', 'allergies')).toEqual([]);
    }
    const boise = run.world.nodes[0]!;
    for (const { id, section } of run.world.cast.patient('ana').chart.records) {
      expect(boise.vault.has(id)).toBe(section !== 'allergies');
      expect(isErased(boise.replica.state, 'ana', id)).toBe(section === 'allergies');
    }
  });

  it('is not said of what was written afterwards, when that is amended', async () => {
    const { run } = await openToEnd('erasure', { scenario: { text: `${TEXT}
  day 1 13:00  dr-chen writes ana/allergies "Latex"
  day 1 13:10  dr-chen asks for ana/allergies
  day 1 13:20  dr-chen amends ana/allergies "Latex" to "Latex, severe"` } });
    expect(said(run.trace, accessShown).at(-1)).toMatchObject({ person: 'dr-chen', records: 1 });
    expect(said(run.trace, accessEnded).filter(({ person }) => person === 'dr-chen')).toEqual([]);
  });

  it('says what stays: on the ledger, and opened elsewhere before', async () => {
    const open = await openToEnd('erasure', { scenario: { text: TEXT } });
    const [residue] = open.residues();
    expect(residue?.copies).toEqual([{ member: 'tampa-general', records: 4 }]);
    expect(residue?.facts.filter(({ kind }) => kind !== 'access-entry')
      .map(({ kind, count }) => [kind, count])).toEqual([
      ['identity', 1], ['enrolment', 1], ['index-entry', 4], ['commitment', 4], ['grant', 1],
      ['erasure', 1],
    ]);
    expect(said(open.run.trace, erasureFinal)[0]?.residualFacts).toBeGreaterThanOrEqual(12);
    expect(transcript(open, open.summary(0)))
      .toMatch(/Erased for ana, and still there:[^]*4 {2}Records in the clear that tampa-general/);
  });
});
