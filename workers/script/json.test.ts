import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJson } from './from-json.ts';
import { JSON_FORMAT, toJson } from './json.ts';
import type { Json } from './json.ts';
import { parseScenario } from './parse.ts';
import { EXAMPLE } from './testing/example.ts';
import { scenarioText } from './testing/texts.ts';

function formOf(text: string): { readonly [key: string]: Json } {
  const { scenario, problems } = parseScenario(text);
  if (scenario === undefined) expect.fail(JSON.stringify(problems));
  return toJson(scenario);
}

const sentencesOf = (json: unknown): string[] => (
  fromJson(json).problems.map(({ sentence }) => sentence));

describe('the JSON form', () => {
  it('of the example reads like the example', () => {
    const form = formOf(EXAMPLE);
    expect(form).toMatchObject(
      { format: JSON_FORMAT, title: 'Ana moves from Boise to Tampa', seed: 42 });
    expect(form['network']).toContainEqual(
      { act: 'member', kind: 'clinic', name: 'boise-clinic', region: 'us-west' });
    expect(form['story']).toContainEqual({
      act: 'needs', at: 212_400_000_000, person: 'dr-rivas', purpose: 'treatment',
      records: [
        { patient: 'ana', section: 'allergies' }, { patient: 'ana', section: 'medications' }],
      withinMicros: 1_800_000_000,
    });
    expect(form['expect']).toEqual([
      { act: 'reaches', records: { patient: 'ana', section: 'allergies' }, person: 'dr-rivas',
        withinMicros: 1_800_000_000 },
      { act: 'leaks', atMost: 1 }, { act: 'agrees' },
    ]);
  });

  it('is the same whatever the comments, the spacing and the writing of durations', () => {
    const other = EXAMPLE.replaceAll('  ', ' ').replace('24h', '1d').replace('30m', '0.5h')
      .replace('seed 42', '# luck\nseed 42');
    expect(formOf(other)).toEqual(formOf(EXAMPLE));
  });

  it('holds integers, strings and truth values only', () => {
    JSON.stringify(formOf(EXAMPLE), (_key, value: unknown) => {
      if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true);
      expect(value).not.toBeNull();
      return value;
    });
  });

  it('comes back as the same scenario', () => {
    fc.assert(fc.property(scenarioText(), (text) => {
      const form = formOf(text);
      const back = fromJson(JSON.parse(JSON.stringify(form)));
      expect(back.problems).toEqual([]);
      expect(back.scenario === undefined ? null : toJson(back.scenario)).toEqual(form);
    }), { numRuns: 200 });
  });
});

describe('a JSON form that is wrong', () => {
  const form = { format: JSON_FORMAT, title: 'x',
    network: [{ act: 'member', kind: 'clinic', name: 'c', region: 'us-west' }] };

  it.each([
    [4, 'scenario: it is not an object.'],
    [{ title: 'x' }, 'format: it is not "ledgerward-scenario/1".'],
    [{ ...form, story: {} }, 'story: it is not a list.'],
    [{ ...form, titel: 'y' }, 'scenario: I know no `titel` there.'],
    [{ ...form, story: [4] }, 'story[0]: it is not an object.'],
    [{ ...form, expect: [{ act: 'moves' }] },
      'expect[0]: `act` is not one of reaches, leaks, agrees, grants-final.'],
    [{ ...form, story: [{ act: 'moves', patient: 'a', to: 'b' }] },
      'story[0]: `at` is not a moment of the story in microseconds.'],
    [{ ...form, story: [{ act: 'moves', at: 0, patient: 'ana moves', to: 'b' }] },
      'story[0]: `patient` is not what belongs there.'],
    [{ ...form, story: [{ act: 'moves', at: 0, patient: 'ana', to: 'b\nc' }] },
      'story[0]: `to` is not what belongs there.'],
    [{ ...form, expect: [{ act: 'agrees', surely: true }] },
      'expect[0]: I know no `surely` there.'],
    [{ ...form, title: 'two\nlines' }, 'scenario: `title` is not what belongs there.'],
  ])('%j says where', (json, sentence) => {
    expect(sentencesOf(json)).toEqual([sentence]);
  });

  it('is checked like a script, item by item', () => {
    const twin = { ...form.network[0], region: 'mars' };
    expect(sentencesOf({ ...form, network: [...form.network, twin] }))
      .toEqual([
        expect.stringMatching(/^network\[1\]: `c` is already/) as string,
        expect.stringMatching(/^network\[1\]: I know no region `mars`/) as string,
      ]);
  });
});
