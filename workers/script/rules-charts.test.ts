import { describe, expect, it } from 'vitest';
import { parseScenario } from './parse.ts';
import { CHARTS, staged } from './testing/example.ts';

/** What is said of lines under `people`; Ana is at Boise, Ben at Tampa. */
function problems(lines: string): string[] {
  return parseScenario(staged('people', lines), { charts: CHARTS }).problems
    .map(({ sentence }) => sentence);
}

describe('who keeps a chart', () => {
  it('is read into the scenario in the order of the lines', () => {
    const { scenario } = parseScenario(staged('people', [
      'records ana/claims, ana/medications at tampa-general',
      'copies of ana/allergies at tampa-general',
      'chart "ips/complete" of ben at boise-clinic'].join('\n')), { charts: CHARTS });
    expect(scenario?.holdings).toMatchObject([
      { what: 'sections', patient: 'ana', sections: ['claims', 'medications'], at: 'tampa-general' },
      { what: 'copies', patient: 'ana', sections: ['allergies'], at: 'tampa-general' },
      { what: 'chart', patient: 'ben', chart: 'ips/complete', at: 'boise-clinic' },
    ]);
  });

  it('moves no section to where it is', () => {
    expect(problems('records ana/claims at boise-clinic')).toEqual([
      'boise-clinic keeps ana\u2019s chart already; name another place, or leave this out.']);
  });

  it('gives a section one keeper, and says how others have it too', () => {
    expect(problems('records ana/claims at tampa-general\nrecords ana/claims at tampa-general'))
      .toEqual(['tampa-general keeps ana/claims already; what another place has of it is '
        + '`copies of ana/claims`.']);
  });

  it('copies to another place than the keeper, and once', () => {
    expect(problems('copies of ana/claims at boise-clinic')).toEqual([
      'boise-clinic keeps ana/claims itself; copies are at another place.']);
    expect(problems('records ana/claims at tampa-general\ncopies of ana/claims at boise-clinic'))
      .toEqual([]);
    expect(problems('copies of ana/claims at tampa-general\ncopies of ana/claims at tampa-general'))
      .toEqual(['tampa-general has copies of ana/claims already; once is enough.']);
  });

  it('keeps one whole chart a place, and a chart for one patient', () => {
    expect(problems('chart "ips/complete" of ana at boise-clinic')).toEqual([
      'boise-clinic keeps a chart of ana\u2019s already; one place keeps one.']);
    expect(problems('chart "synthea/Asa_Hermiston" of ana at tampa-general')).toEqual([
      'This chart is already ben\u2019s; a chart belongs to one patient.']);
    expect(problems('chart "ips/compleat" of ana at tampa-general')).toEqual([
      'There is no chart "ips/compleat". Did you mean "ips/complete"?']);
  });

  it('is about one patient a line', () => {
    expect(problems('records ana/claims, ben/claims at tampa-general')).toEqual([
      'One line is about one patient\u2019s records: here ana\u2019s. Write another line for ben.']);
  });
});

describe('writing in a chart', () => {
  const inStory = (line: string): string[] =>
    parseScenario(staged('story', `day 1 09:00 ${line}`), { charts: CHARTS }).problems
      .map(({ sentence }) => sentence);

  it('is done by a clinician, at a workstation of her own place', () => {
    expect(inStory('porter writes ana/allergies "Penicillin"'))
      .toEqual(['porter is staff; only a clinician writes in a chart.']);
    expect(inStory('dr-rivas writes ana/allergies "Penicillin" at ward-3')).toEqual([]);
  });

  it('is into sections that a line can say something of', () => {
    expect(inStory('dr-rivas writes ana/claims "A bill"')).toEqual([
      'A record of claims is more than a line can say. Write into allergies, medications, '
      + 'conditions, immunizations, results, vitals, social-history, procedures or alerts.']);
  });
});
