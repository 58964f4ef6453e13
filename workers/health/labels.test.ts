import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../crypto/utf8.ts';
import { labelName } from '../grants/labels.ts';
import { readBundle } from './bundle.ts';
import type { FhirRecord } from './bundle.ts';
import { labelsOf } from './labels.ts';
import { SENSITIVE_CODES } from './sensitive-codes.ts';

const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const ADHD = { coding: [{ system: 'http://snomed.info/sct', code: '192127007' }] };
const labels = (resource: object): readonly string[] => labelsOf(utf8(JSON.stringify(resource)));

function chart(name: string): readonly FhirRecord[] {
  const path = `public/fhir/synthea/${name}.json`;
  const reading = readBundle(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), path);
  if (!reading.ok) throw new Error(reading.problems[0]?.sentence);
  return reading.chart.records;
}

describe('The security labels of a record', () => {
  it('are those it bears itself, as they stand', () => {
    const meta = { security: [{ system: CONFIDENTIALITY, code: 'N' }, { system: ACT, code: 'HIV' },
      { system: 'http://example.org/own', code: 'PSY' }] };
    expect(labels({ resourceType: 'Condition', meta, code: ADHD })).toEqual(['HIV', 'N']);
  });

  it('are else derived from the codes in it, and then it is restricted', () => {
    expect(labels({ resourceType: 'Condition', code: ADHD })).toEqual(['MH', 'PSY', 'R']);
    expect(labels({ resourceType: 'Encounter', reasonCode: [ADHD] })).toEqual(['MH', 'PSY', 'R']);
    expect(labels({ resourceType: 'Condition', meta: { security: [] }, code: ADHD }))
      .toContain('PSY');
  });

  it('go by code and system together, and most records have none', () => {
    const other = { coding: [{ system: 'http://example.org', code: '192127007' }] };
    expect(labels({ resourceType: 'Condition', code: other })).toEqual([]);
  });

  it('part a real chart: what is about psychiatry is a few of its conditions', () => {
    const conditions = chart('Gerardo_Botello').filter(({ section }) => section === 'conditions');
    const about = conditions.filter(({ bytes }) => labelsOf(bytes).includes('PSY'));
    expect(about.map(({ display }) => display)).toEqual(['Child attention deficit disorder']);
    expect(conditions.length).toBeGreaterThan(about.length);
  });

  it('are all known by name', () => {
    for (const code of new Set([...SENSITIVE_CODES.values()].flat())) {
      expect(labelName(code)).not.toBe(code);
    }
  });
});
