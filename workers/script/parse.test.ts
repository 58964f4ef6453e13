import { describe, expect, it } from 'vitest';
import { MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE } from '../kernel/micros.ts';
import { parseScenario } from './parse.ts';
import type { Scenario } from './scenario.ts';
import { CHARTS, EXAMPLE } from './testing/example.ts';

const parsed = (text: string): Scenario => {
  const { scenario, problems } = parseScenario(text, { charts: CHARTS });
  if (scenario === undefined) expect.fail(JSON.stringify(problems));
  return scenario;
};

describe('the example of the design', () => {
  const scenario = parsed(EXAMPLE);

  it('has its title, seed and settings', () => {
    expect(scenario).toMatchObject({
      title: 'Ana moves from Boise to Tampa', seed: 42, starts: '2021-07-01T00:00Z', text: EXAMPLE,
    });
    expect(scenario.settings.map(({ path, value, line }) => [path, value, line])).toEqual([
      ['network.consensus', 'qbft', 5], ['consensus.blockIntervalSeconds', 2, 5],
      ['network.access', 'patient-grant', 6],
    ]);
  });

  it('has its members and people', () => {
    expect(scenario.members).toEqual([
      { line: 7, text: 'clinic boise-clinic in us-west', kind: 'clinic', name: 'boise-clinic',
        region: 'us-west', client: false },
      { line: 8, text: 'hospital tampa-general in us-east', kind: 'hospital',
        name: 'tampa-general', region: 'us-east', client: false },
      { line: 9, text: 'payer state-payer in us-east', kind: 'payer', name: 'state-payer',
        region: 'us-east', client: false },
      { line: 10, text: 'lab reno-labs in us-west', kind: 'lab', name: 'reno-labs',
        region: 'us-west', client: false },
    ]);
    expect(scenario.patients).toMatchObject([
      { name: 'ana', at: 'boise-clinic', chart: 'synthea/Sofia_Koepp', line: 13 }]);
    expect(scenario.people).toMatchObject([
      { name: 'dr-rivas', role: 'clinician', speciality: 'cardiologist', at: 'tampa-general',
        shift: { fromMinute: 480, toMinute: 1080 } },
      { name: 'porter', role: 'staff', at: 'tampa-general', shift: null },
    ]);
    expect(scenario.people[1]).not.toHaveProperty('speciality');
    expect(scenario.workstations).toMatchObject([
      { name: 'ward-3', at: 'tampa-general', locksAfterMicros: 10 * MICROS_PER_MINUTE }]);
  });

  it('has its story, day 1 being the first day', () => {
    const day3 = 2 * MICROS_PER_DAY;
    expect(scenario.story.map(({ line: _line, text: _text, ...act }) => act)).toEqual([
      { at: day3 + 9 * MICROS_PER_HOUR, verb: 'moves', patient: 'ana', to: 'tampa-general' },
      { at: day3 + 11 * MICROS_PER_HOUR, verb: 'needs', person: 'dr-rivas', patient: 'ana',
        sections: ['allergies', 'medications'], purpose: 'treatment',
        withinMicros: 30 * MICROS_PER_MINUTE },
      { at: day3 + 11 * MICROS_PER_HOUR, verb: 'asks', person: 'dr-rivas', patient: 'ana',
        sections: ['allergies', 'medications'], workstation: null },
      { at: day3 + 12 * MICROS_PER_HOUR + 10 * MICROS_PER_MINUTE, verb: 'leaves',
        person: 'dr-rivas', workstation: 'ward-3', locked: false, badge: false },
      { at: day3 + 12 * MICROS_PER_HOUR + 15 * MICROS_PER_MINUTE, verb: 'sits',
        person: 'porter', workstation: 'ward-3', opens: 'ana' },
      { at: 3 * MICROS_PER_DAY + 8 * MICROS_PER_HOUR, verb: 'cuts', a: 'us-west', b: 'us-east', oneWay: false,
        forMicros: 15 * MICROS_PER_MINUTE },
    ]);
  });

  it('has its answer and its expectations', () => {
    expect(scenario.reactions).toEqual([
      { line: 22, text: 'when asked ana grants dr-rivas for 24h', patient: 'ana',
        proxy: null, grantee: 'dr-rivas', sections: [], purposes: [], except: [], forMicros: MICROS_PER_DAY }]);
    expect(scenario.expectations).toMatchObject([
      { kind: 'reaches', patient: 'ana', section: 'allergies', person: 'dr-rivas',
        withinMicros: 30 * MICROS_PER_MINUTE },
      { kind: 'leaks', atMost: 1 }, { kind: 'agrees' },
    ]);
  });
});

describe('a text', () => {
  it('says the same with tabs, CRLF and a byte order mark', () => {
    const same = parsed(`\ufeff${EXAMPLE.replaceAll(' ', '\t').replaceAll('\n', '\r\n')}`
      .replace('"Ana\tmoves\tfrom\tBoise\tto\tTampa"', '"Ana moves from Boise to Tampa"'));
    expect({ ...same, text: '' }).toEqual({ ...parsed(EXAMPLE), text: '' });
  });

  it('has a seed and a date of its own where it says none', () => {
    expect(parsed('scenario "x"\nnetwork\nclinic c in us-west\n'))
      .toMatchObject({ seed: 1, starts: '2021-07-01T00:00Z', settings: [], story: [] });
  });

  it('may use a name above the line that declares it', () => {
    const text = 'scenario "x"\nstory\nday 1 09:00 ana moves to d\npeople\n'
      + 'patient ana at c, chart "synthea/Norma_Pagan"\nnetwork\nclinic c in us-west\n'
      + 'clinic d in us-east\n';
    expect(parsed(text).story).toHaveLength(1);
  });

  it('may call a patient by any word of the language', () => {
    for (const word of ['day', 'when', 'asked', 'story', 'network', 'link', 'at', 'for', 'seed']) {
      const text = EXAMPLE.replaceAll(/\bana\b/g, word);
      expect(parsed(text).patients[0]?.name, word).toBe(word);
    }
  });

  it('is known by the charts there are, or by any well-formed name where they are not told', () => {
    const text = EXAMPLE.replace('Sofia_Koepp', 'Somebody_Else');
    expect(parseScenario(text).problems).toEqual([]);
    expect(parseScenario(text, { charts: [] }).problems).toHaveLength(1);
  });

  it('may have parts of a line in any order and leave commas out', () => {
    const text = EXAMPLE.replace(', on shift', ' on shift').replace(', locks', ' locks')
      .replace('us-west\n', 'us-west client\n');
    expect({ ...parsed(text).members[0] }).toMatchObject({ client: true });
  });

  it('takes the word of a form for a name where only that makes sense', () => {
    const story = (lines: string): string => `scenario "Called to"
network
  clinic to in us-west
  clinic is in us-east
story
${lines}
`;
    const { scenario, problems } = parseScenario(story(`  day 1 09:00 link us-east to is cut
  day 1 10:00 link us-east to to is cut
  day 1 11:00 link us-west to is is cut
  day 1 12:00 link to is is cut`));
    expect(problems).toEqual([]);
    expect(scenario?.story).toMatchObject([
      { a: 'us-east', b: 'to', oneWay: false }, { a: 'us-east', b: 'to', oneWay: true },
      { a: 'us-west', b: 'is', oneWay: true }, { a: 'to', b: 'is', oneWay: false },
    ]);
  });
});
