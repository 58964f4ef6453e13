import { describe, expect, it } from 'vitest';
import {
  accessOverridden, accessRefused, accessShown, grantAsked, grantSubmitted,
} from '../../workers/access/entries.ts';
import { needMet } from '../../workers/health/entries.ts';
import { MICROS_PER_HOUR } from '../../workers/kernel/micros.ts';
import { transactionRefused } from '../../workers/ledger/entries.ts';
import { revocationLags } from '../../workers/metrics/revocation.ts';
import type { OpenRun } from '../../workers/threads/open-run.ts';
import { openToEnd } from './open.ts';
import { said } from './outcomes.ts';

const CAST = `
scenario "Somebody decides in her stead"
network
  clinic   boise-clinic  in us-west
  hospital tampa-general in us-east
people
  patient   ana      at boise-clinic, chart "ips/minimal"
  proxy     maria    at boise-clinic
  clinician dr-rivas cardiologist at tampa-general
story
`;

const play = (story: string): Promise<OpenRun> =>
  openToEnd('proxies', { scenario: { text: CAST + story } });

describe('A proxy', () => {
  it('grants and revokes for the patient once she is appointed', async () => {
    const open = await play(`
  day 1 08:00 ana appoints maria as proxy
  day 1 09:00 maria grants dr-rivas ana/allergies for 7d on behalf of ana
  day 1 10:00 dr-rivas asks for ana/allergies
  day 2 09:00 maria revokes dr-rivas on behalf of ana
  day 2 10:00 dr-rivas asks for ana/allergies`);
    expect(said(open.run.trace, grantSubmitted)).toMatchObject([{ grant: 'ana-by-maria-grant-dr-rivas-day-1-09.00', patient: 'ana' }]);
    expect(said(open.run.trace, accessShown)).toHaveLength(1);
    expect(said(open.run.trace, transactionRefused)).toEqual([]);
  });

  it('is refused by the ledger before she is appointed and after she is dismissed', async () => {
    const open = await play(`
  day 1 08:00 maria grants dr-rivas for 7d on behalf of ana
  day 1 09:00 ana appoints maria as proxy
  day 1 10:00 ana dismisses maria as proxy
  day 1 11:00 maria grants dr-rivas for 7d on behalf of ana
  day 1 12:00 dr-rivas asks for ana/allergies`);
    expect(said(open.run.trace, accessShown)).toEqual([]);
    expect(new Set(said(open.run.trace, transactionRefused).map(({ why }) => why))).toEqual(new Set(
      ['Only ana or her proxy can give grants on her chart, and maria signed.']));
    expect(said(open.run.trace, transactionRefused)).toHaveLength(4);
  });

  it('takes nothing back for a patient who has not appointed her, who still can herself', async () => {
    const open = await play(`
  day 1 08:00 ana grants dr-rivas for 7d
  day 1 09:00 maria revokes dr-rivas on behalf of ana
  day 1 10:00 dr-rivas needs ana/allergies for treatment within 1h
  day 1 10:00 dr-rivas asks for ana/allergies
  day 1 11:00 ana revokes dr-rivas
  day 1 12:00 dr-rivas asks for ana/allergies`);
    expect(said(open.run.trace, accessShown)).toHaveLength(1);
    expect(said(open.run.trace, accessOverridden)).toEqual([]);
    expect(said(open.run.trace, accessRefused)).toHaveLength(1);
    const lags = revocationLags(open.run.trace);
    expect(lags).toHaveLength(2);
    for (const { withdrawnAt, openMicros } of lags) {
      expect(withdrawnAt).toBe(11 * MICROS_PER_HOUR);
      expect(openMicros).toBeGreaterThan(0);
    }
  });

  it('is asked on her own phone, and answers where the patient does not', async () => {
    const story = `
  day 1 10:00 dr-rivas asks for ana/allergies
  when asked  maria grants anyone for 24h on behalf of ana`;
    const open = await play(`\n  day 1 08:00 ana appoints maria as proxy${story}`);
    expect(said(open.run.trace, grantAsked)).toHaveLength(2);
    expect(said(open.run.trace, accessShown).map(({ person }) => person)).toEqual(['dr-rivas']);
    const alone = await play(story);
    expect(said(alone.run.trace, grantAsked)).toHaveLength(1);
    expect(said(alone.run.trace, accessShown)).toEqual([]);
  });

  it('needs the chart for the patient\u2019s request, and a grant like anybody else', async () => {
    const story = `
  day 1 09:00 maria needs ana/allergies for patient-request within 1h
  day 1 09:00 maria asks for ana/allergies`;
    const without = await play(story);
    expect(said(without.run.trace, accessRefused)).toHaveLength(1);
    const given = await play(`\n  day 1 08:00 ana grants maria for 24h${story}`);
    expect(said(given.run.trace, needMet)).toHaveLength(1);
    expect(said(given.run.trace, grantSubmitted)[0]?.words).toContain('for patient-request');
  });
});
