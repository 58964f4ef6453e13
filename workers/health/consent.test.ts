import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionOf, standingOf } from '../grants/deciding.ts';
import type { Reading } from '../grants/deciding.ts';
import type { Provision } from '../grants/provision.ts';
import { anyProvision } from '../grants/testing/twin.ts';
import { provisionWords } from '../grants/words.ts';
import { consentOf } from './consent-export.ts';
import { readConsent } from './consent.ts';
import type { Consent, RootReading } from './consent.ts';
import { writeDateTime } from './fhir-time.ts';

const FOLDER = new URL('../../public/fhir/hl7-r4-examples/', import.meta.url);
const SAMPLES = readdirSync(FOLDER).filter((name) => name.startsWith('Consent-')).sort();

function load(name: string, root: RootReading = 'scope'): Consent {
  const reading = readConsent(
    readFileSync(new URL(`Consent-consent-example-${name}.json`, FOLDER), 'utf8'), name, root);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.consent;
}

const words = ({ provision, patient }: Consent): string[] | null =>
  provision && provisionWords(provision, patient, { moment: (at) => writeDateTime(at) });

const asked = (change: Partial<Reading> = {}): Reading => ({
  person: 'f204', role: 'clinician', organisation: 'f002', purpose: 'TREAT', custodian: 'f001',
  section: 'medications', record: { id: 'MedicationRequest/1', resourceType: 'MedicationRequest',
    labels: [] }, at: Date.UTC(2016, 5, 23, 7, 15) * 1_000, ...change,
});
const says = (consent: Consent, change: Partial<Reading> = {}): string | null =>
  consent.provision && decisionOf(consent.provision, asked(change));

/** A minimal Consent with something changed, as text. */
const written = (change: object): string => JSON.stringify({
  resourceType: 'Consent', status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope',
    code: 'patient-privacy' }] },
  category: [{}], patient: { reference: 'Patient/ana' },
  policyRule: { coding: [{ code: 'OPTIN' }] }, ...change,
}, null, 1);
const read = (change: object): Consent => {
  const reading = readConsent(written(change), 'x.json');
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.consent;
};
const problems = (change: object): string[] => {
  const reading = readConsent(written(change), 'x.json');
  return reading.ok ? [] : reading.problems.map(({ pointer, sentence }) => `${pointer}: ${sentence}`);
};
const actor = (role: string, reference: string): object =>
  ({ role: { coding: [{ code: role }] }, reference: { reference } });

describe('HL7\u2019s sample Consents', () => {
  it('are nine, and all of them load under either reading', () => {
    expect(SAMPLES).toHaveLength(9);
    for (const name of SAMPLES) {
      for (const root of ['scope', 'exception'] as const) {
        const reading = readConsent(readFileSync(new URL(name, FOLDER), 'utf8'), name, root);
        expect(reading.ok).toBe(true);
      }
    }
  });

  it('basic: everything is permitted until the end of a day', () => {
    expect(words(load('basic'))).toEqual(['Permits anyone to read all of Patient/f001\u2019s chart, '
      + 'from 1964-01-01T00:00:00Z until 2016-01-02T00:00:00Z.']);
  });

  it('Out: nothing that f001 keeps may be read', () => {
    expect(words(load('Out'))).toEqual(['Denies anyone to read all of Patient/f001\u2019s chart kept '
      + 'by f001.']);
    expect(says(load('Out'), { custodian: 'f002' })).toBeNull();
  });

  it('notOrg: a type in the root is taken at its word, and said to be', () => {
    const consent = load('notOrg');
    expect(says(consent, { organisation: 'f001' })).toBe('deny');
    expect(says(consent)).toBeNull();
    expect(consent.notes[0]).toContain('taken at its word');
    expect(consent.notModelled.map(({ pointer }) => pointer)).toContain('Consent.provision.action');
  });

  it('notThem: is a scope or an exception, as it is asked to be read', () => {
    expect(says(load('notThem'))).toBe('permit');
    expect(says(load('notThem', 'exception'))).toBe('deny');
    expect(says(load('notThem', 'exception'), { person: 'f007' })).toBe('permit');
    expect(load('notThem').notes[0]).toContain('Some of HL7\u2019s own examples mean an exception');
  });

  it('Emergency: within the exception for emergencies stands a denial, which decides', () => {
    expect(words(load('Emergency', 'exception'))).toEqual([
      'Denies anyone to read all of Patient/f001\u2019s chart.',
      'Except: permits all of that kept by f001 for emergency.',
      'Except from that: denies all of that kept by f001.',
    ]);
    for (const root of ['scope', 'exception'] as const) {
      expect(says(load('Emergency', root), { purpose: 'ETREAT' })).toBe('deny');
    }
  });

  it('notThis: names one record; what belongs to it is not followed, and that is said', () => {
    const consent = load('notThis');
    expect(consent.provision?.records).toEqual(['Task/example3']);
    expect(consent.notModelled).toContainEqual({
      pointer: 'Consent.provision.data[0].meaning',
      sentence: 'related: what the record refers to, or what refers to it, is not followed.',
    });
  });

  it('smartonfhir: half an hour in another time zone, for one type of record', () => {
    const consent = load('smartonfhir');
    const end = Date.UTC(2016, 5, 23, 7, 32, 34) * 1_000;
    expect([says(consent), says(consent, { at: end - 1 }), says(consent, { at: end })])
      .toEqual(['permit', 'permit', null]);
    expect(consent.provision?.exceptions[0]?.resourceTypes).toEqual(['MedicationRequest']);
  });

  it('of two, a denial in one outweighs what the other permits', () => {
    const given = [load('notThem'), load('Out')].map(({ provision }) =>
      ({ provision: provision!, isRevoked: false }));
    expect(standingOf(given, asked())).toBe('denied');
    expect(standingOf(given.slice(0, 1), asked())).toBe('in-force');
  });

  it('name everything that is not modelled', () => {
    for (const name of SAMPLES) {
      const text = readFileSync(new URL(name, FOLDER), 'utf8');
      const reading = readConsent(text, name);
      const told = reading.ok ? reading.consent.notModelled.map(({ pointer }) => pointer) : [];
      const json = JSON.parse(text) as Record<string, unknown>;
      const unread = Object.keys(json).filter((key) => !['resourceType', 'id', 'status', 'scope',
        'patient', 'policyRule', 'provision', 'meta'].includes(key));
      expect(told).toEqual(expect.arrayContaining(unread.map((key) => `Consent.${key}`)));
    }
  });
});

describe('A Consent that is wrong', () => {
  it.each<[object, string]>([
    [{ status: 'signed' }, 'Consent.status: A status is one of draft, proposed, active, rejected, '
      + 'inactive, entered-in-error.'],
    [{ status: undefined }, 'Consent.status: R4 requires status here.'],
    [{ patient: undefined }, 'Consent.patient: R4 requires patient here.'],
    [{ policyRule: undefined }, 'Consent: Either policy or policyRule is needed (invariant ppc-1).'],
    [{ decision: 'permit' }, 'Consent.decision: R4 has no element decision here.'],
    [{ provision: { provision: [{ type: 'deny', period: { end: 'tomorrow' } }] } },
      'Consent.provision.provision[0].period.end: This is no FHIR dateTime, such as 2016-06-23 or '
      + '2016-06-23T17:02:33+10:00.'],
    [{ provision: { period: { start: '2016-02', end: '2016-01' } } },
      'Consent.provision.period.end: The period ends before it starts.'],
    [{ provision: { provision: [{}] } },
      'Consent.provision.provision[0].type: R4 requires type here.'],
    [{ provision: { provision: [{ type: 'allow' }] } },
      'Consent.provision.provision[0].type: A type is permit or deny.'],
    [{ provision: { actor: [{ role: {} }] } },
      'Consent.provision.actor[0].reference: R4 requires reference here.'],
    [{ provision: { purpose: { code: 'TREAT' } } },
      'Consent.provision.purpose: A list should stand here.'],
    [{ provision: [] }, 'Consent.provision: An object should stand here.'],
  ])('%j says where', (change, sentence) => {
    expect(problems(change)).toContain(sentence);
  });

  it('has its line and column too, and other files are refused by name', () => {
    const reading = readConsent(written({ status: 'signed' }), 'x.json');
    expect(reading).toMatchObject({ ok: false, problems: [{ path: 'x.json', line: 3, column: 12 }] });
    expect(readConsent('{"resourceType":"Patient"}', 'x')).toMatchObject({ problems: [
      { sentence: 'This file holds one Patient, not a Consent.' }] });
    expect(readConsent('{', 'x').ok).toBe(false);
    expect(readConsent('[]', 'x')).toMatchObject({ problems: [
      { sentence: 'This is not FHIR: it has no resourceType.' }] });
  });
});

describe('What is not modelled', () => {
  it('makes a permission narrower and a denial wider, never the other way round', () => {
    const code = [{ coding: [{ system: 'http://loinc.org', code: '75622-1' }] }];
    const permit = read({ policyRule: { coding: [{ code: 'OPTOUT' }] },
      provision: { provision: [{ type: 'permit', code }] } });
    expect(permit.provision?.exceptions).toEqual([]);
    const deny = read({ provision: { provision: [{ type: 'deny', code }] } });
    expect(says(deny)).toBe('deny');
    const related = read({ provision: { provision: [{ type: 'deny', data: [
      { meaning: 'dependents', reference: { reference: 'Task/1' } }] }] } });
    expect(says(related)).toBe('deny');
  });

  it.each<[object, string]>([
    [{ actor: [actor('AUT', 'Organization/f001')] }, 'Consent.provision.provision[0].actor[0].role'],
    [{ actor: [actor('PRCP', 'CareTeam/7')] }, 'Consent.provision.provision[0].actor[0].reference'],
    [{ purpose: [{ system: 'http://example.org', code: 'TREAT' }] },
      'Consent.provision.provision[0].purpose[0]'],
    [{ class: [{ system: 'urn:ietf:bcp:13', code: 'application/pdf' }] },
      'Consent.provision.provision[0].class[0]'],
    [{ securityLabel: [{ system: 'http://example.org', code: 'X' }] },
      'Consent.provision.provision[0].securityLabel[0]'],
    [{ dataPeriod: { start: '2016' } }, 'Consent.provision.provision[0].dataPeriod'],
  ])('in %j is named, and no permission rests on it', (part, pointer) => {
    const consent = read({ provision: { provision: [{ type: 'permit', ...part }] } });
    expect(consent.notModelled.map((each) => each.pointer)).toContain(pointer);
    expect(consent.provision?.exceptions).toEqual([]);
  });

  it('is a Consent that is not active, of another scope, or with rules of its own', () => {
    for (const change of [{ status: 'draft' }, { status: 'inactive' }, { implicitRules: 'urn:x' },
      { scope: { coding: [{ code: 'research' }] } }, { modifierExtension: [] }]) {
      const consent = read(change);
      expect(consent.provision).toBeNull();
      expect(consent.notes.join(' ')).toContain('nothing of it is acted on');
    }
  });

  it('is whatever does not concern reading', () => {
    const correct = [{ coding: [{ code: 'correct' }] }];
    expect(read({ provision: { action: correct } }).provision).toBeNull();
  });
});

describe('A grant written as a Consent', () => {
  it('reads as the same grant', () => {
    fc.assert(fc.property(anyProvision, (provision: Provision) => {
      const text = JSON.stringify(consentOf(
        { id: 'ana-grant-1', patient: 'ana', provision, isRevoked: false, givenAt: 0 }));
      const reading = readConsent(text, 'x.json');
      if (!reading.ok) {
        // FHIR has no period that ends before it starts; a grant may have one, and never holds.
        expect(reading.problems.every(({ pointer }) => pointer.endsWith('period.end'))).toBe(true);
        return;
      }
      expect(reading.consent.provision).toEqual(provision);
      expect(reading.consent.patient).toBe('Patient/ana');
    }), { numRuns: 500 });
  });

  it('has what R4 requires, its words as narrative, and is inactive once taken back', () => {
    const provision: Provision = { ...read({}).provision!, actors: [{ kind: 'person', name: 'a&b' }] };
    const consent = consentOf({ id: 'ana grant/1', patient: 'ana', provision, isRevoked: true,
      givenAt: Date.UTC(2021, 6, 1) * 1_000 }) as Record<string, unknown>;
    expect(consent).toMatchObject({
      resourceType: 'Consent', id: 'ana-grant-1', status: 'inactive',
      dateTime: '2021-07-01T00:00:00Z', patient: { reference: 'Patient/ana' },
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Permits a&amp;b '
        + 'to read all of ana\u2019s chart.</p><p>It was taken back.</p></div>' },
    });
    for (const name of ['scope', 'category', 'policyRule', 'provision']) {
      expect(consent).toHaveProperty(name);
    }
  });
});
