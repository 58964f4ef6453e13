/**
 * What a deciding node knows of one ask for one section, discrete throughout: it is what policies
 * see (scenarios/policies/schema.cedarschema) and what decisions are remembered by. Values that
 * the schema does not name are allowed and simply match no policy.
 */
export interface Facts {
  /** Who the session says is asking: a handle, as the script writes it. */
  readonly person: string;
  /** clinician, staff, coordinator, adjudicator, … */
  readonly role: string;
  /** Where the person works, and what kind of member that is; '' for none. */
  readonly organisation: string;
  readonly organisationKind: string;
  readonly patient: string;
  readonly section: string;
  /** The organisation that keeps the records asked for. */
  readonly custodian: string;
  /** treatment, emergency, payment, operations, … */
  readonly purpose: string;
  /** The person's organisation is the custodian. */
  readonly sameOrganisation: boolean;
  readonly memberOfNetwork: boolean;
  /** Between the person's organisation and the patient. */
  readonly relationship: Relationship;
  /** What her grants say of this person, section and purpose, as the deciding node sees them. */
  readonly grant: GrantStanding;
  /** True also where no shift is known. */
  readonly onShift: boolean;
  /** How far a single ledger opens; other models do not look. */
  readonly reach: Reach;
}

export const RELATIONSHIPS = ['treating', 'former', 'none'] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

export const GRANT_STANDINGS = ['in-force', 'denied', 'expired', 'revoked', 'none'] as const;
export type GrantStanding = (typeof GRANT_STANDINGS)[number];

export const REACHES = ['member', 'treating'] as const;
export type Reach = (typeof REACHES)[number];
