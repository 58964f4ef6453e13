import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meantType, OTHER_VERSION_TYPES, R4_RESOURCE_TYPES } from './resource-types.ts';
import { isSection, SECTIONS, sectionOf } from './sections.ts';

describe('The section of a resource', () => {
  it.each([
    ['Patient', [], 'demographics'],
    ['AllergyIntolerance', ['food'], 'allergies'],
    ['MedicationRequest', [], 'medications'],
    ['Observation', ['vital-signs'], 'vitals'],
    ['Observation', ['laboratory'], 'results'],
    ['Observation', ['social-history'], 'social-history'],
    ['Observation', ['survey'], 'surveys'],
    ['Observation', ['local-code', 'vital-signs'], 'vitals'],
    ['Observation', [], 'results'],
    ['DiagnosticReport', ['LAB'], 'results'],
    ['DiagnosticReport', ['RAD'], 'imaging'],
    ['ExplanationOfBenefit', [], 'claims'],
    ['Composition', [], 'documents'],
    ['Provenance', [], 'other'],
    ['Organization', [], null],
    ['Practitioner', [], null],
    ['Location', [], null],
  ] as const)('%s with category %j is %s', (type, categories, section) => {
    expect(sectionOf(type, categories)).toBe(section);
  });

  it('is one of the list for every type of R4, or none for a directory', () => {
    const used = new Set([...R4_RESOURCE_TYPES].map((type) => sectionOf(type, [])));
    for (const section of used) expect(section === null || isSection(section)).toBe(true);
    expect(used.size).toBeGreaterThan(15);
  });

  it('is a section that the policies know, in the same order', () => {
    const schema = readFileSync(
      new URL('../../scenarios/policies/schema.cedarschema', import.meta.url), 'utf8');
    const listed = /entity Section enum \[([^\]]*)\]/.exec(schema)?.[1] ?? '';
    expect([...listed.matchAll(/"([^"]+)"/g)].map((match) => match[1])).toEqual([...SECTIONS]);
  });
});

describe('The resource types of R4', () => {
  it('are the 146 that can stand in a Bundle, and no type of another version is among them', () => {
    expect(R4_RESOURCE_TYPES.size).toBe(146);
    for (const type of OTHER_VERSION_TYPES.keys()) expect(R4_RESOURCE_TYPES.has(type)).toBe(false);
  });

  it('are guessed from one slip of the hand, and not from two', () => {
    expect(meantType('Pateint')).toBe('Patient');
    expect(meantType('patient')).toBe('Patient');
    expect(meantType('Observaton')).toBe('Observation');
    expect(meantType('Observationn')).toBe('Observation');
    expect(meantType('Condicion')).toBe('Condition');
    expect(meantType('Kondicion')).toBe(null);
    expect(meantType('')).toBe(null);
  });
});
