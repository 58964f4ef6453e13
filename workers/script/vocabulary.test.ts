import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SENSITIVITY_WORDS as LABELS } from '../grants/labels.ts';
import { SECTIONS } from '../health/sections.ts';
import { REGIONS } from '../net/regions.ts';
import { isWritable } from '../health/writing.ts';
import {
  PURPOSE_WORDS, REGION_WORDS, SAMPLE_CONSENTS, SECTION_WORDS, SENSITIVITY_WORDS, WRITABLE_WORDS,
} from './vocabulary.ts';

const schema = readFileSync(
  new URL('../../scenarios/policies/schema.cedarschema', import.meta.url), 'utf8');

/** The members of an enumerated entity of the Cedar schema. */
function enumeration(name: string): string[] {
  const body = new RegExp(`entity ${name} enum \\[([^\\]]*)\\]`).exec(schema)?.[1] ?? '';
  return [...body.matchAll(/"([^"]+)"/g)].map(([, word]) => word ?? '');
}

describe('the words that other folders give their meaning', () => {
  it('are the regions of the network', () => {
    expect([...REGION_WORDS].sort()).toEqual(REGIONS.map(({ name }): string => name).sort());
  });

  it('are the sections of a chart', () => {
    expect(SECTION_WORDS).toEqual(SECTIONS);
    expect(SECTION_WORDS).toEqual(enumeration('Section'));
  });

  it('are the sections that can be written into', () => {
    expect(WRITABLE_WORDS).toEqual(SECTIONS.filter(isWritable));
  });

  it('are the sensitivities that labels have words for', () => {
    expect(SENSITIVITY_WORDS).toEqual(LABELS);
  });

  it('are the sample Consents that come with the app', () => {
    const folder = new URL('../../public/fhir/hl7-r4-examples/', import.meta.url);
    const names = readdirSync(folder).filter((name) => name.startsWith('Consent-'));
    expect(SAMPLE_CONSENTS.map((name) => `Consent-consent-example-${name}.json`))
      .toEqual(names.sort());
  });

  it('are the purposes that policies know', () => {
    expect(PURPOSE_WORDS).toEqual(enumeration('Purpose'));
  });
});
