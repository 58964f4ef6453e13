import type { Facts } from './facts.ts';

/** The facts of a context, and the schema's type of each: an enumerated entity, or Bool. */
export const FACT_TYPES = {
  role: 'Role',
  organisationKind: 'Kind',
  section: 'Section',
  purpose: 'Purpose',
  sameOrganisation: 'Bool',
  memberOfNetwork: 'Bool',
  relationship: 'Relationship',
  grant: 'Grant',
  onShift: 'Bool',
  reach: 'Reach',
} as const;

export type FactName = keyof typeof FACT_TYPES;

export const FACT_NAMES = Object.keys(FACT_TYPES) as readonly FactName[];

/** One entity of a request, with those it belongs to. */
export interface Party {
  readonly uid: EntityId;
  readonly parents: readonly EntityId[];
}

export interface EntityId {
  readonly type: string;
  readonly id: string;
}

/** Who reads: a person in her organisation. */
export function principalOf(facts: Facts): Party {
  return {
    uid: { type: 'Person', id: facts.person },
    parents: facts.organisation === '' ? [] : [{ type: 'Organisation', id: facts.organisation }],
  };
}

/** What is read: a section of a chart, at the organisation that keeps it. */
export function resourceOf(facts: Facts): Party {
  return {
    uid: { type: 'ChartSection', id: `${facts.patient}/${facts.section}` },
    parents: [
      { type: 'Chart', id: facts.patient },
      { type: 'Organisation', id: facts.custodian },
    ],
  };
}

/** The types of who reads and of what is read. */
export const PARTY_TYPES: ReadonlySet<string> =
  new Set(['Person', 'Organisation', 'ChartSection', 'Chart']);

export const READ: EntityId = { type: 'Action', id: 'read' };
