import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf, LINES_MAX } from './elements.ts';

describe('a resource as a chart page', () => {
  it('says codes by their words, amounts with their unit and references by their name', () => {
    expect(elementsOf(JSON.stringify({
      resourceType: 'Observation', id: 'o', meta: { profile: ['x'] }, status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '8302-2', display: 'Body Height' }], text: 'Body Height' },
      subject: { reference: 'Patient/p', display: 'Ana' }, valueQuantity: { value: 172.4, unit: 'cm', system: 'u', code: 'cm' },
      component: [{ valueString: 'a' }, { valueString: 'b' }],
    }))).toEqual([
      { path: 'status', name: 'status', says: 'final' },
      { path: 'code', name: 'code', says: 'Body Height (8302-2 in http://loinc.org)' },
      { path: 'subject', name: 'subject', says: 'Ana (Patient/p)' },
      { path: 'valueQuantity', name: 'value quantity', says: '172.4 cm' },
      { path: 'component.0.valueString', name: 'component, 1, value string', says: 'a' },
      { path: 'component.1.valueString', name: 'component, 2, value string', says: 'b' },
    ]);
  });

  it('keeps numbers as they are written', () => {
    expect(elementsOf('{"dose":1.50,"valueQuantity":{"value":6.0,"unit":"mg"},"n":"2.50"}').map(({ says }) => says))
      .toEqual(['1.50', '6.0 mg', '2.50']);
  });

  it('says a text that no code says', () => {
    expect(elementsOf('{"code":{"text":"penicillin","coding":[{"system":"s","code":"1"}]}}')[0]?.says).toBe('penicillin; 1 in s');
  });

  it('never throws, whatever it is given, and ends', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(elementsOf(text).length).toBeLessThanOrEqual(LINES_MAX);
    }));
  });
});
