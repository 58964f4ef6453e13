import { labelCode } from '../grants/labels.ts';
import { UNLIMITED } from '../grants/provision.ts';
import type { Actor, Provision } from '../grants/provision.ts';
import { purposeCode } from '../grants/purposes.ts';
import type { Micros } from '../kernel/micros.ts';
import type { Denied, Granted } from '../script/scenario.ts';
import type { Cast, Patient } from './cast.ts';
import { sectionsKept } from './keepers.ts';
import { purposeByRole } from './purpose.ts';

/** Who there is to name. */
export interface Names {
  readonly cast: Cast;
  readonly members: readonly { readonly name: string; readonly kind: string }[];
}

/**
 * What a patient's line grants, as the ledger keeps it. The whole chart is every section by name,
 * so that what is written later is not granted by accident.
 */
export function permission(
  names: Names, patient: Patient, grantee: string, granted: Granted, at: Micros,
): Provision {
  const { sections, purposes, except, forMicros } = granted;
  const actor = actorNamed(names, grantee);
  return {
    ...UNLIMITED, actors: [actor], sections: sections.length > 0 ? sections : sectionsKept(patient.keepers),
    purposes: (purposes.length > 0 ? purposes : [usualPurpose(names, actor)]).map(purposeCode),
    endsAtMicros: at + forMicros,
    // A record need only bear one of the labels to be kept back: one exception for each.
    exceptions: except.map((word) => ({ ...UNLIMITED, type: 'deny', labels: [labelCode(word)] })),
  };
}

/** What it denies; each rule names one label, because a rule with two is for records with both. */
export function denials(names: Names, denied: Denied, at: Micros): Provision[] {
  const { grantee, sections, about, purposes, except, forMicros } = denied;
  const base: Provision = {
    ...UNLIMITED, type: 'deny', actors: grantee === null ? [] : [actorNamed(names, grantee)],
    sections, purposes: purposes.map(purposeCode),
    endsAtMicros: forMicros === null ? null : at + forMicros,
  };
  const rules = about.length === 0 ? [base]
    : about.map((word): Provision => ({ ...base, labels: [labelCode(word)] }));
  if (except.length === 0) return rules;
  const spared: Provision = { ...UNLIMITED, actors: except.map((name) => actorNamed(names, name)) };
  return rules.map((rule) => ({ ...rule, exceptions: [spared] }));
}

export function actorNamed({ cast }: Names, name: string): Actor {
  return { kind: cast.isPerson(name) ? 'person' : 'organisation', name };
}

/** What a grant is for where nothing more is said. */
function usualPurpose({ cast, members }: Names, { kind, name }: Actor): string {
  if (kind === 'person') return purposeByRole(cast.person(name));
  return members.find((member) => member.name === name)?.kind === 'payer' ? 'payment' : 'treatment';
}
