import { labelName, labelSystem } from '../grants/labels.ts';
import type { Actor, Provision } from '../grants/provision.ts';
import { PURPOSE_SYSTEM, purposeName } from '../grants/purposes.ts';
import { provisionWords } from '../grants/words.ts';
import type { Micros } from '../kernel/micros.ts';
import {
  ACTION_SYSTEM, ACT_CODE_SYSTEM, CUSTODIAN_ROLE, PARTICIPATION_SYSTEM, RESOURCE_TYPE_SYSTEM,
  SCOPE_SYSTEM, SECTION_SYSTEM,
} from './consent-codes.ts';
import { writeDateTime, writeEndBefore } from './fhir-time.ts';

export interface ExportedGrant {
  readonly id: string;
  readonly patient: string;
  readonly provision: Provision;
  readonly isRevoked: boolean;
  /** When it was given; moments are microseconds since 1970-01-01T00:00Z, the provision's too. */
  readonly givenAt: Micros;
}

type Json = string | readonly Json[] | { readonly [name: string]: Json };

/**
 * A grant as a FHIR R4 Consent. The base policy says what the root provision says, and the root says
 * it again by its type, as IHE Privacy Consent on FHIR has it: whoever reads base policies another
 * way round is not misled (ADR 0043). Empty lists and absent moments are left out, as FHIR asks.
 */
export function consentOf(grant: ExportedGrant): Json {
  const { id, patient, provision } = grant;
  return {
    resourceType: 'Consent', id: fhirId(id),
    text: { status: 'generated', div: narrative(grant) },
    status: grant.isRevoked ? 'inactive' : 'active',
    scope: concept(SCOPE_SYSTEM, 'patient-privacy'),
    category: [concept(ACT_CODE_SYSTEM, 'IDSCL')],
    patient: { reference: `Patient/${patient}` },
    dateTime: writeDateTime(grant.givenAt),
    policyRule: concept(ACT_CODE_SYSTEM, provision.type === 'permit' ? 'OPTIN' : 'OPTOUT'),
    provision: provisionOf(provision),
  };
}

/** Several, as a Bundle that collects them. */
export function consentBundle(grants: readonly ExportedGrant[]): Json {
  return {
    resourceType: 'Bundle', type: 'collection',
    ...grants.length === 0 ? {} : { entry: grants.map((grant) => ({ resource: consentOf(grant) })) },
  };
}

function provisionOf(provision: Provision): Json {
  const { startsAtMicros, endsAtMicros } = provision;
  const period = {
    ...startsAtMicros === null ? {} : { start: writeDateTime(startsAtMicros) },
    ...endsAtMicros === null ? {} : { end: writeEndBefore(endsAtMicros) },
  };
  const lists: Readonly<Record<string, readonly Json[]>> = {
    actor: [
      ...provision.actors.map((actor) => actorOf('PRCP', actor)),
      ...provision.custodians.map((name) =>
        actorOf(CUSTODIAN_ROLE, { kind: 'organisation', name })),
    ],
    action: [concept(ACTION_SYSTEM, 'access')],
    securityLabel: provision.labels.map((code) => coding(labelSystem(code), code, labelName(code))),
    purpose: provision.purposes.map((code) => coding(PURPOSE_SYSTEM, code, purposeName(code))),
    class: [
      ...provision.sections.map((section) => coding(SECTION_SYSTEM, section)),
      ...provision.resourceTypes.map((type) => coding(RESOURCE_TYPE_SYSTEM, type)),
    ],
    data: provision.records.map((reference) => ({ meaning: 'instance', reference: { reference } })),
    provision: provision.exceptions.map(provisionOf),
  };
  return {
    type: provision.type,
    ...Object.keys(period).length === 0 ? {} : { period },
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
  };
}

const REFERENCES: Readonly<Record<Actor['kind'], string>> = {
  person: 'Practitioner', organisation: 'Organization', role: 'Group',
};

function actorOf(role: string, { kind, name }: Actor): Json {
  return {
    role: concept(PARTICIPATION_SYSTEM, role),
    reference: { reference: `${REFERENCES[kind]}/${name}`, display: name },
  };
}

function concept(system: string, code: string): Json {
  return { coding: [coding(system, code)] };
}

function coding(system: string, code: string, display?: string): Json {
  return { system, code, ...display === undefined || display === code ? {} : { display } };
}

/** At most 64 letters, digits, hyphens and dots (R4 §2.24.0.1). */
function fhirId(id: string): string {
  return id.replace(/[^A-Za-z0-9\-.]/g, '-').slice(0, 64);
}

function narrative({ patient, provision, isRevoked }: ExportedGrant): string {
  const sentences = provisionWords(provision, patient, { moment: (at) => writeDateTime(at) });
  const all = isRevoked ? [...sentences, 'It was taken back.'] : sentences;
  const paragraphs = all.map((sentence) => `<p>${escaped(sentence)}</p>`).join('');
  return `<div xmlns="http://www.w3.org/1999/xhtml">${paragraphs}</div>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
