import { readFileSync } from 'node:fs';
import * as cedar from '@cedar-policy/cedar-wasm/web';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccessModel } from './cedar.ts';
import { GRANT_STANDINGS, REACHES, RELATIONSHIPS, type Facts } from './facts.ts';
import type { AccessModel } from './model.ts';

const root = new URL('../../', import.meta.url);
cedar.initSync({ module: new WebAssembly.Module(
  readFileSync(new URL('node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm', root))) });

const policy = (file: string): string =>
  readFileSync(new URL(`scenarios/policies/${file}`, root), 'utf8');

function model(name: string): AccessModel {
  const reading = createAccessModel({
    name, policyText: policy(`${name}.cedar`), schemaText: policy('schema.cedarschema'), cedar,
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  expect(reading.warnings).toEqual([]);
  return reading.model;
}

/** The cardiologist at Tampa asks for what Boise keeps of ana. */
const asking: Facts = {
  person: 'dr-rivas', role: 'clinician', organisation: 'tampa-general',
  organisationKind: 'hospital', patient: 'ana', section: 'allergies', custodian: 'boise-clinic',
  purpose: 'treatment', sameOrganisation: false, memberOfNetwork: true, relationship: 'none',
  grant: 'none', onShift: true, reach: 'member',
};

const anyFacts: fc.Arbitrary<Facts> = fc.record({
  person: fc.constantFrom('dr-rivas', 'porter'),
  role: fc.constantFrom('clinician', 'staff', 'coordinator', 'adjudicator', 'auditor', 'proxy'),
  organisation: fc.constantFrom('tampa-general', 'state-payer'),
  organisationKind: fc.constantFrom('hospital', 'payer'),
  patient: fc.constantFrom('ana', 'ben'),
  section: fc.constantFrom('allergies', 'claims'),
  custodian: fc.constantFrom('boise-clinic', 'tampa-general'),
  purpose: fc.constantFrom('treatment', 'emergency', 'payment', 'marketing', 'research'),
  sameOrganisation: fc.boolean(),
  memberOfNetwork: fc.boolean(),
  relationship: fc.constantFrom(...RELATIONSHIPS),
  grant: fc.constantFrom(...GRANT_STANDINGS),
  onShift: fc.boolean(),
  reach: fc.constantFrom(...REACHES),
});

describe('Under patient-grant', () => {
  const grants = model('patient-grant');

  it('nobody reads without a grant, and the refusal says whose grant is missing', () => {
    expect(grants.decide(asking)).toEqual({
      permit: false, policies: [],
      explanation: 'ana has to grant dr-rivas allergies for treatment: none was given.',
    });
  });

  it('a grant in force lets the person it names read', () => {
    expect(grants.decide({ ...asking, grant: 'in-force' })).toEqual({
      permit: true, policies: ['grant-in-force'],
      explanation: 'ana granted dr-rivas allergies for treatment, and the grant is in force.',
    });
  });

  it('her denial decides, and says so', () => {
    expect(grants.decide({ ...asking, grant: 'denied' })).toEqual({
      permit: false, policies: ['denied-by-patient'],
      explanation: 'ana denies dr-rivas allergies for treatment.',
    });
  });

  it('a grant that expired or was revoked opens nothing, and the refusal says which', () => {
    expect(grants.decide({ ...asking, grant: 'expired' }).explanation)
      .toContain('the last one has expired');
    expect(grants.decide({ ...asking, grant: 'revoked' }).explanation)
      .toContain('it was taken back');
  });

  it('a grant is not used off shift', () => {
    expect(grants.decide({ ...asking, grant: 'in-force', onShift: false })).toEqual({
      permit: false, policies: ['off-shift'],
      explanation: 'dr-rivas is off shift, and grants are used at work.',
    });
  });

  it('several reasons to refuse are all given, sorted', () => {
    const decision = grants.decide({ ...asking, onShift: false, memberOfNetwork: false });
    expect(decision.policies).toEqual(['not-a-member', 'off-shift']);
    expect(decision.explanation).toBe("dr-rivas's organisation is not a member of the network. "
      + 'dr-rivas is off shift, and grants are used at work.');
  });

  it('decides as the rule in one line does, whatever the facts', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      expect(grants.decide(facts).permit)
        .toBe(facts.grant === 'in-force' && facts.memberOfNetwork && facts.onShift);
    }));
  });
});

describe('Under a single ledger', () => {
  const ledger = model('single-ledger');
  const works = ['clinician', 'staff', 'coordinator', 'adjudicator'];
  const purposes = ['treatment', 'emergency', 'payment'];

  it('a porter at any member may read any chart: the keys to the kingdom', () => {
    const porter = { ...asking, person: 'porter', role: 'staff' };
    expect(ledger.decide(porter)).toEqual({
      permit: true, policies: ['any-member'],
      explanation: 'Anyone who works with charts at a member may read any chart for treatment; '
        + 'porter is on the staff at tampa-general.',
    });
  });

  it('reach treating closes it to organisations that never treated the patient', () => {
    expect(ledger.decide({ ...asking, reach: 'treating' })).toEqual({
      permit: false, policies: [],
      explanation: 'For treatment or payment the ledger opens to those who work with charts where '
        + 'the patient is or was treated; dr-rivas is a clinician at tampa-general, which has not '
        + 'treated ana, and asks for treatment.',
    });
  });

  it.each(['treating', 'former'] as const)('reach treating opens it where it is %s', (relationship) => {
    const decision = ledger.decide({ ...asking, reach: 'treating', relationship });
    expect(decision.permit).toBe(true);
    expect(decision.policies).toEqual(['treating-member']);
  });

  it('no purpose but treatment and payment opens it', () => {
    expect(ledger.decide({ ...asking, purpose: 'payment' }).permit).toBe(true);
    expect(ledger.decide({ ...asking, purpose: 'marketing' }).permit).toBe(false);
  });

  it('decides as the rule in one line does, whatever the facts', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      expect(ledger.decide(facts).permit).toBe(facts.memberOfNetwork && works.includes(facts.role)
        && purposes.includes(facts.purpose)
        && (facts.reach === 'member' || facts.relationship !== 'none'));
    }));
  });

  it('never asks what the patient granted', () => {
    fc.assert(fc.property(anyFacts, fc.constantFrom(...GRANT_STANDINGS), (facts, grant) =>
      ledger.decide(facts).permit === ledger.decide({ ...facts, grant }).permit));
  });
});

describe('In its own house', () => {
  const house = model('in-house');

  it('an organisation lets its clinicians read what it keeps, and nobody else', () => {
    const own = { ...asking, custodian: 'tampa-general', sameOrganisation: true };
    expect(house.decide(own).policies).toEqual(['own-clinician']);
    expect(house.decide({ ...own, role: 'staff' })).toEqual({
      permit: false, policies: [],
      explanation: 'In its own system tampa-general lets its clinicians read; dr-rivas is on the '
        + 'staff at tampa-general.',
    });
    fc.assert(fc.property(anyFacts, (facts) => house.decide(facts).permit
      === (facts.sameOrganisation && facts.role === 'clinician')));
  });
});

describe('The policy files', () => {
  it('say nothing in braces that is not filled in', () => {
    const models = ['patient-grant', 'single-ledger', 'in-house'].map(model);
    fc.assert(fc.property(anyFacts, (facts) => {
      for (const { decide } of models.map((m) => ({ decide: (f: Facts) => m.decide(f) }))) {
        expect(decide(facts).explanation).not.toMatch(/[{}]|undefined/);
      }
    }));
  });

  it('differ in digest, and the same text has the same digest', () => {
    expect(model('in-house').digest).toBe(model('in-house').digest);
    expect(model('in-house').digest).not.toBe(model('patient-grant').digest);
    expect(model('in-house').digest).toMatch(/^[0-9a-f]{64}$/);
  });
});
