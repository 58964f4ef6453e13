import { describe, expect, it } from 'vitest';
import { readBundle } from './bundle.ts';

function recordedBy(entries: object[]): (string | null)[] {
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: entries.map((resource) =>
    ({ fullUrl: `urn:uuid:${(resource as { id: string }).id}`, resource })) };
  const reading = readBundle(JSON.stringify(bundle), 'x');
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.chart.records.slice(1).map((record) => record.recordedBy);
}

const patient = { resourceType: 'Patient', id: 'p' };
const nurse = { resourceType: 'Practitioner', id: 'n', name: [{ given: ['Nancy'], family: 'Nurse' }] };
const prescription = { resourceType: 'MedicationRequest', id: 'm', status: 'active', intent: 'order',
  medicationCodeableConcept: { text: 'Warfarin' }, subject: { reference: 'Patient/p' } };

describe('who recorded it', () => {
  it('is the name behind the reference, with the element that says so', () => {
    expect(recordedBy([patient, nurse, { ...prescription, requester: { reference: 'urn:uuid:n' } }]))
      .toEqual(['requester Nancy Nurse']);
  });

  it('is the display where the reference leads nowhere, and the reference where there is none', () => {
    expect(recordedBy([patient, { ...prescription,
      requester: { reference: 'Practitioner/9', display: 'Dr Nine' } }])).toEqual(['requester Dr Nine']);
    expect(recordedBy([patient, { ...prescription, requester: { reference: 'Practitioner/9' } }]))
      .toEqual(['requester Practitioner/9']);
  });

  it('is what a Provenance says where the resource itself does not', () => {
    const provenance = { resourceType: 'Provenance', id: 'v', recorded: '2020-01-01T00:00:00Z',
      target: [{ reference: 'urn:uuid:m' }], agent: [{ who: { reference: 'urn:uuid:n' } }] };
    expect(recordedBy([patient, nurse, prescription, provenance]))
      .toEqual(['agent Nancy Nurse', 'agent Nancy Nurse']);
    expect(recordedBy([patient, prescription])).toEqual([null]);
  });
});
