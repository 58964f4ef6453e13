import type { Facts } from './facts.ts';

/**
 * The words in braces that an @sentence or @otherwise may use, and how each is said. A value that
 * is not listed is said as it stands.
 */
const PHRASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  person: {},
  role: {
    clinician: 'a clinician', staff: 'on the staff', coordinator: 'a care coordinator',
    adjudicator: 'a claims adjudicator', coder: 'a coder', auditor: 'an auditor', proxy: 'a proxy',
  },
  organisation: { '': 'no organisation' },
  kind: {},
  patient: {},
  section: {},
  custodian: {},
  purpose: {},
  relationship: { treating: 'treats', former: 'treated', none: 'has not treated' },
  grant: {
    'in-force': 'one is in force', denied: 'it is denied', expired: 'the last one has expired',
    revoked: 'it was taken back', none: 'none was given',
  },
  reach: {
    member: 'those who work with charts at any member',
    treating: 'those who work with charts where the patient is or was treated',
  },
};

export const PLACEHOLDERS: readonly string[] = Object.keys(PHRASES);

/** The sentence with its words in braces filled in from the case. */
export function fillIn(template: string, facts: Facts): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => {
    const value = valueOf(name, facts);
    if (value === null) return whole;
    const phrase = PHRASES[name]?.[value];
    if (phrase !== undefined) return phrase;
    return SPOKEN.has(name) ? value.replaceAll('-', ' ') : value;
  });
}

/** The first word in braces that means nothing, or null. */
export function unknownPlaceholder(template: string): string | null {
  for (const [whole, name] of template.matchAll(PLACEHOLDER)) {
    if (name === undefined || !PLACEHOLDERS.includes(name)) return whole;
  }
  return null;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Handles keep their hyphens; common words lose them. */
const SPOKEN: ReadonlySet<string> = new Set(['section', 'purpose']);

function valueOf(name: string, facts: Facts): string | null {
  switch (name) {
    case 'person': return facts.person;
    case 'role': return facts.role;
    case 'organisation': return facts.organisation;
    case 'kind': return facts.organisationKind;
    case 'patient': return facts.patient;
    case 'section': return facts.section;
    case 'custodian': return facts.custodian;
    case 'purpose': return facts.purpose;
    case 'relationship': return facts.relationship;
    case 'grant': return facts.grant;
    case 'reach': return facts.reach;
    default: return null;
  }
}
