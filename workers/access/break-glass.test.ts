import { readFileSync } from 'node:fs';
import * as cedar from '@cedar-policy/cedar-wasm/web';
import { describe, expect, it } from 'vitest';
import { createAccessModel } from './cedar.ts';
import type { Facts } from './facts.ts';

const root = new URL('../../', import.meta.url);
cedar.initSync({ module: new WebAssembly.Module(
  readFileSync(new URL('node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm', root))) });
const text = (file: string): string =>
  readFileSync(new URL(`scenarios/policies/${file}`, root), 'utf8');
const reading = createAccessModel({
  name: 'break-glass', policyText: text('break-glass.cedar'),
  schemaText: text('schema.cedarschema'), cedar,
});

const emergency: Facts = {
  person: 'dr-rivas', role: 'clinician', organisation: 'tampa-general',
  organisationKind: 'hospital', patient: 'ana', section: 'allergies', custodian: 'boise-clinic',
  purpose: 'emergency', sameOrganisation: false, memberOfNetwork: true, relationship: 'none',
  grant: 'none', onShift: true, reach: 'member',
};

/** The rule of the file once more, in one line of code. */
const twin = (
  { role, organisationKind, purpose, memberOfNetwork, relationship, onShift, reach }: Facts,
): boolean =>
  role === 'clinician' && (organisationKind === 'clinic' || organisationKind === 'hospital')
  && purpose === 'emergency' && memberOfNetwork && onShift
  && (reach === 'member' || relationship === 'treating');

describe('The rules for breaking the glass', () => {
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { model } = reading;

  it('have no warning, and say of each decision why', () => {
    expect(reading.warnings).toEqual([]);
    expect(model.decide(emergency).explanation).toBe('dr-rivas broke the glass: a clinician of any '
      + 'provider may read allergies in an emergency.');
    expect(model.decide({ ...emergency, reach: 'treating' }).explanation).toBe('Only a clinician of '
      + 'a provider that the network admits may break the glass; dr-rivas is a clinician at '
      + 'tampa-general, which has not treated ana.');
  });

  it('agree with their twin on every combination of facts that matters', () => {
    let permitted = 0;
    for (const role of ['clinician', 'staff', 'adjudicator']) {
      for (const organisationKind of ['clinic', 'hospital', 'payer', 'lab']) {
        for (const purpose of ['emergency', 'treatment', 'marketing']) {
          for (const relationship of ['treating', 'former', 'none'] as const) {
            for (const reach of ['member', 'treating'] as const) {
              for (const bits of [0, 1, 2, 3]) {
                const facts: Facts = {
                  ...emergency, role, organisationKind, purpose, relationship, reach,
                  onShift: bits % 2 === 0, memberOfNetwork: bits < 2,
                };
                expect(model.decide(facts).permit, JSON.stringify(facts)).toBe(twin(facts));
                if (twin(facts)) permitted += 1;
              }
            }
          }
        }
      }
    }
    expect(permitted).toBe(8);
  });
});
