import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PERSON_ROLES } from './scenario.ts';
import { parseScenario } from './parse.ts';
import { printScenario } from './print.ts';

const folder = new URL('../../scenarios/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const ENDING = '.ledgerward';
const names = readdirSync(folder).filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length)).sort();
const index = JSON.parse(read('index.json')) as { name: string; title: string; plot: string }[];

describe('the index of scenarios', () => {
  it('lists every file, with the title the file has and a plot of one line', () => {
    // In the order in which a newcomer should meet them, Ana's first.
    expect(index.map(({ name }) => name).sort()).toEqual(names);
    expect(index[0]?.name).toBe('patient-relocation');
    for (const { name, title, plot } of index) {
      expect(title).toBe(parseScenario(read(`${name}${ENDING}`)).scenario?.title);
      expect(plot).toMatch(/^[A-Z][^\n]{20,200}\.$/);
    }
  });
});

describe.each(names)('%s', (name) => {
  const text = read(`${name}${ENDING}`);

  it('is right', () => {
    expect(parseScenario(text).problems).toEqual([]);
  });

  it('is written canonically', () => {
    expect(printScenario(text)).toBe(text);
  });
});

describe('patient-relocation', () => {
  it('has a cast wide enough for ways of sharing to differ', () => {
    const { scenario } = parseScenario(read(`patient-relocation${ENDING}`));
    expect(scenario?.members).toHaveLength(4);
    expect(scenario?.patients).toHaveLength(3);
    const roles = scenario?.people.map(({ role }) => role) ?? [];
    expect(PERSON_ROLES.filter((role) => roles.includes(role)))
      .toEqual(['clinician', 'staff', 'adjudicator']);
    expect(scenario?.story.map(({ verb }) => verb)).toEqual(
      expect.arrayContaining(['moves', 'needs', 'asks', 'leaves', 'sits', 'cuts', 'revokes']));
  });
});
