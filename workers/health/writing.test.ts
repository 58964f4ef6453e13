import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBundle } from './bundle.ts';
import { recordFrom } from './record-from.ts';
import { SECTIONS } from './sections.ts';
import { amendResource, isWritable, writeResource } from './writing.ts';

const by = { author: 'dr-rivas', organisation: 'tampa-general', patient: 'Ana Lima',
  at: '2021-07-03T11:00:00.000Z' };
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => text.trim() !== '' && !/\p{Surrogate}/u.test(text));

describe('a record that is written', () => {
  it.each(SECTIONS.filter(isWritable))('is a resource of %s that a chart accepts', (section) => {
    const bytes = writeResource(section, 'tampa-general.1', 'Something: 1', by);
    const patient = { resourceType: 'Patient', id: 'p', name: [{ text: 'Ana' }] };
    const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'collection',
      entry: [{ resource: patient }, { resource: JSON.parse(textOf(bytes)) as object }] });
    const reading = readBundle(bundle, 'x');
    expect(reading.ok ? reading.chart.records[1]?.section : reading.problems).toBe(section);
    expect(textOf(bytes)).toContain('dr-rivas, tampa-general');
  });

  it('keeps the digits of a value as they were typed', () => {
    const bytes = writeResource('results', 'a', 'Hemoglobin: 10.50 g/dL', by);
    expect(textOf(bytes)).toContain('"valueQuantity":{"value":10.50,"unit":"g/dL"}');
    expect(recordFrom('x', bytes).display).toBe('Hemoglobin: 10.50 g/dL');
  });

  it('says in its line what was written, whatever that is', () => {
    fc.assert(fc.property(words, (said) => {
      const record = recordFrom('x', writeResource('conditions', 'a', said, by));
      expect(record.display).toBe(said.replace(/\s+/g, ' ').trim());
    }));
  });
});

describe('a record that is amended', () => {
  const before = '{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order",'
    + '"medicationReference":{"reference":"#x"},"dosageInstruction":[{"doseAndRate":[{"doseQuantity":'
    + '{"value":1.50}}]}],"text":{"status":"generated","div":"<div>old</div>"},'
    + '"meta":{"profile":["p"]}}';

  it('keeps everything else as it was written, and loses the narrative that says the old', () => {
    const after = textOf(amendResource(new TextEncoder().encode(before), 2, 'Warfarin', by));
    expect(after).toContain('"value":1.50');
    expect(after).not.toContain('<div>');
    expect(JSON.parse(after)).toMatchObject({
      id: 'm', intent: 'order', medicationCodeableConcept: { text: 'Warfarin' },
      meta: { profile: ['p'], versionId: '2', lastUpdated: by.at },
      note: [{ authorString: 'dr-rivas, tampa-general', text: 'Before: Medication request' }],
    });
    expect(JSON.parse(after)).not.toHaveProperty('medicationReference');
  });

  it('keeps the code of an observation whose value alone changes', () => {
    const observation = new TextEncoder().encode(JSON.stringify({
      resourceType: 'Observation', id: 'o', status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '718-7' }], text: 'Hemoglobin' },
      valueQuantity: { value: 9, unit: 'g/dL' },
    }));
    const after = textOf(amendResource(observation, 2, 'Hemoglobin: 10.5 g/dL', by));
    expect(JSON.parse(after)).toMatchObject({
      status: 'amended', code: { coding: [{ code: '718-7' }] },
      valueQuantity: { value: 10.5, unit: 'g/dL' }, note: [{ text: 'Before: Hemoglobin: 9 g/dL' }],
    });
  });

  it('gathers one note a version', () => {
    let bytes = writeResource('allergies', 'a', 'Penicillin', by);
    for (const version of [2, 3]) bytes = amendResource(bytes, version, `Penicillin ${version}`, by);
    expect((JSON.parse(textOf(bytes)) as { note: unknown[] }).note).toHaveLength(2);
  });
});
